/** `npm run build`: packages when they are missing, then dist/. */
import { build } from './lib/build.mjs';
import { prepare } from './lib/prepare.mjs';
import { session } from './lib/session.mjs';

// The inner call: one short-lived process that holds swc and sass, so that no long-lived one does.
if (process.argv.includes('--only')) await build().catch(tellAndFail);
else await session(async (s) => void (await prepare(s)));

/** swc and sass say where it is wrong; what follows is their own stack. */
function tellAndFail(error) {
  console.error(String(error.message).split('\n\nCaused by:')[0]);
  process.exitCode = 1;
}
