/**
 * Tests mirror src/. Three workers on two cores: about a sixth of the time a worker waits, for the store of the run, a
 * browser or a process that it killed.
 * The one time limit is there against hanging only: what takes long is a matter of test/bench, not of a limit.
 */
const sharedPackages = require('./test/runner/sharedPackages.cjs');

const COMPILER = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', tsx: true },
    transform: { react: { runtime: 'automatic' } },
  },
  module: { type: 'commonjs' },
};

module.exports = {
  testEnvironment: '<rootDir>/test/runner/cleanEnvironment.cjs',
  globalSetup: '<rootDir>/test/runner/storeOfRun.cjs',
  globalTeardown: '<rootDir>/test/runner/storeOfRun.cjs',
  testSequencer: '<rootDir>/test/runner/longestFirst.cjs',
  roots: ['<rootDir>/test', '<rootDir>/packages'],
  // Packages are read from their sources: what is tested is never an older build of them.
  moduleNameMapper: {
    '^@gov-matrix/([a-z-]+)$': '<rootDir>/packages/$1/src/index.ts',
    // Threads and processes started from TypeScript: the store's, and whole systems that tests kill.
    '^tsx/cjs$': '<rootDir>/test/runner/typescript.cjs',
  },
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/test/bench/', '/test/crash/', '/dist/'],
  transform: {
    [`^${__dirname}/(src/(?!web/)|packages/[a-z-]+/src/).+\\.ts$`]: ['<rootDir>/test/runner/ownSources.cjs', COMPILER],
    [`/node_modules/(${sharedPackages.names})/.+\\.[cm]?js$`]: '<rootDir>/test/runner/sharedPackages.cjs',
    '^.+\\.[cm]?[tj]sx?$': ['@swc/jest', COMPILER],
  },
  // mingo ships ECMAScript modules only: jest has to transform it.
  transformIgnorePatterns: [`/node_modules/(?!(mingo|${sharedPackages.names})/)`],
  maxWorkers: 3,
  // Half a second by default: on a busy machine a worker that leaves nothing running was said to leak.
  workerGracefulExitTimeout: 30_000,
  testTimeout: 900_000,
};
