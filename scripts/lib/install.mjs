/**
 * Installs the packages when the lock file, Node's major version or the machine differs from
 * what was installed last. Built-ins only: on a fresh clone nothing else is there yet.
 * Scripts of packages never run; what a package would do in one, our own launchers do.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, sha256 } from './files.mjs';
import { Refusal } from './refusal.mjs';

const stampFile = join(root, 'node_modules', '.klankbord-stamp');

const wanted = () =>
  sha256(
    readFileSync(join(root, 'package-lock.json')),
    process.versions.node.split('.')[0],
    `${process.platform}-${process.arch}`,
  );

export function isInstalled() {
  try {
    return readFileSync(stampFile, 'utf8').trim() === wanted();
  } catch {
    return false;
  }
}

/** Says that what is installed now is what the lock file asks (also for the Dockerfile, which installs by itself). */
export const stamp = () => writeFileSync(stampFile, `${wanted()}\n`);

/** `run(command, args, options)` is the session's: the child is in its care and ends with it. */
export async function install(run) {
  if (isInstalled()) return;
  const before = Date.now();
  process.stderr.write('Klankbord: installing packages (npm ci), about a minute …\n');
  rmSync(stampFile, { force: true });
  // Both includes: NODE_ENV=production or an `omit` in somebody's npmrc would drop what we need.
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const [command, ...first] = npmCommand();
  const { code, output } = await run(command, [...first, ...args], { quiet: true, atOnce: true, cwd: root });
  if (code !== 0) throw new Refusal(`${output}\n${explain(output)}`);
  stamp();
  process.stderr.write(`Klankbord: packages installed in ${Math.round((Date.now() - before) / 1000)} s\n`);
}

/** The npm that started us, else the one on PATH. */
function npmCommand() {
  const cli = process.env.npm_execpath;
  return cli && /npm-cli\.c?js$/.test(cli) ? [process.execPath, cli] : ['npm'];
}

const explain = (output) =>
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network/i.test(output)
    ? 'The packages could not be fetched: npm does not reach its registry. Check the network or the proxy (npm config get registry) and start again.'
    : 'npm ci failed; its output is above.';
