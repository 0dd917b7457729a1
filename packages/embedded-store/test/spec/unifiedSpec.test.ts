import { describeWithData } from '../../../../test/sharedData';
import { startStoreForTest, type StoreForTest } from '../storeForTest';
import { runSpecTest } from './runSpecTest';
import { skipped } from './skipList';
import { inapplicable, readSpecFiles } from './specFile';

describeWithData("MongoDB's unified spec tests", 'mongodb-spec', (folder) => {
  let test_: StoreForTest;
  const counts = { passed: 0, inapplicable: new Map<string, number>(), refused: new Map<string, number>() };
  beforeAll(async () => {
    test_ = await startStoreForTest();
  });
  afterAll(async () => {
    process.stderr.write(
      `unified spec tests: ${counts.passed} passed, ${sum(counts.refused)} on the skip list, ${sum(counts.inapplicable)} for another server\n${list(counts.refused)}${list(counts.inapplicable)}`,
    );
    await test_.stop();
  });

  const all = readSpecFiles(folder).flatMap((file) =>
    file.tests.map((test) => ({ file, test, name: `${file.description}: ${test.description}` })),
  );

  test('the skip list names only tests that are there', () => {
    const names = new Set(all.map(({ name }) => name));
    expect(Object.keys(skipped).filter((name) => !names.has(name))).toEqual([]);
  });

  for (const { file, test: one, name } of all) {
    const reason = inapplicable(file, one);
    if (reason !== null) {
      add(counts.inapplicable, reason);
      continue;
    }
    const skipReason = skipped[name];
    if (skipReason === undefined) {
      test(name, async () => {
        await runSpecTest(test_.store.uri, test_.client, { file, test: one });
        counts.passed += 1;
      });
    } else {
      test(`${name} still fails: ${skipReason}`, async () => {
        add(counts.refused, skipReason);
        await expect(runSpecTest(test_.store.uri, test_.client, { file, test: one })).rejects.toThrow();
      });
    }
  }
});

function add(counts: Map<string, number>, reason: string): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, one) => total + one, 0);
}

function list(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `  ${String(count).padStart(3)} ${reason}\n`)
    .join('');
}
