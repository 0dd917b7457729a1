import { createCipher } from '../../../src/app/secrets';
import { m0001Indexes } from '../../../src/storage/migrations/m0001Indexes';
import { m0003Credentials } from '../../../src/storage/migrations/m0003Credentials';
import { accountOf, NOW } from '../samples';
import { useTestStore } from '../testStore';

const cipher = createCipher('the key of this office');
const { store } = useTestStore({ database: 'of-its-own', startAt: NOW });

test('a credential stored under the former names is due, claimed and settled under the present ones', async () => {
  const raw = await store.raw();
  await m0001Indexes.up(raw);
  const { id, ...account } = accountOf({ hasCredential: true });
  await raw.collection<{ _id: string }>('accounts').insertOne({ _id: id, ...account } as never);
  await raw
    .collection<{ _id: string }>('credentials')
    .insertOne({ _id: id, content: cipher.seal('{"accessToken":"t"}'), sealed: true } as never);
  await m0003Credentials.up(raw);
  await raw
    .collection('credentials')
    .updateOne({}, { $set: { lastCanaryAt: NOW, lastCanaryOutcome: 'refused', lastCanaryCode: '21327' } });

  const storage = await store.open({ cipher });

  expect(await storage.credentials.ofAccount(id)).toMatchObject({
    lastCheckAt: NOW,
    lastCheckOutcome: 'refused',
    lastCheckCode: '21327',
  });
  const claimed = await storage.credentials.claimCredentialCheck({
    now: new Date(8e15),
    owner: 'a',
    leaseMs: 1,
    token: 't',
  });
  expect(claimed?.id).toBe(id);
  const [stored] = await raw.collection('credentials').find({}).toArray();
  expect(Object.keys(stored ?? {}).filter((field) => /canary/i.test(field))).toEqual([]);
  expect(await raw.collection('credentials').indexExists(['checks-due'])).toBe(true);
  expect(await raw.collection('credentials').indexExists(['canaries-due'])).toBe(false);
});
