/**
 * `npm run canary`: types words that stand nowhere else into every field, header and address of a Klankbord of its own, plays
 * a consult's whole life with them, and looks for them wherever they could have been left. First it shows, by a word planted
 * in each place, that it would find one. `-- --plant PLACE` plants one as if the product had left it there: then it must fail.
 */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from './lib/prepare.mjs';
import { hasRedis } from './lib/redis-server.mjs';
import { session } from './lib/session.mjs';

const { plant, queue } = parseArgs({ options: { plant: { type: 'string' }, queue: { type: 'string' } } }).values;
const say = (line) => process.stdout.write(`${line}\n`);

await session(async (s) => {
  await prepare(s);
  const { round } = await import('./lib/canary/round.mjs');
  const queues = queue ? [queue] : hasRedis() ? ['postgres', 'redis'] : ['postgres'];
  const leaks = new Set();
  const blind = new Set();
  for (const each of queues) {
    const folder = mkdtempSync(join(tmpdir(), 'klankbord-canary-'));
    s.keeper.litter(folder);
    chmodSync(folder, 0o711);
    const { typed, places, unproven } = await round(s, { folder, queue: each, plant });
    const names = Object.keys(places);
    say(`Queue on ${each === 'redis' ? 'Redis' : 'Postgres'}: ${typed} words typed. Proven: found in ${names.length - unproven.length} of ${names.length} planted places.`);
    for (const name of names) tell(name, places[name]);
    for (const name of names.filter((name) => places[name].hits.length > 0)) leaks.add(name);
    for (const name of unproven) blind.add(name);
  }
  if (!hasRedis()) say('Not looked at: a queue on Redis (no redis-server on the PATH; Debian: apt-get install redis-server).');
  if (leaks.size) say(`The canary sings: what somebody typed lies in ${[...leaks].join('; ')}.`);
  if (blind.size) say(`The canary is blind: it did not find what it planted in ${[...blind].join('; ')}.`);
  if (!leaks.size && !blind.size) say('Nothing that was typed lies anywhere outside the vault.');
  return leaks.size || blind.size ? 1 : 0;
});

function tell(name, { bytes, rows, hits }) {
  const size = rows ? `${rows} rows` : `${(bytes / 1_048_576).toFixed(bytes < 1_048_576 ? 3 : 0)} MB`;
  say(`  ${name.padEnd(24)}${size.padStart(12)}  ${hits.length} hits`);
  const lines = new Set(hits.map(({ where, form, label }) => `      ${where} (${form})${label ? `: ${label}` : ''}`));
  for (const line of [...lines].slice(0, 10)) say(line);
}
