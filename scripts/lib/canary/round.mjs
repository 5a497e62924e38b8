/** One play on one instance, and the search for what was typed. */
import { Refusal } from '../refusal.mjs';
import { RestClient } from '../rest-client.mjs';
import { placesOf, reports } from './evidence.mjs';
import { failures } from './failures.mjs';
import { startInstance } from './instance.mjs';
import { mishaps } from './mishaps.mjs';
import { pages } from './pages.mjs';
import { NOW, play } from './play.mjs';
import { readContract, textFields } from './text-fields.mjs';
import { EMPTY_COLUMNS, keptFields, refusedFields, registeredFields } from './typed-fields.mjs';
import { Typist } from './typist.mjs';
import { Words } from './words.mjs';

/**
 * Every place gets a word of its own that is no word of the play, to show that it would be found there.
 * `plant`: a place that gets a word of the play itself, which must then be found.
 * Gives { typed, places: { name: { bytes, rows, hits } }, unproven: [names] }.
 */
export async function round(s, { folder, queue, plant }) {
  const instance = Object.assign(await startInstance(s, { folder, queue }), { seen: [] });
  const words = new Words();
  const typist = new Typist(instance.url, words);
  await typeEverywhere(typist, instance);
  await refuseGaps(typist, instance);

  const places = Object.entries(placesOf(s, instance, typist)).map(([name, place]) => ({ name, ...place, proof: new Words(), found: { bytes: 0, rows: 0, hits: [] } }));
  const planted = places.find(({ name }) => name === plant);
  if (plant && !planted) throw new Refusal(`--plant: there is no such place here; there are: ${places.map(({ name }) => name).join('; ')}`);
  await look(instance);
  for (const { plant: put, proof } of places) await put(proof.sentence('proof'));
  await planted?.plant(words.sentence('planted'));

  await searchAll('running', places, words);
  await instance.databases.query('checkpoint');
  await instance.stop();
  await searchAll('stopped', places, words);

  return {
    typed: words.count,
    places: Object.fromEntries(places.map(({ name, found }) => [name, { ...found, hits: found.hits.filter((hit) => hit.words === words) }])),
    unproven: places.filter(({ proof, found }) => !found.hits.some((hit) => hit.words === proof)).map(({ name }) => name),
  };
}

async function searchAll(when, places, words) {
  for (const { [when]: search, proof, found } of places) {
    const { bytes = 0, rows = 0, hits } = (await search?.([words, proof])) ?? { hits: [] };
    found.bytes += bytes;
    found.rows += rows;
    found.hits.push(...hits);
  }
}

async function typeEverywhere(typist, instance) {
  const { databases } = instance;
  await new RestClient(instance.url).put('/dev/clock', { now: NOW });
  const cast = await play(typist);
  await mishaps(typist, readContract(), cast);
  await failures(typist, cast, instance);
  const endSessions = () => databases.query(`update sessions set last_seen_at = now() - interval '3 hours'`);
  await pages(typist, cast, endSessions);
  await databases.waitFor(
    `select 1 where not exists (select 1 from outbox where done_at is null and dead_at is null and coalesce(not_before, '-infinity') <= (select stands_at from dev.clock))`,
    'the end of all that is due',
  );
}

/** A field, or a column, that the play passed by would make its silence worthless. */
async function refuseGaps(typist, { databases, logs }) {
  // What is registered is public, and stands in clear: a word in it would be found where it belongs.
  const wanted = new Set(textFields(readContract()).filter((field) => !registeredFields.includes(field)));
  const typed = new Set([...typist.kept].filter((field) => keptFields.includes(field)).concat([...typist.refused].filter((field) => refusedFields.includes(field))));
  const missed = [...wanted].filter((field) => !typed.has(field));
  const empty = await databases.emptyColumns();
  const failed = reports(logs[0]).map(({ text }) => text).join('\n');
  const unseen = ['a request failed', 'outbox: a try failed'].filter((report) => !failed.includes(report));
  const gaps = [
    ...missed.map((field) => `field of text that the play does not type into: ${field}`),
    ...empty.filter((column) => !(column in EMPTY_COLUMNS)).map((column) => `column of ciphertext that stays empty: ${column}`),
    ...Object.keys(EMPTY_COLUMNS).filter((column) => !empty.includes(column)).map((column) => `column that is not empty any more: ${column}`),
    ...unseen.map((report) => `failure that was not brought about: ${report}`),
  ];
  if (gaps.length) throw new Error(`The play has gaps:\n  ${gaps.join('\n  ')}`);
}

/** What people and machines read of it from outside. */
async function look(instance) {
  const { url, seen } = instance;
  for (const path of ['/health/live', '/health/ready', '/metrics']) {
    const response = await fetch(url + path);
    seen.push({ what: path, text: `${response.status} ${await response.text()}` });
  }
  const officer = await new Typist(url).signIn('privacy');
  for (let cursor = ''; cursor !== null; ) {
    const { status, body } = await officer.get(`/audit-events?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    if (status !== 200) throw new Error(`the audit record: got ${status}`);
    seen.push({ what: 'audit record', text: JSON.stringify(body) });
    cursor = body.nextCursor;
  }
}
