/** `npm run identifiers`: how well the built identifier check does on its corpus. `--wrong` also lists what it got wrong. */
import { join } from 'node:path';
import { root } from './lib/files.mjs';
import { measure, readCorpus } from './lib/identifier-corpus.mjs';
import { prepare } from './lib/prepare.mjs';
import { session } from './lib/session.mjs';

await session(async (s) => {
  await prepare(s);
  const { findIdentifiers } = await import(join(root, 'dist/src/domain/identifiers.js'));
  const corpus = readCorpus();
  const heldOut = corpus.filter((sentence) => sentence.heldOut);
  print('the whole corpus', measure(corpus, findIdentifiers));
  print('the part held out', measure(heldOut, findIdentifiers));
  // What is held out stays unseen: its mistakes are not listed.
  if (!process.argv.includes('--wrong')) return;
  for (const mistake of measure(corpus.filter((sentence) => !sentence.heldOut), findIdentifiers).wrong) console.log(JSON.stringify(mistake));
});

function print(what, { kinds, sentences, words, falsePer200Words }) {
  console.log(`\n${what}: ${sentences} sentences, ${words} words that name nobody`);
  console.log('kind                       expected  found  recall  precision');
  for (const [kind, { expected, found, warned, right }] of Object.entries(kinds).sort()) {
    console.log(kind.padEnd(25), String(expected).padStart(9), String(found).padStart(6), share(found, expected), share(right, warned));
  }
  console.log(`false warnings per 200 words: ${falsePer200Words.toFixed(2)}`);
}

function share(part, whole) {
  return (whole ? (part / whole).toFixed(3) : '-').padStart(8);
}
