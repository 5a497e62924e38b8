/** For `node --import`: with the hooks of the tests. Jest's workers inherit it. */
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
