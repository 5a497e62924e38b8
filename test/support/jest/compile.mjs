/** A TypeScript file of the tests as swc makes it, by the build's own settings. Gives { code, map }. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { transformFileSync } from '@swc/core';

export const root = join(import.meta.dirname, '../../..');
const settings = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));

export const compile = (path) => transformFileSync(path, { ...settings, swcrc: false, sourceFileName: basename(path) });
