/** Where a word could end up: how each place is looked through, and how a word is planted in it to show that it would be found. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../files.mjs';
import { MAIN, QUEUE_SCHEMA, VAULT } from './databases.mjs';
import { inFolder, inTexts } from './search.mjs';

/** pino's number of "warn". */
const WARN = 40;

const isQueue = ({ schema }) => schema === QUEUE_SCHEMA;
const isLog = (name) => name.startsWith('pg_wal/');

/**
 * Places that are looked through: `running` while Klankbord runs, `stopped` after it ended in good order. Each gives
 * { bytes or rows, hits }. `plant(text)` puts a text there, as a wrong line of ours would.
 */
export function placesOf(s, instance, typist) {
  const { databases, redis, sink, postgres, logs } = instance;
  const inTable = (database, name) => async (text) => {
    await databases.query(`create table if not exists ${name} (t text)`, [], database);
    await databases.query(`insert into ${name} values ($1)`, [text], database);
  };
  const folder = (chosen) => (kinds) => inFolder(kinds, postgres, chosen);
  const answered = (group) => ({ running: (kinds) => inTexts(kinds, group), plant: async (text) => void group.push({ what: 'planted', text }) });
  const places = {
    // First: what is planted after it is not the owner's, and no backup would be made.
    backups: backups(s, instance),
    'tables, main': { running: (kinds) => databases.sweep(kinds, MAIN, (table) => !isQueue(table)), plant: inTable(MAIN, 'canary_plant') },
    'tables, vault': { running: (kinds) => databases.sweep(kinds, VAULT), plant: inTable(VAULT, 'canary_plant') },
    'data directory': { running: folder((name) => !isLog(name)), stopped: folder((name) => !isLog(name)), plant: (text) => deleted(databases, text) },
    'write-ahead log': { running: folder(isLog), stopped: folder(isLog), plant: (text) => logged(databases, text) },
    queue: { running: (kinds) => databases.sweep(kinds, MAIN, isQueue), plant: inTable(MAIN, `${QUEUE_SCHEMA}.canary_plant`) },
    logs: { stopped: (kinds) => inTexts(kinds, logs.map(file)), plant: async (text) => appendFileSync(logs[0], `${text}\n`) },
    'error reports': { stopped: (kinds) => inTexts(kinds, reports(logs[0])), plant: async (text) => appendFileSync(logs[0], `${JSON.stringify({ level: WARN, msg: text })}\n`) },
    mails: { stopped: async (kinds) => sum(inFolder(kinds, sink.folder), inTexts(kinds, await sink.texts())), plant: sink.send },
    'refusals of the API': answered(typist.answers),
    'audit, health, metrics': answered(instance.seen),
  };
  if (redis) {
    const texts = async (kinds) => inTexts(kinds, await redis.texts());
    places.queue = { running: texts, stopped: (kinds) => inFolder(kinds, redis.folder), plant: redis.plant };
  }
  return places;
}

const file = (path) => ({ what: path.split('/').at(-1), text: readFileSync(path, 'latin1') });

/** Lines that tell of a failure. */
export function reports(log) {
  const level = (line) => {
    try {
      return JSON.parse(line).level;
    } catch {
      return 0;
    }
  };
  const lines = readFileSync(log, 'utf8').split('\n').filter((line) => level(line) >= WARN);
  return lines.map((text) => ({ what: 'a report', text }));
}

/** A row that was written and deleted: no table shows it, the file does. */
async function deleted(databases, text) {
  const table = await newTable(databases);
  await databases.query(`insert into ${table} values ($1)`, [text]);
  await databases.query('checkpoint');
  await databases.query(`delete from ${table}`);
}

/** A row whose page never came to disk: only the log has it. */
async function logged(databases, text) {
  const table = await newTable(databases);
  await databases.query(`insert into ${table} values ($1)`, [text]);
  await databases.query(`delete from ${table}`);
  await databases.query(`vacuum ${table}`);
}

async function newTable(databases) {
  const name = `canary_${randomBytes(4).toString('hex')}`;
  await databases.query(`create table ${name} (t text)`);
  return name;
}

const sum = (a, b) => ({ bytes: a.bytes + b.bytes, hits: [...a.hits, ...b.hits] });

function backups(s, instance) {
  const to = instance.place('backups');
  const make = async () => {
    if (existsSync(join(to, 'made'))) return;
    const { code, output } = await s.run('npm', ['run', 'backup', '--', '--to', to], { cwd: root, env: instance.env, quiet: true });
    if (code !== 0) throw new Error(`npm run backup failed:\n${output}`);
    appendFileSync(join(to, 'made'), '');
  };
  return {
    running: async (kinds) => {
      await make();
      return inFolder(kinds, to);
    },
    plant: async (text) => {
      await make();
      appendFileSync(join(to, 'planted'), text);
    },
  };
}
