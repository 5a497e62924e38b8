/**
 * src/ and migrations/ to dist/ with swc, styles with sass. Types are checked apart (npm run
 * check): a start must not wait for tsc. Built beside dist and swapped, so that a file whose
 * source is gone goes too and a build that is cut off leaves the old one.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync, copyFileSync, existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesBelow, root, sha256 } from './files.mjs';

const dist = join(root, 'dist');
const assets = 'src/roles/shared/assets';
const govuk = 'node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js';
const compiled = (path) => path.endsWith('.ts');
const isTest = (path) => /\.(e2e-)?spec\.ts$/.test(path);

/** Everything that is built or copied; reference-data goes along so that its relative path is the same in dist. */
const inputs = () =>
  ['src', 'migrations', 'reference-data'].flatMap((folder) =>
    filesBelow(join(root, folder)).map((path) => `${folder}/${path}`).filter((path) => !isTest(path)),
  );

/** Contents, not times: another branch and back again builds nothing. */
const stampOf = (paths) =>
  sha256(
    ...['package-lock.json', '.swcrc', 'scripts/lib/build.mjs', ...paths].flatMap((path) => [
      path,
      readFileSync(join(root, path)),
    ]),
  );

export function isBuilt() {
  try {
    return readFileSync(join(dist, '.stamp'), 'utf8') === stampOf(inputs());
  } catch {
    return false;
  }
}

/** Builds when something changed; says whether it did. Throws with swc's or sass's own message. */
export async function build() {
  const paths = inputs();
  const stamp = stampOf(paths);
  if (isBuilt()) return false;
  // Beside the default data folder: ignored by git, and on the same disk as dist.
  const fresh = join(root, '.klankbord', `build-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  const write = (path, text) => {
    mkdirSync(dirname(join(fresh, path)), { recursive: true });
    writeFileSync(join(fresh, path), text);
  };
  const copy = (from, to) => {
    mkdirSync(dirname(join(fresh, to)), { recursive: true });
    copyFileSync(join(root, from), join(fresh, to));
  };
  try {
    await compile(paths.filter(compiled).filter((path) => !path.endsWith('.d.ts')), write);
    for (const path of paths.filter((one) => !compiled(one))) {
      if (!path.startsWith(`${assets}/`)) copy(path, path);
      else if (!path.endsWith('.scss')) copy(path, join('assets', relative(assets, path)));
    }
    await styles(write);
    if (existsSync(join(root, govuk))) copy(govuk, 'assets/govuk-frontend.min.js');
    write('.stamp', stamp);
    swap(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return true;
}

async function compile(paths, write) {
  const { transformFile } = await import('@swc/core');
  const options = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
  await Promise.all(
    paths.map(async (path) => {
      const out = path.replace(/\.ts$/, '.js');
      const sourceFileName = relative(join(dist, dirname(out)), join(root, path));
      const { code, map } = await transformFile(join(root, path), { ...options, swcrc: false, sourceMaps: true, sourceFileName });
      write(out, `${code}\n//# sourceMappingURL=${out.split('/').at(-1)}.map\n`);
      write(`${out}.map`, map);
    }),
  );
}

async function styles(write) {
  const entry = join(root, assets, 'app.scss');
  if (!existsSync(entry)) return;
  const sass = await import('sass');
  const { css } = sass.compile(entry, { loadPaths: [join(root, 'node_modules')], style: 'compressed', quietDeps: true });
  write('assets/app.css', css);
}

function swap(fresh) {
  const old = `${fresh}-old`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}
