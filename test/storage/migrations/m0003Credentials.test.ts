import type { AccountId } from '../../../src/domain/ids';
import { createCipher } from '../../../src/app/secrets';
import { m0001Indexes } from '../../../src/storage/migrations/m0001Indexes';
import { m0003Credentials } from '../../../src/storage/migrations/m0003Credentials';
import { accountOf, eventOf, NOW, register } from '../samples';
import { ids, useTestStore } from '../testStore';

const cipher = createCipher('the key of this office');
const { store } = useTestStore({ database: 'of-its-own', startAt: NOW });

test('what was stored before becomes a record of its own without loss, and doing it again changes nothing', async () => {
  const raw = await store.raw();
  await m0001Indexes.up(raw);
  const account = accountOf({
    hasCredential: true,
    unitPath: [ids.id()],
    platform: 'portal',
    homeUrl: 'https://www.gov.example/',
    externalId: 'https://www.gov.example/list',
    noPublishReason: 'credential-expired',
  });
  const { id, ...rest } = account;
  const orphan = ids.id<AccountId>();
  await raw.collection<{ _id: string }>('accounts').insertOne({ _id: id, ...rest } as never);
  await raw.collection<{ _id: string }>('credentials').insertMany([
    { _id: id, content: cipher.seal('{"pushKey":"k"}'), sealed: true },
    { _id: orphan, content: '{}', sealed: false },
  ] as never);
  await m0003Credentials.up(raw);
  const before = await raw.collection('credentials').find({}).toArray();
  await m0003Credentials.up(raw);
  expect(await raw.collection('credentials').find({}).toArray()).toEqual(before);

  const storage = await store.open({ cipher });
  expect(await storage.accounts.credential(id)).toEqual({ pushKey: 'k' });
  expect(await storage.credentials.ofAccount(id)).toMatchObject({
    kind: 'portal-push-key',
    label: account.name,
    unitPath: account.unitPath,
    state: 'refused',
    version: 1,
  });
  expect(await storage.credentials.ofAccount(orphan)).toBeNull();
  expect((await storage.accounts.byIds([id]))[0]).toMatchObject({
    lookHost: 'www.gov.example',
    lastSeenIdentities: [],
  });
  expect(await storage.credentials.reseal(() => undefined)).toEqual({ resealed: 1, unreadable: 0 });
  expect(
    (await storage.credentials.claimCredentialCheck({ now: new Date(8e15), owner: 'a', leaseMs: 1, token: 't' }))?.id,
  ).toBe(id);
});

test('accounts registered afterwards are stored in the new form', async () => {
  const storage = await store.open({ cipher });
  const account = await register(storage, { hasCredential: true });
  await storage.accounts.register(account, { accessToken: 't' }, eventOf('a'), NOW);
  expect(await storage.credentials.ofAccount(account.id)).toMatchObject({
    kind: 'weibo-user-token',
    state: 'untested',
    nextCheckAt: NOW,
  });
});
