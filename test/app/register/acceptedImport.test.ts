import { acceptImport, finishImport, type ImportTarget } from '../../../src/app/register/acceptedImport';
import type { RegisterFile } from '../../../src/app/register/registerRows';
import { createCipher } from '../../../src/app/secrets';
import type { Storage } from '../../../src/ports/storage';
import { createWorld, createTestClock, type World } from '../../services/world';
import { startTestStore, type TestStore } from '../../storage/testStore';

const FILE: RegisterFile = {
  units: [
    { key: 'one', name: '县政府', parent: null, level: 'county' },
    { key: 'two', name: '教育局', parent: 'one', level: 'department' },
  ],
  accounts: [1, 2].map((number) => ({
    unit: 'two',
    platform: 'weibo',
    externalId: `500000000${number}`,
    name: `某县教育${number}`,
    homeUrl: 'https://weibo.com/',
    columnClass: 'account',
    region: '',
    openedOn: null,
    settings: {},
    credential: { accessToken: 'SECRET-TOKEN' },
  })),
  people: [{ username: 'li.hua', name: '李华', role: 'operator', unit: 'two', password: 'a long password' }],
};
const cipher = createCipher('a key of the office, long enough');

class Killed extends Error {}

/** The store of a process that dies before its n-th write of the register: nothing reaches the store from then on. */
function dyingAt(storage: Storage, writes: { left: number }): Storage {
  const guarded = <T extends object>(part: T, names: readonly string[]): T =>
    new Proxy(part, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function' || !names.includes(String(name))) return method;
        return (...given: unknown[]): unknown => {
          writes.left -= 1;
          if (writes.left < 0) return Promise.reject(new Killed());
          return Reflect.apply(method, target, given) as unknown;
        };
      },
    });
  return {
    ...storage,
    settings: guarded(storage.settings, ['set']),
    units: guarded(storage.units, ['upsert']),
    accounts: guarded(storage.accounts, ['register']),
    people: guarded(storage.people, ['upsert', 'setDisabled']),
  };
}

describe('an import that is killed', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await startTestStore();
  });
  afterAll(() => store.stop());
  afterEach(() => store.closeAll());

  const worldOn = (storage: Storage): Promise<World> => createWorld(storage, createTestClock('2026-09-18T02:00:00Z'));
  const targetOf = ({ services, storage }: World): ImportTarget => ({ services, storage, cipher });

  async function held(storage: Storage): Promise<string[]> {
    const units = await storage.units.list(null);
    const accounts = await storage.accounts.list({}, { limit: 50, cursor: null }, null);
    const people = await storage.people.list();
    return [
      ...units.filter(({ key }) => ['one', 'two'].includes(key)).map(({ key, path }) => `${key} ${path.length}`),
      ...accounts.items.map(({ account }) => `${account.externalId} ${account.hasCredential}`).sort(),
      ...people.map(({ username, disabled }) => `${username} ${disabled}`).sort(),
    ];
  }
  const NOTHING = ['old.clerk false'];
  const ALL = ['one 1', 'two 2', '5000000001 true', '5000000002 true', 'li.hua false', 'old.clerk true'];

  test('before any of its writes was not begun, or is finished afterwards, whole and with nothing twice', async () => {
    const seen = { notBegun: 0, finished: 0 };
    for (let writes = 0; ; writes += 1) {
      store.freshDatabase();
      const storage = await store.open();
      const world = await worldOn(storage);
      const clerk = { username: 'old.clerk', name: '旧', role: 'viewer', unitId: null, password: null } as const;
      await world.services.people.register(clerk, 'system');
      const dying = await worldOn(dyingAt(storage, { left: writes + 3 }));
      const died = await acceptImport(targetOf(dying), { file: FILE, disable: ['old.clerk'] })
        .then(() => finishImport(targetOf(dying)))
        .then(() => false)
        .catch((cause: unknown) => {
          if (cause instanceof Killed) return true;
          throw cause;
        });
      const resumed = await finishImport(targetOf(world));
      if (resumed === null && (await held(storage)).length === NOTHING.length) {
        expect(await held(storage)).toEqual(NOTHING);
        seen.notBegun += 1;
      } else {
        expect(await held(storage)).toEqual(ALL);
        seen.finished += 1;
      }
      expect(await finishImport(targetOf(world))).toBeNull();
      await world.services.alerts.relay(1_000);
      const lines = (await storage.ledger.after(0, 200)).map(({ kind, subject, to, reason }) =>
        [kind, subject, to, reason].join(' '),
      );
      expect(lines).toEqual([...new Set(lines)]);
      expect(lines.filter((line) => line.startsWith('person-changed') && line.endsWith(' changed'))).toEqual([]);
      if (!died) break;
    }
    expect(seen.notBegun).toBeGreaterThan(1);
    expect(seen.finished).toBeGreaterThan(6);
  });

  test('waits sealed: neither credentials nor passwords stand in the store, and nothing of it afterwards', async () => {
    store.freshDatabase();
    const world = await worldOn(await store.open());
    await acceptImport(targetOf(world), { file: FILE, disable: [] });
    const stored = async (): Promise<string> =>
      JSON.stringify(await (await store.raw()).collection('settings').find().toArray());
    expect(await stored()).toContain('import.part-0');
    expect(await stored()).not.toMatch(/SECRET-TOKEN|a long password|某县教育/);
    await finishImport(targetOf(world));
    expect(await stored()).not.toContain('v2.');
  });
});
