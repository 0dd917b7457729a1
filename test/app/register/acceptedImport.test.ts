import mongoose from 'mongoose';
import { acceptImport, finishImport, type ImportTarget } from '../../../src/app/register/acceptedImport';
import type { RegisterFile } from '../../../src/domain/register/registerFile';
import { createCipher } from '../../../src/app/secrets';
import type { Storage } from '../../../src/ports/storage';
import { createWorld, type World } from '../../services/world';
import { ids, useTestStore } from '../../storage/testStore';

const ACCOUNT = {
  unit: 'two',
  platform: 'weibo',
  homeUrl: 'https://weibo.com/',
  columnClass: 'account',
  region: '',
  openedOn: null,
  settings: {},
  credential: { accessToken: 'SECRET-TOKEN' },
} as const;
const FILE: RegisterFile = {
  units: [
    { key: 'one', name: '县政府', parent: null, level: 'county' },
    { key: 'two', name: '教育局', parent: 'one', level: 'department' },
  ],
  accounts: [
    ...[1, 2].map((number) => ({ ...ACCOUNT, externalId: `500000000${number}`, name: `某县教育${number}` })),
    ...['news', 'notices'].map((column) => ({
      ...ACCOUNT,
      platform: 'portal' as const,
      externalId: `https://edu.gov.example/${column}/`,
      name: column,
      homeUrl: `https://edu.gov.example/${column}/`,
      credential: null,
      ...(column === 'news' ? { site: 'site' } : {}),
    })),
  ],
  sites: [
    {
      key: 'site',
      unit: 'two',
      name: '教育局网站',
      homeUrl: 'https://edu.gov.example/',
      identifierCode: '6207020001',
      repostColumn: 'https://edu.gov.example/news/',
    },
  ],
  people: [{ username: 'li.hua', name: '李华', role: 'operator', unit: 'two', password: 'a long password' }],
};
const cipher = createCipher('a key of the office, long enough');

class Killed extends Error {}

/** All ways in which the repositories write. */
const WRITES = ['insertMany', 'updateOne', 'updateMany', 'bulkWrite', 'findOneAndUpdate', 'deleteOne'] as const;

