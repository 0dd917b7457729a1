import { DAY_MS } from '../../src/domain/time/instant';
import type { Connector } from '../../src/ports/connectors';
import { createServices } from '../../src/services/index';
import type { UnitRegistration } from '../../src/services/registrations';
import { useWorld } from './useWorld';
import { PAGE, principal, registration } from './world';

const world = useWorld();
const signal = new AbortController().signal;
const OPERATOR = principal('operator', '2');

describe('registering units', () => {
  const school: UnitRegistration = { key: 'school', name: '中学', parentKey: 'a', level: 'other' };
  const register = (...units: readonly UnitRegistration[]) => world.services.accounts.registerUnits(units);

  test('keeps ids, and what a registration names no more; a path goes from the root to the unit itself', async () => {
    const [made] = await register({ ...school, region: '620700' });
    expect(made).toMatchObject({
      key: 'school',
      name: '中学',
      parentId: world.unitA,
      path: [world.officeId, world.unitA, made?.id],
      sectors: [],
      region: '620700',
    });
    const [renamed] = await register({ ...school, name: '第一中学' });
    expect(renamed).toEqual({ ...made, name: '第一中学' });
    expect((await register({ ...school, region: '620724' }))[0]?.region).toBe('620724');
  });

  test('takes a parent from earlier in the list, and refuses one that is not there yet', async () => {
    const office: UnitRegistration = { key: 'other', name: '另一办公室', parentKey: null, level: 'county' };
    const below: UnitRegistration = { key: 'below', name: '下级', parentKey: 'other', level: 'town' };
    await expect(register(below, office)).rejects.toMatchObject({ code: 'invalid-input', field: 'parentKey' });
    const [root, child] = await register(office, below);
    expect(root).toMatchObject({ parentId: null, path: [root?.id] });
    expect(child).toMatchObject({ parentId: root?.id, path: [root?.id, child?.id] });
  });
});

describe('registering accounts', () => {
  const register = (...accounts: Parameters<typeof world.services.accounts.registerAccounts>[0]) =>
    world.services.accounts.registerAccounts(accounts);

  test('counts what is added, changed and as it was', async () => {
    const [one, other] = [registration('weibo', 'one'), registration('weibo', 'other')];
    expect(await register(one, other)).toEqual({ added: 2, updated: 0, unchanged: 0 });
    expect(await register(one, { ...other, name: '改名' })).toEqual({ added: 0, updated: 1, unchanged: 1 });
    expect((await world.account('other')).account).toMatchObject({ name: '改名', hasCredential: true });
  });

  test('of a unit that is not registered is refused, and with it all of the list', async () => {
    await expect(
      register(registration('weibo', 'one'), registration('weibo', 'lost', 'nowhere')),
    ).rejects.toMatchObject({ code: 'invalid-input', field: 'unitKey' });
    expect((await world.storage.accounts.list({}, PAGE, null)).items.map(({ account }) => account.externalId)).toEqual(
      [],
    );
  });

  test('says at once what cannot be published to: no interface, or a secret it needs is not there', async () => {
    await register(
      registration('portal', 'p'),
      registration('weibo', 'with'),
      { ...registration('weibo', 'without'), credential: null },
      { ...registration('weibo', 'empty'), credential: { accessToken: '' } },
      { ...registration('wechat', 'free'), credential: null },
    );
    const reasons = ['p', 'with', 'without', 'empty', 'free'].map(
      async (name) => (await world.account(name)).account.noPublishReason,
    );
    expect(await Promise.all(reasons)).toEqual(['no-api', null, 'no-credential', 'no-credential', null]);
  });
});

test('where no connectors are at hand, as in an import, whether it can be published to stays open', async () => {
  const { connectors } = world.deps;
  const { accounts } = createServices({ ...world.deps, connectors: { for: connectors.for, all: [] } });
  await accounts.registerAccounts([registration('portal', 'p'), { ...registration('weibo', 'w'), credential: null }]);
  for (const name of ['p', 'w']) expect((await world.account(name)).account.noPublishReason).toBeNull();
});

