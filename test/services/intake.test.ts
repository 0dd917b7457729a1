import type { Policy } from '../../src/domain/policies/policy';
import { DAY_MS, MINUTE_MS, type CivilDate } from '../../src/domain/time/instant';
import type { Storage } from '../../src/ports/storage';
import { createServices } from '../../src/services/index';
import { issuePolicy, listPolicies, POLICY, SOURCE, TITLE } from './fixtures';
import { failure, observedPolicy } from './platform';
import { useWorldAndStore } from './useWorld';
import { PAGE, SETTINGS, START } from './world';

const { world, store } = useWorldAndStore();
const signal = new AbortController().signal;

describe('intake', () => {
  test('records a list that could not be read in the health of its source and changes nothing else', async () => {
    await issuePolicy(world);
    world.platform.policies = { outcome: 'unparsed', failure: failure('retry-later', 'not-json') };
    world.clock.pass(MINUTE_MS);
    expect(await world.services.policies.intakeAll(signal)).toEqual({ sources: 1, failed: 1, fresh: 0, changed: 0 });
    const [health] = await world.storage.policySources.health();
    expect(health).toMatchObject({
      lastOutcome: 'unparsed',
      lastLookAt: world.clock.now(),
      lastSightAt: new Date(START),
      entries: 1,
    });
    expect((await world.storage.policies.list({}, PAGE)).items[0]?.sightings[0]?.listed).toBe(true);
  });

  test('keeps a policy that left the list, and says so', async () => {
    await issuePolicy(world);
    listPolicies(
      world,
      observedPolicy({
        title: '国务院办公厅关于另一件事情的通知',
        url: 'https://www.gov.cn/2.htm',
        publishedAt: POLICY.publishedAt,
      }),
    );
    expect(await world.services.policies.intakeAll(signal)).toEqual({ sources: 1, failed: 0, fresh: 1, changed: 1 });
    const kept = (await world.storage.policies.list({ q: TITLE }, PAGE)).items[0];
    expect(kept?.sightings[0]?.listed).toBe(false);
    expect(await world.services.policies.intakeAll(signal)).toMatchObject({ fresh: 0, changed: 0 });
  });

  test('reads the document of a new entry that gives only the day, and lives with one it cannot read', async () => {
    const asked: string[] = [];
    const dated = (title: string, page: number): typeof POLICY =>
      observedPolicy({
        title,
        url: `https://www.gov.cn/${page}.htm`,
        issuer: null,
        body: null,
        publishedAt: { precision: 'day', on: '2026-09-18' as CivilDate, original: '2026-09-18' },
      });
    const services = createServices({
      ...world.deps,
      policyFeed: {
        ...world.platform.policyFeed,
        readDocument: async (_source, url) => {
          asked.push(url);
          if (url.endsWith('/2.htm')) return { failure: failure('retry-later', 'http-503') };
          return {
            document: {
              body: '全文',
              issuer: '国务院',
              docNumber: '国发〔2026〕31号',
              publishedAt: { precision: 'instant', at: new Date('2026-09-18T03:00:00Z'), original: 'x' },
            },
          };
        },
      },
    });
    await services.policies.registerSources([SOURCE]);
    listPolicies(world, dated('国务院关于第一件大事的若干意见', 1), dated('国务院关于第二件大事的若干意见', 2));
    await services.policies.intakeAll(signal);
    const policies = (await world.storage.policies.list({}, PAGE)).items;
    expect(policies.find(({ docNumber }) => docNumber === '国发〔2026〕31号')).toMatchObject({
      body: '全文',
      issuer: '国务院',
      version: 1,
      publishedAt: { precision: 'instant' },
    });
    expect(policies.find(({ title }) => title.includes('第二件'))).toMatchObject({
      body: null,
      publishedAt: { precision: 'day' },
    });
    // Known entries are not read again, and the bare list does not take away what the document said.
    expect(await services.policies.intakeAll(signal)).toMatchObject({ fresh: 0, changed: 0 });
    expect(asked).toEqual(['https://www.gov.cn/1.htm', 'https://www.gov.cn/2.htm']);
  });

  test('reads no more documents than its bound', async () => {
    let read = 0;
    const services = createServices({
      ...world.deps,
      settings: { ...SETTINGS, policies: { documentsPerIntake: 2 } },
      policyFeed: {
        ...world.platform.policyFeed,
        readDocument: async () => {
          read += 1;
          return { failure: failure('retry-later', 'x') };
        },
      },
    });
    await services.policies.registerSources([SOURCE]);
    listPolicies(
      world,
      ...['一', '二', '三', '四'].map((word, index) =>
        observedPolicy({
          title: `国务院关于第${word}件重要事项的意见`,
          url: `https://www.gov.cn/${index}.htm`,
          body: null,
          publishedAt: POLICY.publishedAt,
        }),
      ),
    );
    await services.policies.intakeAll(signal);
    expect(read).toBe(2);
    expect((await world.storage.policies.list({}, PAGE)).items).toHaveLength(4);
  });

  test('two processes that read the same list at once record each policy once', async () => {
    await world.services.policies.registerSources([SOURCE]);
    listPolicies(world, POLICY);
    const other = createServices({ ...world.deps, storage: await store.open({ clock: world.clock }) });
    await Promise.all([world.services.policies.intakeAll(signal), other.policies.intakeAll(signal)]);
    expect((await world.storage.policies.list({}, PAGE)).items).toHaveLength(1);
  });
});

