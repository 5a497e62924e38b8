/** The provider in a process of its own, for tests: told what to serve, tells where, ends with who started it. */
import { startProvider } from './identity-provider.mjs';

process.once('disconnect', () => process.exit());
process.once('message', async (options) => process.send((await startProvider(options)).url));
