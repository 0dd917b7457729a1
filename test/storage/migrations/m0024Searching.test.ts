import { policyOf } from '../mandateSamples';
import { eventOf, register } from '../samples';
import { useTestStore } from '../testStore';
import { m0024Searching } from '../../../src/storage/migrations/m0024Searching';

const { store, storage } = useTestStore();
const page = { limit: 10, cursor: null };

test('what was there before is found by parts of names and numbers, also after another run', async () => {
  const account = await register(storage, { name: '甘州发布' });
  await storage.policies.insert(policyOf({ docNumber: '国发〔2026〕30号' }), eventOf('policy'));
  const connection = await store.raw();
  for (const name of ['accounts', 'policies'])
    await connection.collection(name).updateMany({}, { $unset: { tails: true } });
  expect((await storage.accounts.list({ q: '州发' }, page, null)).items).toEqual([]);
  await m0024Searching.up(connection);
  await m0024Searching.up(connection);
  expect((await storage.accounts.list({ q: '州发' }, page, null)).items).toMatchObject([
    { account: { id: account.id } },
  ]);
  expect((await storage.policies.list({ q: '〕30' }, page)).items).toHaveLength(1);
});
