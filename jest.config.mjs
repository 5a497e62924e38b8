/** One configuration for unit tests (beside the rules) and stories (under test/). */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: {
    // The library ships its metadata as a module too; jest warns about JSON imports.
    'metadata\\.min\\.json$': '<rootDir>/node_modules/libphonenumber-js/metadata.min.json.js',
    '^(\\.{1,2}/(?!.*metadata).*)\\.js$': '$1',
  },
  testTimeout: 20_000,
};
