import { readSheetFile } from '../../../src/http/sheets/readSheetFile';
import { writeXlsx } from '../../../src/http/sheets/writeXlsx';
import { useRealOffice } from '../realOffice';
import { problemOf } from '../serve';

const { world, post } = useRealOffice();

const HEAD = ['主办单位', '平台', '账号名称'];
// Made before anything is asked: meanwhile no connection would be kept.
const ENDLESS = ['0'.repeat(30_000), '微博', '炸弹'];
const BOMB = writeXlsx('账号', [HEAD, ...Array.from({ length: 2_000 }, () => ENDLESS)], [20, 10, 30]);
const MANY = writeXlsx(
  '账号',
  [HEAD, ...Array.from({ length: 25_001 }, (_, n) => ['甲局', '微博', `号${n}`])],
  [20, 10, 30],
);
const ENTRANCES = {
  '/imports': (file: object) => ({ ...file, updates: false }),
  '/official-lists': (file: object) => ({ ...file, source: '省', listedOn: '2026-09-01' }),
  '/interactions/sheet': (file: object) => file,
} as const;

describe.each(Object.entries(ENTRANCES))('a bad file at %s', (path, bodyOf) => {
  test.each([
    ['that is empty', 'a.xlsx', () => Buffer.alloc(0)],
    ['that is a picture called a table', 'a.xlsx', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['that is of an old Excel', 'a.xls', () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['that is an archive cut off', 'a.xlsx', () => MANY.subarray(0, 5_000)],
    ['that unpacks without end', 'a.xlsx', () => BOMB],
    ['that has too many rows', 'a.xlsx', () => MANY],
    ['that is cut off within a letter', 'a.csv', () => Buffer.from('bcd7bed62cb2', 'hex')],
  ])('%s is refused by its field, with what to do, and leaves nothing', async (_what, fileName, make) => {
    const answer = await post('root', path, bodyOf({ fileName, content: make().toString('base64') }));
    const problem = await problemOf(answer);
    expect([answer.status, problem.code, problem.field]).toEqual([400, 'invalid-input', 'content']);
    expect(problem.remedy).not.toBe('');
    expect((await world.storage.officialLists.list(null, { limit: 10, cursor: null })).items).toEqual([]);
  });
});

test('a CSV in GBK with the mark of UTF-8 before it is read as the GBK it is', () => {
  // 甲局,微博
  const gbk = Buffer.from('bcd7bed62ccea2b2a9', 'hex');
  expect(readSheetFile(gbk, 'a.csv')[0]?.rows[0]?.cells.map((cell) => cell?.text)).toEqual(['甲局', '微博']);
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), gbk]);
  expect(readSheetFile(marked, 'a.csv')).toEqual(readSheetFile(gbk, 'a.csv'));
});
