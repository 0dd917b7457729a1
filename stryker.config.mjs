/**
 * Mutation testing: which rules could be broken without any test noticing?
 *
 *   AREA=domain/time npm run test:mutation        one subject (minutes); the default is the whole of domain/
 *   AREA=services/cases npm run test:mutation
 *   QUICK=1 …                                     without constants, whose mutants meet every test: a third of the time
 *
 * Each mutant meets the tests of its own area only, and of those only the ones that reach it. A run is incremental: what
 * neither the code nor its tests changed is taken from the run before (reports/mutation/). Not part of the checks of
 * every commit: a whole run takes an hour.
 */
import { createRequire } from 'node:module';

const jestConfig = createRequire(import.meta.url)('./jest.config.cjs');
const area = process.env.AREA ?? 'domain';
// An expression built when its file is loaded meets every test that is read: what would be hours over the whole suite is
// minutes over the subject's own tests.
const tests = process.env.TESTS ?? area;
const report = area.replaceAll('/', '-');

export default {
  packageManager: 'npm',
  mutate: [`src/${area}/**/*.ts`],
  testRunner: 'jest',
  jest: {
    // Node's own environment: what a mutant leaves behind is nobody's fault.
    config: { ...jestConfig, testEnvironment: 'node', roots: [`<rootDir>/test/${tests}`], maxWorkers: 1 },
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  ignoreStatic: process.env.QUICK === '1',
  concurrency: 2,
  timeoutMS: 10_000,
  incremental: true,
  incrementalFile: `reports/mutation/${report}.incremental.json`,
  ignorePatterns: ['dist', 'data', 'coverage', 'reports', 'src/web', 'docs'],
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  htmlReporter: { fileName: `reports/mutation/${report}.html` },
  jsonReporter: { fileName: `reports/mutation/${report}.json` },
  thresholds: { high: 85, low: 75, break: null },
  tempDirName: '.stryker-tmp',
  disableTypeChecks: false,
};