/** Runs work in a process that dies before its n-th write: from then on nothing reaches the store. */
async function dyingAt(writes: number, work: () => Promise<unknown>): Promise<'died' | 'done'> {
  let left = writes;
  const { prototype } = mongoose.mongo.Collection;
  const spies = WRITES.map((name) => {
    const original: unknown = Reflect.get(prototype, name);
    return jest.spyOn(prototype, name).mockImplementation(function dying(this: unknown, ...given: unknown[]) {
      left -= 1;
      if (left < 0) throw new Killed();
      return Reflect.apply(original as () => never, this, given);
    } as never);
  });
  try {
    await work();
    return 'done';
  } catch (cause) {
    if (cause instanceof Killed) return 'died';
    throw cause;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

describe('an import that is killed', () => {
  const { store, storage } = useTestStore();

  const worldOn = (of: Storage): Promise<World> => createWorld(of, store.clock);
  const targetOf = ({ services }: World): ImportTarget => ({ services, storage, cipher, ids });

  async function held(): Promise<string[]> {
    const units = await storage.units.list(null);
    const accounts = await storage.accounts.list({}, { limit: 50, cursor: null }, null);
    const sites = await storage.sites.list({}, { limit: 50, cursor: null }, null);
    const credentials = await storage.credentials.list({}, { limit: 50, cursor: null }, null);
    const people = await storage.people.list();
    const nameOf = new Map(accounts.items.map(({ account }) => [account.id, account.externalId]));
    const siteOf = new Map(sites.items.map(({ id, key }) => [id, key]));
    return [
      ...units.filter(({ key }) => ['one', 'two'].includes(key)).map(({ key, path }) => `${key} ${path.length}`),
      ...sites.items.map(({ key, repostColumnId }) => `${key} ${nameOf.get(repostColumnId ?? ('' as never)) ?? '-'}`),
      ...accounts.items
        .map(({ account }) => `${account.externalId} ${siteOf.get(account.siteId as never) ?? '-'}`)
        .sort(),
      // Of nobody else, and no account says that it has one without it.
      ...credentials.items.map(({ accountId }) => `credential of ${nameOf.get(accountId as never) ?? 'nobody'}`).sort(),
      ...accounts.items
        .flatMap(({ account }) => (account.hasCredential ? [`${account.externalId} has one`] : []))
        .sort(),
      ...people.map(({ username, disabled }) => `${username} ${disabled}`).sort(),
    ];
  }
  const NOTHING = ['old.clerk false'];
  const ALL = [
    'one 1',
    'two 2',
    'site https://edu.gov.example/news/',
    'two@edu.gov.example -',
    '5000000001 -',
    '5000000002 -',
    'https://edu.gov.example/news/ site',
    'https://edu.gov.example/notices/ two@edu.gov.example',
    'credential of 5000000001',
    'credential of 5000000002',
    '5000000001 has one',
    '5000000002 has one',
    'li.hua false',
    'old.clerk true',
  ];

  test('before any of its writes was not begun, or is finished afterwards, whole and with nothing twice', async () => {
    const seen = { notBegun: 0, finished: 0 };
    for (let writes = 0, end = 'died'; end === 'died'; writes += 1) {
      await store.empty();
      const world = await worldOn(storage);
      const clerk = { username: 'old.clerk', name: '旧', role: 'viewer', unitId: null, password: null } as const;
      await world.services.people.register(clerk, 'system');
      end = await dyingAt(writes, async () => {
        await acceptImport(targetOf(world), { file: FILE, disable: ['old.clerk'] });
        await finishImport(targetOf(world));
      });
      const resumed = await finishImport(targetOf(world));
      const isBegun = resumed !== null || (await held()).length > NOTHING.length;
      expect({ writes, held: await held() }).toEqual({ writes, held: isBegun ? ALL : NOTHING });
      seen[isBegun ? 'finished' : 'notBegun'] += 1;
      expect(await finishImport(targetOf(world))).toBeNull();
      await world.services.alerts.relay(1_000);
      const lines = (await storage.ledger.after(0, 200)).map(({ kind, subject, to, reason }) =>
        [kind, subject, to, reason].join(' '),
      );
      expect(lines).toEqual([...new Set(lines)]);
      expect(lines.filter((line) => line.startsWith('person-changed') && line.endsWith(' changed'))).toEqual([]);
      expect(lines.filter((line) => line.startsWith('account-')).length).toBe(isBegun ? FILE.accounts.length : 0);
    }
    expect(seen.notBegun).toBeGreaterThan(1);
    expect(seen.finished).toBeGreaterThan(15);
  });

  test('tells how far it is, a part after the other', async () => {
    const world = await worldOn(storage);
    await acceptImport(targetOf(world), { file: FILE, disable: [] });
    const told: string[] = [];
    await finishImport(targetOf(world), ({ part, done, total }) => told.push(`${part} ${done}/${total ?? '?'}`));
    expect(told).toEqual(['units 0/2', 'sites 0/1', 'accounts 4/4', 'people 0/1', 'ledger 0/?', 'ledger 3/?']);
  });

  test('waits sealed: neither credentials nor passwords stand in the store, and nothing of it afterwards', async () => {
    const world = await worldOn(storage);
    await acceptImport(targetOf(world), { file: FILE, disable: [] });
    const stored = async (): Promise<string> =>
      JSON.stringify(await (await store.raw()).collection('settings').find().toArray());
    expect(await stored()).toContain('import.part-0');
    expect(await stored()).not.toMatch(/SECRET-TOKEN|a long password|某县教育/);
    await finishImport(targetOf(world));
    expect(await stored()).not.toContain('v2.');
  });
});
