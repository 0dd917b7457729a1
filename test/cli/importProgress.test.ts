import { progressInWords } from '../../src/cli/importProgress';
import { createProgressLine } from '../../src/cli/progressLine';

test('how far an import is stands in one line, in both languages', () => {
  expect(progressInWords({ part: 'accounts', done: 2_500, total: 10_000 })).toBe(
    '正在导入：账号 2500 / 10000 (importing accounts)',
  );
  expect(progressInWords({ part: 'ledger', done: 4_000, total: null })).toBe(
    '正在导入：写入台账 4000 (importing ledger)',
  );
});

test('a line of progress is replaced by the next, and gone before anything else is said', () => {
  const written: string[] = [];
  const line = createProgressLine((text) => written.push(text));
  line.clear();
  line.show('一');
  line.show('二');
  line.clear();
  line.clear();
  expect(written).toEqual(['\r\u001B[2K一', '\r\u001B[2K二', '\r\u001B[2K']);
});
