import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { inBytes, inFolder } from '../scripts/lib/canary/search.mjs';
import { readContract, textFields, type Contract } from '../scripts/lib/canary/text-fields.mjs';
import { EMPTY_COLUMNS, keptFields, refusedFields, registeredFields } from '../scripts/lib/canary/typed-fields.mjs';
import { Words } from '../scripts/lib/canary/words.mjs';

/** `npm run canary` looks for what its play typed. Of a field that the play passes by, its silence says nothing. */
describe('the canary', () => {
  it('types into every field of the API in which somebody can type, but for what is public', () => {
    expect([...keptFields, ...refusedFields, ...registeredFields].sort()).toEqual(textFields(readContract()).sort());
  });

  it('calls no field both kept and refused', () => {
    expect(keptFields.filter((field) => refusedFields.includes(field))).toEqual([]);
  });

  it('says why it passes by a column of ciphertext', () => {
    for (const [column, reason] of Object.entries(EMPTY_COLUMNS)) {
      expect(column).toMatch(/^\w+\.\w+_ct$/);
      expect(reason.length).toBeGreaterThan(10);
    }
  });
});

describe('a field of the API', () => {
  const fieldsOf = (schema: object, schemas: Record<string, object> = {}): string[] => {
    const content = { 'application/json': { schema } };
    const contract: Contract = { paths: { '/x': { post: { responses: {}, requestBody: { content } } } }, components: { schemas } };
    return textFields(contract).map((field) => field.replace('POST /x ', ''));
  };
  const group = (properties: object): object => ({ type: 'object', properties });

  it('is one of text when it is neither a code, an id, a day, a moment nor of a fixed form', () => {
    const coded = { kind: { type: 'string', enum: ['a'] }, id: { type: 'string', format: 'uuid' }, dueOn: { type: 'string', format: 'date' }, postalCode: { type: 'string', pattern: '^x$' }, yes: { type: 'boolean' } };
    expect(fieldsOf(group({ ...coded, text: { type: 'string' }, email: { type: 'string', format: 'email' } }))).toEqual(['text', 'email']);
  });

  it('is found in groups, in lists and behind references', () => {
    const note = group({ note: { type: 'string' } });
    expect(fieldsOf(group({ a: { $ref: '#/components/schemas/Note' }, b: { type: 'array', items: note }, c: { allOf: [note] } }), { Note: note })).toEqual(['a.note', 'b.note', 'c.note']);
  });

  it('that leads nowhere is an error, not nothing', () => {
    expect(() => fieldsOf({ $ref: '#/components/schemas/' })).toThrow('leads nowhere');
  });
});

describe('a word that the canary typed', () => {
  const words = new Words();
  words.word('elsewhere');
  const text = words.sentence('POST /x text');
  const formsIn = (bytes: Buffer | string) => inBytes([words], 'here', Buffer.from(bytes)).map(({ form }) => form);

  it('says where it was typed', () =>
    expect(inBytes([words], 'here', Buffer.from(text))).toEqual([{ words, where: 'here', form: 'plain', label: 'POST /x text' }]));

  it('is short enough for the narrowest field', () => expect(words.word('code').length).toBeLessThanOrEqual(20));

  it.each([
    ['plain', text.toUpperCase()],
    ['UTF-16', Buffer.from(text, 'utf16le')],
    ['UTF-16', Buffer.from(text, 'utf16le').swap16()],
    ['base64', Buffer.from(text).toString('base64')],
    ['base64', Buffer.from(`x${text}`).toString('base64')],
    ['base64', Buffer.from(`xy${text}`).toString('base64')],
    ['hex', Buffer.from(text).toString('hex').toUpperCase()],
    ['URL-encoded', Buffer.from(text).toString('hex').replace(/../g, '%$&')],
    ['JSON-escaped', [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
    ['plain', gzipSync(text)],
    ['plain', deflateSync(text)],
  ])('is found as %s', (form, bytes) => expect(formsIn(bytes)).toEqual([form]));

  it('is not found where it is not', () => expect(formsIn(`${words.stem.slice(0, -1)} ${new Words().word('other')}`)).toEqual([]));

  it('is found in a file, also across the edge of what is read at once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'klankbord-search-'));
    try {
      writeFileSync(join(folder, 'large'), Buffer.concat([Buffer.alloc(16 * 1024 * 1024 - 10), Buffer.from(text)]));
      expect(inFolder([words], folder).hits).toMatchObject([{ where: 'large', form: 'plain' }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
