import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readScript } from './read-script.js';
import { END, HEADER, ROWS_END, Tally, TABLE_END, type Header } from './script.js';

/** Rows as COPY writes them: a backslash or a line's end in a text is written with a backslash before it. */
const row = fc.array(fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/[\\\n\r\t]/g, '\\\\')), { minLength: 1, maxLength: 3 }).map((fields) => `${fields.join('\t')}\n`);
const tables = fc.array(fc.array(row.filter((line) => line !== ROWS_END), { maxLength: 5 }), { maxLength: 4 });

function scriptOf(all: string[][]): Buffer {
  const header = { format: 1, tables: all.map((_, nth) => ({ name: `t${nth}`, columns: ['a'] })) };
  const parts = all.map((rows, nth) => {
    const tally = new Tally();
    tally.add(Buffer.from(rows.join('')));
    return `COPY t${nth} (a) FROM stdin;\n${rows.join('')}${ROWS_END}${TABLE_END}${JSON.stringify(tally.end(`t${nth}`))}\n`;
  });
  return Buffer.from(`${HEADER}${JSON.stringify(header)}\n${parts.join('')}${END}${JSON.stringify({ tables: all.length })}\n`);
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, size: number): Promise<string[]> {
  const texts: string[] = [];
  await readScript(inPieces(bytes, size), {
    begins: (_header: Header) => undefined,
    table: async (_table, rows) => {
      const pieces: Buffer[] = [];
      for await (const piece of rows) pieces.push(Buffer.from(piece));
      texts.push(Buffer.concat(pieces).toString());
    },
  });
  return texts;
}

describe('the script of a backup', () => {
  it('gives back what was written, in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.integer({ min: 1, max: 40 }), async (all, size) => {
        expect(await read(scriptOf(all), size)).toEqual(all.map((rows) => rows.join('')));
      }),
    );
  });

  it('that was cut off anywhere, or changed in any byte, is refused', async () => {
    const whole = scriptOf([['a\tb\n', 'c\td\n'], [], ['e\n']]);
    for (let at = 0; at < whole.length; at += 1) {
      await expect(read(whole.subarray(0, at), 16)).rejects.toThrow();
    }
    const rowAt = whole.indexOf('c\td');
    const changed = Buffer.from(whole);
    changed[rowAt] = 'x'.charCodeAt(0);
    await expect(read(changed, 16)).rejects.toThrow('damaged');
  });
});
