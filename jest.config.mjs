/** One configuration for unit tests (beside the rules) and stories (under test/). */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  runtime: '<rootDir>/test/support/jest/runtime.mjs',
  transform: {},
  maxWorkers: 2,
  testTimeout: 20_000,
};
