/**
 * Tests mirror src/. Two workers, because the machine has two cores and each test file may start a store of its own.
 * The one time limit is there against hanging only: what takes long is a matter of test/bench, not of a limit.
 */
module.exports = {
  testEnvironment: '<rootDir>/test/runner/cleanEnvironment.cjs',
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
    '^.+\\.[cm]?[tj]sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  // htmlparser2 and its family ship ECMAScript modules only: jest has to transform them.
  transformIgnorePatterns: [
    '/node_modules/(?!(htmlparser2|domhandler|domutils|dom-serializer|domelementtype|entities|cheerio|cheerio-select|css-select|css-what|boolbase|nth-check|parse5|parse5-[a-z0-9-]+|encoding-sniffer|mingo)/)',
  ],
  maxWorkers: 2,
  testTimeout: 900_000,
};
