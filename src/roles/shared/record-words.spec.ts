import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { LIFECYCLE_ACTIONS } from '../../domain/consult-lifecycle.js';
import { AUDIT_ACTION } from './record-words.js';
import { word } from './words.js';

const src = join(process.cwd(), 'src');
const sources = (readdirSync(src, { recursive: true }) as string[]).filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'));
/** `tx.audit('…')`, `auditOf(who, '…')`, and both of a choice: `audit(a ? '…' : '…')`. */
const calls = sources.flatMap((path) => [...readFileSync(join(src, path), 'utf8').matchAll(/\baudit(?:Of|Many)?\(([^;]*?)[;{]/gs)].map(([, inside]) => inside!));
const written = calls.flatMap((inside) => [...inside.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, code]) => code!));

describe('the words of the audit record', () => {
  it('there is one for every action that the product puts on record', () => {
    expect(written.length).toBeGreaterThan(15);
    expect(written.filter((code) => !Object.hasOwn(AUDIT_ACTION, code))).toEqual([]);
  });

  it('what is made of a code is a step of the lifecycle, and each of these has one', () => {
    const made = calls.flatMap((inside) => inside.match(/`[^`]*`/g) ?? []);
    expect(made.every((code) => code.startsWith('`consult.${'))).toBe(true);
    expect(LIFECYCLE_ACTIONS.filter((action) => !Object.hasOwn(AUDIT_ACTION, `consult.${action}`))).toEqual([]);
  });

  it('a code nobody has a word for is shown as it is', () => {
    expect(word('consult.read', 'auditAction')).toBe('Vraag en feiten gelezen');
    expect(word('something.new', 'auditAction')).toBe('something.new');
  });
});
