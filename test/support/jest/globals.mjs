/** What `@jest/globals` gives to the file that imports it: the runtime puts it there. */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } = globalThis[Symbol.for('klankbord.jest')];
