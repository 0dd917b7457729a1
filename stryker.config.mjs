/**
 * Mutation testing: which rules could be broken without any test noticing?
 *
 *   AREA=domain/time npm run test:mutation        one subject (minutes); the default is the whole of domain/
 *   AREA=services/cases npm run test:mutation     with the tests named for it below
 *   TESTS=http/access,services/people …           with other tests than the area's own: folders or files under test/
 *   SAMPLE=150 SEED=1 …                           so many mutants, spread evenly over the area's files; a seed picks
 *                                                 the same ones again. For services, whose tests use the real store: a
 *                                                 mutant takes seconds there and an area has up to two thousand
 *   QUICK=1 …                                     without constants, whose mutants meet every test: a third of the time
 *   WORKERS=1 …                                   beside other work; the default is 2
 *
 * Each mutant meets the tests of its own area only, and of those only the ones that reach it. A run is incremental: what
 * neither the code nor its tests changed is taken from the run before (reports/mutation/); a sample is taken anew. Not
 * part of the checks of every commit: a whole run takes hours.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { sampleMutants } from './test/runner/sampleMutants.mjs';

/** Where an area's tests do not stand in a folder of its name. */
const TESTS_OF = {
  'domain/policies': [
    'domain/policies',
    'domain/mandates/decide',
    'domain/mandates/reach',
    'domain/mandates/matchRepost',
    'domain/mandates/repostText',
    'domain/mandates/titleInPost',
  ],
  'services/accounts': [
    'services/accountRegistration',
    'services/accountRefusals',
    'services/registering',
    'services/registeringSites',
    'services/choosingRepostColumn',
    'services/movingUnits',
    'services/lookRecord',
    'services/judging',
    'services/judgingDue',
    'services/dismissedFindings',
    'services/looking',
    'services/lookLimits',
    'services/refusedLooks',
    'services/postsSeenAgain',
    'services/knownLists',
    'services/lateLooks',
    'services/slots',
    'services/messageFlow',
    'services/messageDuringLook',
  ],
  'services/alerts': [
    'services/followingLedger',
    'services/alertEnds',
    'services/incidents',
    'services/awaitedPolicies',
  ],
  'services/cases': ['services/cases', 'services/caseRecord', 'services/judging', 'services/dismissedFindings'],
  'services/credentials': [
    'services/authorisation',
    'services/credentialEnds',
    'services/credentialsByHand',
    'services/meteredCalls',
    'services/credentialChecks',
    'services/messages',
    'services/messageKinds',
    'services/messageFlow',
    'services/accountRegistration',
  ],
  'services/judging': ['services/dismissedFindings'],
  'services/mandates/issuing': [
    'services/issuing',
    'services/planning',
    'services/deadlines',
    'services/decidingMandates',
    'services/review',
    'services/following',
    'services/bindingBySector',
    'services/decidingPolicies',
    'services/siteOwesOnce',
    'services/awaitedPolicies',
  ],
  'services/mandates/obligations': [
    'services/publishing',
    'services/decidingMandates',
    'services/manualTasks',
    'services/unclear',
    'services/deadlines',
    'services/evidence',
    'services/tasksTaken',
    'services/review',
    'services/afterPublishing',
    'services/postsSeenAgain',
    'services/endedDuties',
    'services/siteMerging',
    'services/siteOwesOnce',
    'services/changingObligations',
  ],
  'services/mandates/publishing': [
    'services/publishing',
    'services/publishGate',
    'services/tasksTaken',
    'services/publishOnce',
    'services/queueing',
    'services/resuming',
    'services/afterPublishing',
    'services/forecast',
    'services/manualTasks',
    'services/unwantedJobs',
    'services/endedDuties',
    'services/siteMerging',
    'services/siteOwesOnce',
    'services/planning',
    'services/evidence',
  ],
  'services/mandates/rules': [
    'services/planning',
    'services/rulesByHand',
    'services/review',
    'services/issuing',
    'services/knownPolicies',
    'services/bindingBySector',
    'services/applyingRules',
    'services/askingRules',
    'services/countingKnown',
    'services/newlyMandated',
    'services/awaitedPolicies',
    'services/decidingPolicies',
  ],
  'services/people': ['services/people', 'services/peopleRecord', 'services/shutOut'],
  'services/policies': [
    'services/intake',
    'services/documents',
    'services/following',
    'services/decidingPolicies',
    'services/knownPolicies',
    'services/interpretations',
    'services/awaitedPolicies',
  ],
  'services/toView': ['services/shownRows', 'services/views', 'services/interpretations'],
  'services/views': [
    'services/views',
    'services/sitesList',
    'services/channels',
    'services/readers',
    'services/summaryContents',
    'services/keptReads',
    'services/awaitedPolicies',
    'services/cases',
    'services/interpretations',
    'services/movedShare',
    'services/decidingPolicies',
    'services/tasksTaken',
  ],
};

/**
 * What reads thousands of real documents while it is declared would meet every mutant of its subject, for half a minute
 * each.
 */
const TOO_LONG = ['/(?:shenzhen|confusion|realTitles)\\.data\\.test'];

// The tests run in a copy of the sources, which has no shared data beside it.
const data = path.resolve('../shared/data');
if (process.env.SHARED_DATA === undefined && fs.existsSync(data)) process.env.SHARED_DATA = data;

const jestConfig = createRequire(import.meta.url)('./jest.config.cjs');
const area = process.env.AREA ?? 'domain';
// An expression built when its file is loaded meets every test that is read: what would be hours over the whole suite is
// minutes over the subject's own tests.
const tests = process.env.TESTS?.split(/[\s,]+/u) ?? TESTS_OF[area] ?? [area];
const sample = process.env.SAMPLE === undefined ? null : Number(process.env.SAMPLE);
const report = area.replaceAll('/', '-') + (sample === null ? '' : '.sample');
if (sample !== null) await sampleMutants(sample, process.env.SEED ?? '1');

export default {
  packageManager: 'npm',
  mutate: [`src/${area}/**/*.ts`],
  plugins: ['@stryker-mutator/*', './test/runner/mutantRunner.mjs'],
  testRunner: 'jest-by-file',
  jest: {
    config: {
      ...jestConfig,
      // Node's own environment: what a mutant leaves behind is nobody's fault.
      testEnvironment: 'node',
      // Without what is loaded once for many files: every file loads the mutated sources for itself.
      transform: Object.fromEntries(Object.entries(jestConfig.transform).slice(-1)),
      transformIgnorePatterns: ['/node_modules/(?!mingo/)'],
      roots: ['<rootDir>/test'],
      testMatch: tests.flatMap((path) => [`**/test/${path}/**/*.test.ts`, `**/test/${path}.test.ts`]),
      testPathIgnorePatterns: [...jestConfig.testPathIgnorePatterns, ...TOO_LONG],
      maxWorkers: 1,
    },
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  ignoreStatic: process.env.QUICK === '1',
  concurrency: Number(process.env.WORKERS ?? 2),
  timeoutMS: 10_000,
  incremental: sample === null,
  incrementalFile: `reports/mutation/${report}.incremental.json`,
  ignorePatterns: ['dist', 'data', 'coverage', 'reports', 'src/web', 'docs/*.png'],
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  htmlReporter: { fileName: `reports/mutation/${report}.html` },
  jsonReporter: { fileName: `reports/mutation/${report}.json` },
  thresholds: { high: 85, low: 75, break: null },
  tempDirName: '.stryker-tmp',
  disableTypeChecks: false,
};
