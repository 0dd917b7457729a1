import { m0014AwaitedPersons } from '../../../src/storage/migrations/m0014AwaitedPersons';
import { useTestStore } from '../testStore';

const { store } = useTestStore({ database: 'of-its-own' });

test('policies of before that nobody could place wait for a person; running it again changes nothing', async () => {
  const raw = await store.raw();
  const policies = raw.collection<{ _id: string }>('policies');
  await policies.insertMany([
    { _id: 'a', decision: { reason: 'authority-unknown' } },
    { _id: 'b', decision: { reason: 'mandated' } },
    { _id: 'c', decision: null },
  ] as never);
  for (let run = 0; run < 2; run += 1) {
    await m0014AwaitedPersons.up(raw);
    const stored = await policies.find({}).sort({ _id: 1 }).toArray();
    expect(stored.map((row: Record<string, unknown>) => row['awaitsPerson'])).toEqual([true, false, false]);
  }
});
