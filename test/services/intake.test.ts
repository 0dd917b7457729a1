import { MINUTE_MS, type CivilDate } from '../../src/domain/time/instant';
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
