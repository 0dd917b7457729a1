import { startStoreForTest, type StoreForTest } from './storeForTest';

describe('a long command', () => {
  let test_: StoreForTest;
  const count = 20_000;
  beforeAll(async () => {
    test_ = await startStoreForTest();
    const rows = test_.db.collection('rows');
    for (let from = 0; from < count; from += 5_000) await rows.insertMany(Array.from({ length: 5_000 }, (_, i) => ({ n: from + i, pad: 'x'.repeat(300) })));
  });
  afterAll(() => test_.stop());

  /** How many other commands are answered, one after another, while the work goes on. */
  async function answeredDuring(work: Promise<unknown>): Promise<number> {
    let isOver = false;
    let answered = 0;
    const ending = work.finally(() => { isOver = true; });
    while (!isOver) {
      await test_.db.collection('other').updateOne({ _id: 1 as never }, { $inc: { n: 1 } }, { upsert: true });
      answered += 1;
    }
    await ending;
    return answered;
  }

  const rows = () => test_.db.collection('rows');
  const cases: [string, () => Promise<unknown>][] = [
    ['a scan without an index', () => rows().find({ n: -1 }).toArray()],
    ['an update of every document', () => rows().updateMany({}, { $inc: { n: 1 } })],
    ['the building of an index', () => rows().createIndex({ n: 1 })],
    ['a grouping of every document', () => rows().aggregate([{ $group: { _id: '$pad', n: { $sum: 1 } } }]).toArray()],
    ['a sort in memory', () => rows().find().sort({ pad: 1, n: -1 }).limit(1).toArray()],
    ['a removal of every document', () => rows().deleteMany({})],
  ];
  test.each(cases)('lets others be answered: %s', async (_name, work) => {
    expect(await answeredDuring(work())).toBeGreaterThanOrEqual(3);
  });
});
