import { m0005Authorities } from '../../../src/storage/migrations/m0005Authorities';
import { useTestStore } from '../testStore';

const { store } = useTestStore({ database: 'of-its-own' });

test("a ministry's document found on gov.cn is the ministry's, and doing it again changes nothing", async () => {
  const raw = await store.raw();
  const policy = (_id: string, title: string, issuer: string | null, docNumber: string | null): never =>
    ({ _id, title, issuer, docNumber, authority: 'state-council' }) as never;
  await raw
    .collection<{ _id: string }>('policies')
    .insertMany([
      policy('a', '国务院关于某事的意见', null, '国发〔2026〕30号'),
      policy('b', '两部门关于某规划的通知', '工业和信息化部、应急管理部', '工信部联规〔2026〕186号'),
      policy('c', '关于某事的通知', null, null),
    ]);
  await raw
    .collection<{ _id: string }>('mandate-rules')
    .insertOne({ _id: 'r', authorities: ['county', 'department'] } as never);
  for (let run = 0; run < 2; run += 1) {
    await m0005Authorities.up(raw);
    const stored = await raw.collection('policies').find({}).sort({ _id: 1 }).toArray();
    expect(stored.map(({ authority }) => authority as string)).toEqual(['state-council', 'ministry', 'unknown']);
    expect((await raw.collection('mandate-rules').findOne({}))?.['authorities']).toEqual([
      'county',
      'county-department',
    ]);
  }
});
