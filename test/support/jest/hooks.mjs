/**
 * Module hooks: a test file is compiled as it is loaded, and what it imports of the product is what
 * `npm test` has just built in dist/: compiled once, with its maps, and the same that is shipped.
 */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compile, root } from './compile.mjs';

const folder = pathToFileURL(`${root}/`).href;
const globals = new URL('./globals.mjs', import.meta.url).href;
const isTest = (url) => url !== undefined && url.startsWith(folder) && /\.ts(\?|$)/.test(url);

export async function resolve(specifier, context, next) {
  if (!isTest(context.parentURL)) return next(specifier, context);
  // A module for each test file: what a file describes is its own.
  if (specifier === '@jest/globals') return { url: `${globals}?${context.parentURL}`, shortCircuit: true };
  if (!/^\.{1,2}\/.*\.js$/.test(specifier)) return next(specifier, context);
  const path = new URL(specifier, context.parentURL).href.slice(folder.length);
  return next(/^(src|migrations)\//.test(path) ? `${folder}dist/${path}` : `${folder}${path.replace(/js$/, 'ts')}`, context);
}

export async function load(url, context, next) {
  if (!isTest(url)) return next(url, context);
  return { format: 'module', source: compile(fileURLToPath(url)).code, shortCircuit: true };
}