describe('what an intake leaves behind', () => {
  const looks: unknown[] = [];
  const over = (policies: Partial<Storage['policies']>) => {
    looks.length = 0;
    const { storage } = world;
    const policySources: Storage['policySources'] = {
      ...storage.policySources,
      recordLook: (id, look) => {
        looks.push([look.outcome, look.detail, look.entries]);
        return storage.policySources.recordLook(id, look);
      },
    };
    return createServices({
      ...world.deps,
      storage: { ...storage, policySources, policies: { ...storage.policies, ...policies } },
    }).policies;
  };
  beforeEach(() => world.services.policies.registerSources([SOURCE]));

  test('is how the list was read, in full or in part or not at all', async () => {
    const policies = over({});
    listPolicies(world, POLICY);
    await policies.intakeAll(signal);
    world.platform.policies = { outcome: 'items', unreadable: 3, items: [POLICY] };
    await policies.intakeAll(signal);
    world.platform.policies = { outcome: 'unparsed', failure: failure('retry-later', 'not-json') };
    await policies.intakeAll(signal);
    expect(looks).toEqual([
      ['items', 'items', 1],
      ['items', 'unreadable-3', 1],
      ['unparsed', 'not-json', 0],
    ]);
  });

  test('is a line for what is new and for what changed, and none for what is seen again', async () => {
    listPolicies(world, POLICY);
    for (let look = 0; look < 2; look += 1) await world.services.policies.intakeAll(signal);
    listPolicies(world, { ...POLICY, title: `${TITLE}（修订）` });
    await world.services.policies.intakeAll(signal);
    while ((await world.storage.outbox.relay(500)) > 0);
    const lines = (await world.storage.ledger.after(0, 500)).filter(({ kind }) => kind.startsWith('policy-'));
    expect(lines.map(({ kind, reason, actor }) => `${kind} ${reason} ${actor}`)).toEqual([
      'policy-recorded recorded system:intake',
      'policy-changed text-changed system:intake',
    ]);
  });

  test.each(['insert', 'replace'] as const)(
    'is planned again where another writer was faster to %s, and counted as it was planned first',
    async (write) => {
      listPolicies(world, POLICY);
      if (write === 'replace') {
        await world.services.policies.intakeAll(signal);
        listPolicies(world, { ...POLICY, title: `${TITLE}（修订）` });
      }
      let tries = 0;
      const { insert, replace } = world.storage.policies;
      const contested = over({
        insert: (...given) => ((tries += 1) === 1 ? Promise.resolve('conflict') : insert(...given)),
        replace: (...given) => ((tries += 1) === 1 ? Promise.resolve(false) : replace(...given)),
      });
      const counts = { sources: 1, failed: 0, fresh: write === 'insert' ? 1 : 0, changed: write === 'insert' ? 0 : 1 };
      expect(await contested.intakeAll(signal)).toMatchObject(counts);
      expect(tries).toBe(2);
    },
  );

  test('is given up after five tries, and the source counted as failed', async () => {
    listPolicies(world, POLICY);
    let tries = 0;
    const contested = over({
      insert: () => {
        tries += 1;
        return Promise.resolve('conflict');
      },
    });
    expect(await contested.intakeAll(signal)).toMatchObject({ sources: 1, failed: 1 });
    expect([tries, world.logged[0]?.text]).toEqual([5, expect.stringContaining('policies of source gov keep')]);
  });
});

describe('following the page of a known policy', () => {
  const follow = async (change: Partial<Policy>, attempts: number, more: Partial<Storage['policySources']> = {}) => {
    const [policy] = (await world.storage.policies.list({}, PAGE)).items;
    if (policy === undefined) throw new Error('no policy');
    const asked: string[] = [];
    const recorded: unknown[] = [];
    const { policies } = createServices({
      ...world.deps,
      policyFeed: {
        ...world.platform.policyFeed,
        readDocument: (_source, url) => {
          asked.push(url);
          return Promise.resolve({ failure: failure('give-up', 'http-404') });
        },
      },
      storage: {
        ...world.storage,
        policySources: { ...world.storage.policySources, ...more },
        policies: {
          ...world.storage.policies,
          documentsDue: () =>
            Promise.resolve([
              { policy: { ...policy, ...change }, reading: { nextAt: null, attempts, goneSinceAt: null } },
            ]),
          recordReading: (_id, reading) => {
            recorded.push(reading.nextAt === null ? null : reading.nextAt.getTime() - world.clock.now().getTime());
            return Promise.resolve();
          },
        },
      },
    });
    const { sources: _s, failed: _f, fresh: _n, changed: _c, ...counts } = await policies.intakeAll(signal);
    return { asked, recorded, counts };
  };
  beforeEach(() => issuePolicy(world));

  test('ends where no source of it is left, or it has no page', async () => {
    const over = { asked: [], recorded: [null], counts: { 'source-gone': 1 } };
    expect(await follow({}, 0, { all: () => Promise.resolve([]) })).toEqual(over);
    expect(await follow({ url: null }, 0)).toEqual(over);
  });

  test('ends after eight tries where it was never read, and goes on weekly where it was; one address is asked once', async () => {
    const counts = { 'document-unreadable': 1 };
    expect(await follow({ body: null }, 7)).toEqual({ asked: [POLICY.url], recorded: [null], counts });
    expect(await follow({}, 7)).toEqual({ asked: [POLICY.url], recorded: [7 * DAY_MS], counts });
    expect((await follow({}, 0)).recorded).toEqual([10 * MINUTE_MS]);
  });
});
