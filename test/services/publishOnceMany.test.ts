/**
 * Puts memory in the place of the store.
 *
 * @jest-environment-options {"ownSources": "anew"}
 */
import { openStorage } from '../../src/storage/index';
import { memoryConnection } from './memoryTable';
import { FAULT_POINTS, runWithFaults, type FaultPoint, type RunResult } from './publishFaults';
import { createTestClock, createWorld, hasher, ids, SETTINGS, START } from './world';

jest.mock('../../src/storage/table', () => ({
  openTable: jest.requireActual<typeof import('./memoryTable')>('./memoryTable').openMemoryTable,
}));
jest.mock('../../src/storage/migrations/runMigrations', () => ({ runMigrations: () => Promise.resolve() }));
jest.mock('../../src/storage/connect', () => ({
  connect: () =>
    Promise.resolve(jest.requireActual<typeof import('./memoryTable')>('./memoryTable').memoryConnection()),
  pingStore: () => Promise.resolve(),
}));

/** Enough to meet each fault point several times; `npm run test:soak` takes 500. */
const RUNS = Number(process.env['PUBLISH_RUNS'] ?? 40);
const ACCOUNTS = 50;
const LIVES = 6;

function print(results: readonly RunResult[]): void {
  const of = (point: FaultPoint): RunResult[] => results.filter(({ faults }) => faults.has(point));
  const sum = (some: readonly RunResult[], count: 'duplicates' | 'lost' | 'fulfilled' | 'manual'): number =>
    some.reduce((total, result) => total + result[count], 0);
  const line = (name: string, some: readonly RunResult[]): string =>
    `${name.padEnd(42)}${[some.length, sum(some, 'duplicates'), sum(some, 'lost'), sum(some, 'fulfilled'), sum(some, 'manual')].map((value) => String(value).padStart(12)).join('')}`;
  process.stdout.write(
    `\n${'fault point'.padEnd(42)}${['runs', 'duplicates', 'lost', 'fulfilled', 'by hand'].map((word) => word.padStart(12)).join('')}\n${FAULT_POINTS.map((point) => line(point, of(point))).join('\n')}\n${line('all', results)}\n`,
  );
}

/** Nothing is known to be left of one life but what the repositories stored: the real ones, over tables in memory. */
test(`${RUNS} seeded runs of ${ACCOUNTS} accounts with faults and kills leave one public post each`, async () => {
  expect(memoryConnection().tables.size).toBe(0);
  const results: RunResult[] = [];
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const clock = createTestClock(START);
    const storage = await openStorage({ uri: 'memory', clock, ids, hasher });
    const world = await createWorld(storage, clock, {
      settings: { ...SETTINGS, publishing: { ...SETTINGS.publishing, maxAttempts: 12 } },
    });
    const result = await runWithFaults(world, { accounts: ACCOUNTS, seed, lives: LIVES });
    if (result.duplicates + result.lost > 0)
      throw new Error(
        `seed ${seed}: ${result.duplicates} doubled, ${result.lost} lost (${[...result.faults].join(', ')})`,
      );
    results.push(result);
  }
  print(results);
  expect(results).toHaveLength(RUNS);
  expect(results.filter(({ fulfilled, manual }) => fulfilled + manual !== ACCOUNTS)).toEqual([]);
  const met = (point: FaultPoint): number => results.filter(({ faults }) => faults.has(point)).length;
  if (RUNS >= 40) expect(FAULT_POINTS.filter((point) => met(point) < RUNS / 10)).toEqual([]);
});
