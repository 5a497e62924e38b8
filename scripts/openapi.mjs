/** `npm run openapi`: writes openapi.json from the built app; `--check` only compares, for `npm run check`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/files.mjs';
import { prepare } from './lib/prepare.mjs';
import { Refusal } from './lib/refusal.mjs';
import { session } from './lib/session.mjs';

const file = join(root, 'openapi.json');

await session(async (s) => {
  await prepare(s);
  // Nothing of the developer's settings: the document depends on the sources alone.
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'test', KLANKBORD_MODE: 'test', TZ: 'UTC' };
  const program = join(root, 'dist/src/openapi.js');
  const { code, out, output } = await s.run(process.execPath, [program], { cwd: root, env, quiet: true });
  if (code !== 0) throw new Refusal(`${output}\nThe document could not be made (exit ${code}).`);
  const fresh = `${JSON.stringify(JSON.parse(out), null, 2)}\n`;
  if (!process.argv.includes('--check')) return void writeFileSync(file, fresh);
  if (read() !== fresh) throw new Refusal('openapi.json is not current: run `npm run openapi` and review the diff.');
});

function read() {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
