/** Words that stand nowhere else in the world: one stem a run, and an ending for each field. */
import { randomInt } from 'node:crypto';

/** Letters only: after a digit the identifier check could see a name. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const BASE = LETTERS.length;
const letters = (count) => Array.from({ length: count }, () => LETTERS[randomInt(BASE)]).join('');

/** Short enough for the narrowest field (20 characters), long enough never to come about by chance. */
export class Words {
  stem = `kanarie${letters(8)}`;
  #labels = [];

  /** A new word; the label says where it was typed. */
  word(label) {
    const number = this.#labels.push(label) - 1;
    return this.stem + [number / BASE ** 2, number / BASE, number].map((digit) => LETTERS[Math.floor(digit) % BASE]).join('');
  }

  /** In a sentence of Dutch, as people write. */
  sentence = (label) => `Ze zei ${this.word(label)} en daarna niets meer.`;

  get count() {
    return this.#labels.length;
  }

  /** What the word at the start of a text was typed into. */
  labelOf(text) {
    const ending = text.slice(this.stem.length, this.stem.length + 3);
    return this.#labels[[...ending].reduce((number, letter) => number * BASE + LETTERS.indexOf(letter), 0)];
  }
}

/** The stem as it may lie in bytes. Its letters and digits are the same in JSON and in an address. */
export function formsOf(stem) {
  const utf8 = Buffer.from(stem);
  const escaped = [...stem].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0'));
  return {
    plain: [utf8, Buffer.from(stem.toUpperCase())],
    // Between the first and the last zero byte both orders of bytes are the same.
    'UTF-16': [Buffer.from(stem, 'utf16le').subarray(0, -1)],
    base64: [0, 1, 2].map((shift) => base64Of(utf8, shift)),
    hex: [Buffer.from(utf8.toString('hex')), Buffer.from(utf8.toString('hex').toUpperCase())],
    'URL-encoded': [Buffer.from(escaped.map((code) => `%${code}`).join('')), Buffer.from(escaped.map((code) => `%${code.toUpperCase()}`).join(''))],
    'JSON-escaped': [Buffer.from(escaped.map((code) => `\\u00${code}`).join(''))],
  };
}

/** What base64 makes of it whatever stands around it; these letters never give a + or a /. */
function base64Of(bytes, shift) {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replace(/=+$/, '');
  const from = shift === 0 ? 0 : shift + 1;
  return Buffer.from(text.slice(from, Math.floor(((shift + bytes.length) * 8) / 6)));
}
