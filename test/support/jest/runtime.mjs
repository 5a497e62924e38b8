/**
 * How a test file is loaded: by Node itself, as the product is, and not in a sandbox of jest's that evaluates
 * Nest, TypeORM and six hundred files of ours anew for each test file. The files that one worker runs share
 * their modules, so the product must keep no state in a module; what a test file changes of the process is
 * put back after it. Everything else is jest's own: the runner, its timeouts, its reports.
 */
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Runtime from 'jest-runtime';
import { compile } from './compile.mjs';

const require = createRequire(import.meta.url);
const env = { ...process.env };
const maps = new Map();

export default class NativeRuntime extends Runtime {
  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(path) {
    return import(pathToFileURL(path).href);
  }

  /** jest-circus, knowing nothing of the file before. */
  requireInternalModule(path) {
    delete require.cache[path];
    for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
      if (['EVENT_HANDLERS', 'JEST_STATE_SYMBOL'].includes(symbol.description)) delete globalThis[symbol];
    }
    return require(path);
  }

  setGlobalsForRuntime(globals) {
    const { _moduleMocker: mocker } = this;
    globalThis[Symbol.for('klankbord.jest')] = { ...globals, jest: { fn: mocker.fn.bind(mocker), spyOn: mocker.spyOn.bind(mocker) } };
  }

  /** A frame in a test file is read by the map of that file, made when a test fails. dist/ has its own beside it. */
  getSourceMaps() {
    const get = (source) => {
      const path = source.startsWith('file:') ? fileURLToPath(source) : source;
      if (!path.endsWith('.ts')) return undefined;
      if (!maps.has(path)) maps.set(path, `data:application/json;base64,${Buffer.from(compile(path).map).toString('base64')}`);
      return maps.get(path);
    };
    return Object.assign(new Map(), { get });
  }

  teardown() {
    super.teardown();
    for (const key of Object.keys(process.env)) if (!(key in env)) delete process.env[key];
    Object.assign(process.env, env);
  }
}
