/**
 * `npm run check:image`: would the production image run? Installs in a temporary folder as its Dockerfile does, lays dist
 * beside it, and starts every program of it without a setting: each must come as far as asking for one.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './lib/files.mjs';
import { prepare } from './lib/prepare.mjs';
import { Refusal } from './lib/refusal.mjs';
import { session } from './lib/session.mjs';

const programs = ['main', 'worker', 'migrate', 'cli'];
const asked = 'Klankbord cannot start: DATABASE_URL is missing';

await session(async (s) => {
  const from = Date.now();
  await prepare(s);
  const folder = mkdtempSync(join(tmpdir(), 'klankbord-image-'));
  s.keeper.litter(folder);
  for (const name of ['package.json', 'package-lock.json', '.npmrc', 'dist']) cpSync(join(root, name), join(folder, name), { recursive: true });

  const [, npm, folders] = packagesStage();
  const installed = await s.run('npm', [...npm.split(' '), '--prefer-offline'], { cwd: folder, quiet: true, atOnce: true });
  if (installed.code !== 0) throw new Refusal(`${installed.output}\nThe image's packages cannot be installed.`);
  rmSync(join(folder, folders), { recursive: true });

  const env = { PATH: process.env.PATH, NODE_ENV: 'production' };
  for (const program of programs) {
    const { output } = await s.run(process.execPath, [join('dist/src', `${program}.js`)], { cwd: folder, env, quiet: true });
    if (output !== asked) throw new Refusal(`FAILED  the production image: ${program}.js\n${output}`);
  }
  process.stdout.write(`ok      the production image has what its programs import (${((Date.now() - from) / 1000).toFixed(1)} s)\n`);
});

/** The very line of the Dockerfile: [, what npm is told, what is taken out afterwards]. */
function packagesStage() {
  const found = readFileSync(join(root, 'Dockerfile'), 'utf8').match(/^RUN npm (ci .*--omit=dev.*) && rm -rf (\S+)$/m);
  if (!found) throw new Refusal('Dockerfile: the line that installs the packages of the image is not there.');
  return found;
}
