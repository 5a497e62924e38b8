/**
 * The sentences of test/identifiers/corpus, in which [[kind:text]] says what must be found, and how well a check finds it.
 * For the tests, which hold the check to its bounds, and for `npm run identifiers`, which prints the figures.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.mjs';

const folder = join(root, 'test/identifiers/corpus');
const KINDS = { register: 'national-register-number', birth: 'birth-date' };
const MARK = /\[\[([a-z]+):(.+?)\]\]/g;

export function readCorpus() {
  return readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => ({ ...unmarked(line), heldOut: file === 'held-out.txt' })),
  );
}

/** "Bel [[name:Sofie]]." -> "Bel Sofie." and where the name is. */
export function unmarked(line) {
  const expected = [];
  let text = '';
  let at = 0;
  for (const mark of line.matchAll(MARK)) {
    text += line.slice(at, mark.index);
    expected.push({ kind: KINDS[mark[1]] ?? mark[1], start: text.length, end: text.length + mark[2].length });
    text += mark[2];
    at = mark.index + mark[0].length;
  }
  return { text: text + line.slice(at), expected };
}

/**
 * Kind by kind how many were expected, of them found, and warned; a finding that touches what was expected counts.
 * `wrong` lists the rest: what was missed, and warnings about nobody.
 */
export function measure(sentences, find) {
  const kinds = {};
  const of = (kind) => (kinds[kind] ??= { expected: 0, found: 0, warned: 0, right: 0 });
  const wrong = [];
  let words = 0;
  let falseWarnings = 0;
  for (const { text, expected } of sentences) {
    const findings = find(text);
    words += wordsOutside(text, expected);
    for (const span of expected) {
      const isFound = findings.some((finding) => finding.kind === span.kind && touches(finding, span));
      of(span.kind).expected += 1;
      if (isFound) of(span.kind).found += 1;
      else wrong.push({ missed: text.slice(span.start, span.end), kind: span.kind, text });
    }
    for (const finding of findings) {
      of(finding.kind).warned += 1;
      if (expected.some((span) => span.kind === finding.kind && touches(finding, span))) of(finding.kind).right += 1;
      if (expected.some((span) => touches(finding, span))) continue;
      falseWarnings += 1;
      wrong.push({ warned: text.slice(finding.start, finding.end), kind: finding.kind, text });
    }
  }
  return { kinds, sentences: sentences.length, words, falsePer200Words: (falseWarnings * 200) / words, wrong };
}

const touches = (a, b) => a.start < b.end && b.start < a.end;

const wordsOutside = (text, spans) =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].filter(({ index }) => !spans.some(({ start, end }) => index >= start && index < end)).length;
