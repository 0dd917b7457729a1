import { m0012DismissedFindings } from '../../../src/storage/migrations/m0012DismissedFindings';
import { useTestStore } from '../testStore';

const { store } = useTestStore({ database: 'of-its-own' });

test('open findings about a post note its text, others stay, and doing it again changes nothing', async () => {
  const raw = await store.raw();
  const finding = (_id: string, state: string, subject: string): never =>
    ({ _id, accountId: 'acc', kind: 'improper', ruleId: 'w', subject, state }) as never;
  await raw.collection<{ _id: string }>('posts').insertOne({ _id: 'p', textHash: 'hash' } as never);
  await raw
    .collection<{ _id: string }>('findings')
    .insertMany([finding('a', 'open', 'p'), finding('b', 'closed', 'p'), finding('c', 'open', 'acc')]);
  for (let run = 0; run < 2; run += 1) {
    await m0012DismissedFindings.up(raw);
    const stored = await raw.collection('findings').find({}).sort({ _id: 1 }).toArray();
    expect(stored.map(({ basis, slot }) => [basis, slot] as unknown)).toEqual([
      ['hash', 'acc|improper|w|p|hash'],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  }
});
