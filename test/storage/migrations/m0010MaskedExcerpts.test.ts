import { m0010MaskedExcerpts } from '../../../src/storage/migrations/m0010MaskedExcerpts';
import { useTestStore } from '../testStore';

const { store } = useTestStore({ database: 'of-its-own' });

test('excerpts kept before are masked, those without one stay, and doing it again changes nothing', async () => {
  const raw = await store.raw();
  const finding = (_id: string, excerpt: string | null): never => ({ _id, evidence: { url: 'u', excerpt } }) as never;
  await raw
    .collection<{ _id: string }>('findings')
    .insertMany([finding('a', '张三，手机13812345678'), finding('b', null), finding('c', '咨询电话：0571-87053500')]);
  for (let run = 0; run < 2; run += 1) {
    await m0010MaskedExcerpts.up(raw);
    const stored = await raw.collection('findings').find({}).sort({ _id: 1 }).toArray();
    expect(stored.map(({ evidence }) => (evidence as { excerpt: string | null }).excerpt)).toEqual([
      '张*，手机138****5678',
      null,
      '咨询电话：0571-87053500',
    ]);
  }
});
