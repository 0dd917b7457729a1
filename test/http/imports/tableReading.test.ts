import { createTableReading } from '../../../src/http/sheets/tableReading';
import { readSheetFile } from '../../../src/http/sheets/readSheetFile';
import { writeXlsx } from '../../../src/http/sheets/writeXlsx';

const HEAD = ['单位', '平台', '账号名称'];
const table = (rows: number): Buffer =>
  writeXlsx('账号', [HEAD, ...Array.from({ length: rows }, (_, n) => [`单位${n}`, '微博', `账号${n}`])], [20, 10, 30]);
/** How often this thread came to do something else while that was under way. */
async function turnsDuring<T>(work: Promise<T>): Promise<{ readonly turns: number; readonly result: T }> {
  let [turns, isOver] = [0, false];
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const result = await work;
  isOver = true;
  return { turns, result };
}

describe('a table file', () => {
  test('that is large says the same, and is read while other things are done', async () => {
    const bytes = table(20_000);
    const { turns, result } = await turnsDuring(createTableReading()(bytes, 'x.xlsx'));
    expect(result).toEqual(readSheetFile(bytes, 'x.xlsx'));
    // Each piece lets others pass; read here there would be none.
    expect(turns).toBeGreaterThan(40);
  });

  test('that is small is read at once', async () => {
    const bytes = table(3);
    const { turns, result } = await turnsDuring(createTableReading()(bytes, 'x.xlsx'));
    expect(result).toEqual(readSheetFile(bytes, 'x.xlsx'));
    expect(turns).toBeLessThan(2);
  });

  test('that unpacks to more than may be there is refused in words, whatever it says of its size', async () => {
    const row = ['0'.repeat(30_000), '微博', '炸弹'];
    const bomb = writeXlsx('账号', [HEAD, ...Array.from({ length: 2_000 }, () => row)], [20, 10, 30]);
    expect(bomb.length).toBeLessThan(256 * 1024);
    await expect(createTableReading()(bomb, 'x.xlsx')).rejects.toMatchObject({
      ...{ code: 'invalid-input', field: 'content', message: '表格太大。' },
    });
  });

  test('is read one at a time, those behind in their turn, and too many are asked to come again', async () => {
    const read = createTableReading();
    const bytes = table(8_000);
    const all = await Promise.allSettled(Array.from({ length: 6 }, () => read(bytes, 'x.xlsx')));
    expect(all.map(({ status }) => status)).toEqual([...Array<string>(4).fill('fulfilled'), 'rejected', 'rejected']);
    expect(all.at(-1)).toMatchObject({ reason: { code: 'too-many-requests' } });
    await expect(read(bytes, 'x.xlsx')).resolves.toHaveLength(1);
  });
});
