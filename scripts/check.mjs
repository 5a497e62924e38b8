/** `npm run check`: types, lint, the dependency rule, the API document, the lock file, nothing built in git, links. One line each. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './lib/files.mjs';
import { prepare } from './lib/prepare.mjs';
import { Refusal } from './lib/refusal.mjs';
import { session } from './lib/session.mjs';

const bin = (name) => join(root, 'node_modules', name);
const node = (...args) => (s) => s.run(process.execPath, args, { cwd: root, quiet: true });

/** Longest first: two run at a time. */
const checks = {
  types: node(bin('typescript/bin/tsc'), '--noEmit', '-p', '.'),
  'dependency rule': node(bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'src', '--config', '.dependency-cruiser.cjs'),
  'openapi.json is current': node('scripts/openapi.mjs', '--check'),
  lint: node(bin('oxlint/bin/oxlint'), '--deny-warnings', 'src', 'test', 'migrations', 'scripts'),
  'lock file': lockLint,
  'nothing built is tracked': nothingBuilt,
  'documents link to what is there': links,
};

await session(async (s) => {
  refuseLockFile();
  await prepare(s);
  const waiting = Object.entries(checks);
  let failed = 0;
  const work = async () => {
    for (let next; (next = waiting.shift()); ) {
      const [name, check] = next;
      const from = Date.now();
      const { code, output } = await check(s);
      if (s.isEnding()) return;
      const seconds = ((Date.now() - from) / 1000).toFixed(1);
      if (code !== 0) failed++;
      process.stdout.write(code === 0 ? `ok      ${name} (${seconds} s)\n` : `FAILED  ${name} (${seconds} s)\n${output}\n`);
    }
  };
  await Promise.all([work(), work()]);
  process.stdout.write(failed === 0 ? 'All checks passed.\n' : `${failed} of ${Object.keys(checks).length} checks failed.\n`);
  return failed === 0 ? 0 : 1;
});

/** Before anything is installed from it: from npm only, each with its hash, and naming no machine's own registry. */
function refuseLockFile() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const wrong = Object.entries(packages)
    .filter(([path, { link, inBundle }]) => path !== '' && !link && !inBundle)
    .flatMap(([path, { resolved, integrity }]) => [
      ...(resolved ? [`${path}: has a "resolved" address (install with the .npmrc of this repository)`] : []),
      ...(integrity ? [] : [`${path}: has no integrity hash`]),
    ]);
  if (wrong.length > 0) throw new Refusal(`FAILED  lock file\n${[...wrong.slice(0, 10), `${wrong.length} in all`].join('\n')}`);
}

function lockLint(s) {
  return node(bin('lockfile-lint/bin/lockfile-lint.js'), '--path', 'package-lock.json', '--type', 'npm', '--validate-https', '--allowed-hosts', 'npm', '--validate-integrity')(s);
}

async function nothingBuilt(s) {
  const { code, output } = await s.run('git', ['ls-files', '--', 'dist', 'node_modules', 'coverage', '.klankbord', '*.log', '*.tsbuildinfo'], { cwd: root, quiet: true });
  // Without git (a copy, an image) there is nothing to say.
  return { code: code === 0 && output !== '' ? 1 : 0, output: `tracked by git:\n${output}` };
}

/** Pages and pictures that our documents point to, as git has them: a folder on this machine is not enough. */
async function links(s) {
  const { code, output } = await s.run('git', ['ls-files', '-z'], { cwd: root, quiet: true });
  if (code !== 0) return { code: 0, output: '' };
  const tracked = output.split('\0').filter(Boolean);
  const known = new Set(tracked.flatMap((path) => [path, ...foldersOf(path)]));
  const broken = tracked
    .filter((path) => path.endsWith('.md'))
    .flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target]) => target)
        .filter((target) => !/^[a-z]+:/.test(target) && !known.has(join(dirname(page), target).replace(/\/$/, '')))
        .map((target) => `${page}: ${target}`),
    );
  return { code: broken.length > 0 ? 1 : 0, output: broken.join('\n') };
}

function foldersOf(path) {
  return path.split('/').slice(0, -1).map((_name, index, names) => names.slice(0, index + 1).join('/'));
}
