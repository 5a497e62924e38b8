/** Looking for words in bytes, whatever they are in. */
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateSync } from 'node:zlib';
import { filesBelow } from '../files.mjs';
import { formsOf } from './words.mjs';

/** Longer than any form of a word, so that none is cut in two between pieces of a file. */
const OVERLAP = 256;
const PIECE = 16 * 1024 * 1024;

/** What was found: [{ words, where, form, label }], the first of each form. `kinds`: the sets of words that are looked for. */
export function inBytes(kinds, where, bytes) {
  const hits = kinds.flatMap((words) =>
    Object.entries(formsOf(words.stem)).flatMap(([form, patterns]) => {
      const at = Math.max(...patterns.map((pattern) => bytes.indexOf(pattern)));
      return at < 0 ? [] : [{ words, where, form, label: form === 'plain' ? words.labelOf(bytes.toString('latin1', at, at + 40)) : undefined }];
    }),
  );
  const inside = unpacked(bytes);
  return inside ? [...hits, ...inBytes(kinds, `${where} (compressed)`, inside)] : hits;
}

/** What we would compress is compressed whole: gzip by its first bytes, zlib by its header. */
function unpacked(bytes) {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes);
    if (bytes[0] === 0x78 && ((bytes[0] << 8) | bytes[1]) % 31 === 0) return inflateSync(bytes);
  } catch {
    // It only looked like one.
  }
  return undefined;
}

/** Every file below a folder that `chosen` takes, also below a running server. Gives { bytes, hits }. */
export function inFolder(kinds, folder, chosen = () => true) {
  const found = { bytes: 0, hits: [] };
  for (const name of filesBelow(folder).filter(chosen)) {
    for (const piece of piecesOf(join(folder, name))) {
      found.bytes += piece.length;
      found.hits.push(...inBytes(kinds, name, piece));
    }
  }
  return found;
}

/** One for all: most files are much smaller, and new memory is wiped before it is given. */
const buffer = Buffer.allocUnsafe(PIECE);

/** A piece is good until the next one is asked for. */
function* piecesOf(path) {
  let fd;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    // A running server drops files between our listing and our reading.
    if (error.code === 'ENOENT') return;
    throw error;
  }
  try {
    for (let position = 0; ; position += PIECE - OVERLAP) {
      const length = readSync(fd, buffer, 0, PIECE, position);
      if (length > 0) yield buffer.subarray(0, length);
      if (length < PIECE) return;
    }
  } finally {
    closeSync(fd);
  }
}

export function inTexts(kinds, texts) {
  const hits = texts.flatMap(({ what, text }) => inBytes(kinds, what, Buffer.from(text)));
  return { bytes: texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0), hits };
}
