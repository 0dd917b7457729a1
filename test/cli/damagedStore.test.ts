import { StoreUnusableError } from '@gov-matrix/embedded-store';
import { explainFailure } from '../../src/cli/explainFailure';

test('a store that cannot be used is told in its own sentence, without a stack, with exit code 2', () => {
  const sentence = '数据文件 /data/store.lmdb 已损坏 (The data file /data/store.lmdb is damaged)';
  expect(explainFailure(new StoreUnusableError(sentence))).toEqual({ line: sentence, code: 2 });
});