describe('registering more accounts than are written at once', () => {
  /** Writes what it is handed to nowhere, a turn of the event loop later; fails at the call given. */
  const writing = (failsAt = 0) => {
    const seen = { calls: 0, atOnce: 0, most: 0, ended: 0 };
    const registerAll = async (rows: readonly unknown[]): Promise<'added'[]> => {
      seen.calls += 1;
      const call = seen.calls;
      seen.atOnce += 1;
      seen.most = Math.max(seen.most, seen.atOnce);
      await new Promise(setImmediate);
      seen.atOnce -= 1;
      seen.ended += 1;
      if (call === failsAt) throw new Error('the store is gone');
      return rows.map(() => 'added');
    };
    const storage = { ...world.deps.storage, accounts: { ...world.deps.storage.accounts, registerAll } };
    return { seen, accounts: createServices({ ...world.deps, storage }).accounts };
  };
  const LIST = Array.from({ length: 3_400 }, (_, n) => registration('weibo', `a${n}`));

  test('makes the next ones ready while the store writes, and says how many are done', async () => {
    const { seen, accounts } = writing();
    const told: number[] = [];
    const counts = await accounts.registerAccounts(LIST, { onProgress: (done) => told.push(done) });
    expect(counts).toEqual({ added: 3_400, updated: 0, unchanged: 0 });
    expect(told).toEqual([1_000, 2_000, 3_000, 3_400]);
    expect(seen).toEqual({ calls: 4, atOnce: 0, most: 2, ended: 4 });
  });

  test('writes one after the other where an account is named twice: the last stands', async () => {
    const { seen, accounts } = writing();
    await accounts.registerAccounts([...LIST, registration('weibo', 'a0')]);
    expect(seen.most).toBe(1);
  });

  test('fails when nothing of it goes on any more', async () => {
    const { seen, accounts } = writing(2);
    await expect(accounts.registerAccounts(LIST)).rejects.toThrow('the store is gone');
    expect(seen.atOnce).toBe(0);
    expect(seen.ended).toBe(seen.calls);
  });
});

describe('a look at once', () => {
  test('is asked for by who may, of an account in their scope', async () => {
    await world.addAccounts(['weibo', 'w']);
    await world.lookAtDue();
    const { account } = await world.account('w');
    const ask = (by = OPERATOR) => world.services.accounts.collectNow(account.id, by);
    await expect(ask(principal('viewer', '3'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(ask(principal('operator', '3', world.unitB))).rejects.toMatchObject({ code: 'not-found' });
    expect(await world.lookAtDue()).toEqual({});
    expect(await ask()).toEqual({ dueAt: world.clock.now() });
    expect(await world.lookAtDue()).toEqual({ 'proven-empty': 1 });
  });
});

describe('a probe warns', () => {
  const probe = async () =>
    (
      await world.services.accounts.probe(
        {
          platform: 'wechat',
          externalId: 'new',
          name: '',
          homeUrl: 'https://wechat.test/new',
          columnClass: 'account',
          settings: {},
          credential: null,
        },
        signal,
        OPERATOR,
      )
    ).warnings;
  const publish = (title: string, days: number, dayAlone: boolean): void => {
    const at = new Date(world.clock.now().getTime() + days * DAY_MS);
    world.platform.publishByHand('new', {
      title,
      publishedAt: dayAlone
        ? { precision: 'day', on: at.toISOString().slice(0, 10) as never, original: '' }
        : { precision: 'instant', at, original: '' },
    });
  };

  test('of a list that leaves posts out', async () => {
    world.platform.coverage = 'partial';
    publish('一条', -1, false);
    expect(await probe()).toEqual(['list-leaves-posts-out']);
  });

  test('of a post from the future', async () => {
    publish('一条', 3, false);
    expect(await probe()).toEqual(['future-dated']);
  });

  test('of days alone where no post has a time, and not where one has', async () => {
    publish('一条', -2, true);
    expect(await probe()).toEqual(['days-only']);
    publish('又一条', -1, false);
    expect(await probe()).toEqual([]);
  });

  test('of a post without a title', async () => {
    publish('一条', -2, false);
    publish('', -1, false);
    expect(await probe()).toEqual(['without-title']);
  });
});

test('a setting without which no look is possible is named where it is missing, with why it is needed', async () => {
  const { connectors } = world.deps;
  const demanding = (connector: Connector): Connector => ({
    ...connector,
    settings: [{ key: 'listUrl', secret: false, required: true, title: '栏目地址', why: '从这里读取文章列表' }],
  });
  const services = createServices({
    ...world.deps,
    connectors: {
      for: (platform) => demanding(connectors.for(platform)),
      get all() {
        return connectors.all.map(demanding);
      },
    },
  });
  const probe = (settings: Record<string, string>) =>
    services.accounts.probe(
      {
        platform: 'portal',
        externalId: 'new',
        name: '',
        homeUrl: 'https://portal.test/new',
        columnClass: 'news',
        settings,
        credential: null,
      },
      signal,
      OPERATOR,
    );
  for (const settings of [{}, { listUrl: '' }])
    await expect(probe(settings as Record<string, string>)).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'settings.listUrl',
      message: '缺少“栏目地址”。',
      remedy: '从这里读取文章列表',
    });
  expect((await probe({ listUrl: 'https://portal.test/list' })).outcome).toBe('proven-empty');
});
