import { describeWithData } from '../../sharedData';
import { startStoreForTest, type StoreForTest } from '../storeForTest';
import { runSpecTest } from './runSpecTest';
import { skipped } from './skipList';
import { inapplicable, readSpecFiles } from './specFile';

describeWithData('MongoDB\'s unified spec tests', 'mongodb-spec', (folder) => {
  let test_: StoreForTest;
  const counts = { passed: 0, inapplicable: 0, refused: 0 };
  beforeAll(async () => {
    test_ = await startStoreForTest();
  });
  afterAll(async () => {
    process.stderr.write(`unified spec tests: ${counts.passed} passed, ${counts.refused} on the skip list, ${counts.inapplicable} for another version or topology\n`);
    await test_.stop();
  });

  const all = readSpecFiles(folder).flatMap((file) => file.tests.map((test) => ({ file, test, name: `${file.description}: ${test.description}` })));

  test('the skip list names only tests that are there', () => {
    const names = new Set(all.map(({ name }) => name));
    expect(Object.keys(skipped).filter((name) => !names.has(name))).toEqual([]);
  });

  for (const { file, test: one, name } of all) {
    const reason = inapplicable(file, one);
    if (reason !== null) {
      counts.inapplicable += 1;
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
        counts.refused += 1;
        await expect(runSpecTest(test_.store.uri, test_.client, { file, test: one })).rejects.toThrow();
      });
    }
  }
});
