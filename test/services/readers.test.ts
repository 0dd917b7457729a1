import { FEED_PLATFORMS } from '../../src/domain/accounts/platforms';
import type {
  CaseId,
  MandateId,
  MandateRuleId,
  ObligationId,
  PolicyId,
  PublishJobId,
  SiteId,
} from '../../src/domain/ids';
import type { Policy } from '../../src/domain/policies/policy';
import type { Principal } from '../../src/domain/people/role';
import type { AccountRecord, Scope } from '../../src/ports/storage';
import { createViews } from '../../src/services/views/createViews';
import { jobOf, obligationOf, policyOf } from '../storage/mandateSamples';
import { accountOf, after, caseOf, NOW, publishedOn, siteOf, unitOf, verdictOf, type Given } from '../storage/samples';
import { ids } from '../storage/testStore';
import { RULE, SETTINGS } from './office';
import { createTestPlatform } from './platform';
import { depsOver, recordOf, whole, type ScriptedStorage } from './scriptedStorage';
import { PAGE, principal } from './world';

const VIEWER = principal('viewer', '1');
const UNIT = unitOf('a');
const NOBODY = 'f'.repeat(24);
const iso = (ms: number): string => after(ms).toISOString();
const viewsOver = (storage: ScriptedStorage) =>
  createViews(
    depsOver(
      { units: { list: () => Promise.resolve([UNIT]) }, policySources: { all: () => Promise.resolve([]) }, ...storage },
      { connectors: createTestPlatform({ now: () => NOW }).connectors },
    ),
  );
const nothing = () => Promise.resolve(null);
const missing = (what: string) => ({ code: 'not-found', message: `没有找到${what}。` });

describe('a policy', () => {
  const waiting = { authority: 'unknown' as const, publishedAt: publishedOn('2026-09-18') };
  const rule = { ...RULE, id: ids.id<MandateRuleId>(), limit: { hours: 8 } };
  /** As it is shown, with the decision that is kept of it. */
  const shown = async (given: Given<Policy>, decision: string | null = null, sources: readonly object[] = []) => {
    const policy = policyOf(given);
    const views = viewsOver({
      policies: {
        listed: () => Promise.resolve({ items: [{ policy, decision }], nextCursor: 'next' }),
        byId: (id) => Promise.resolve(id === policy.id ? policy : null),
        decisions: () => Promise.resolve(new Map(decision === null ? [] : [[policy.id, decision]])),
      },
      policySources: { all: () => Promise.resolve(sources as never) },
      mandates: { rules: () => Promise.resolve([rule]) },
    });
    const list = await views.policies({}, PAGE, VIEWER);
    expect([list.nextCursor, list.asOf]).toEqual(['next', iso(0)]);
    expect(list.items).toEqual([await views.policy(policy.id, VIEWER)]);
    await expect(views.policy(NOBODY as PolicyId, VIEWER)).rejects.toMatchObject(missing('政策'));
    return list.items[0];
  };

  test('is shown with where it was seen, by the name of the source', async () => {
    const [sighting] = policyOf().sightings;
    if (sighting === undefined) throw new Error('no sighting');
    const other = {
      ...sighting,
      sourceId: ids.id<typeof sighting.sourceId>(),
      url: 'https://a.gov.test/',
      listed: false,
    };
    const view = await shown({ sightings: [sighting, other], publishedAt: null }, null, [
      { id: sighting.sourceId, title: '中国政府网' },
    ]);
    expect(view).toMatchObject({
      published: null,
      firstSeenAt: iso(60_000),
      awaitsPerson: false,
      awaitedDueBy: null,
      byHand: null,
      decision: null,
      withdrawal: null,
      interprets: null,
      sightings: [
        { sourceId: sighting.sourceId, sourceTitle: '中国政府网', url: null, listed: true, firstSeenAt: iso(0) },
        { sourceTitle: '', url: 'https://a.gov.test/', listed: false, lastSeenAt: iso(0) },
      ],
    });
  });

  test('that waits for a person says until when, and not once somebody decided or it was withdrawn', async () => {
    const withdrawal = { reason: 'page-gone' as const, noticedAt: NOW };
    const at = after(1);
    const byHand = { authority: 'city', sectors: [], bindsNobody: false, name: '张三', at, reason: '市里的' };
    expect(await shown(waiting, 'authority-unknown')).toMatchObject({
      awaitsPerson: true,
      awaitedDueBy: '2026-09-19T00:00:00.000Z',
      decision: 'authority-unknown',
    });
    expect(await shown(waiting, 'topic')).toMatchObject({ awaitsPerson: false, awaitedDueBy: null, decision: 'topic' });
    expect(await shown({ ...waiting, withdrawal }, 'authority-unknown')).toMatchObject({
      awaitsPerson: false,
      withdrawal: { reason: 'page-gone', noticedAt: iso(0) },
    });
    const decided = await shown({ ...waiting, byHand: { ...byHand, by: NOBODY } as never }, 'authority-unknown');
    expect(decided).toMatchObject({ awaitsPerson: false });
    expect(decided?.byHand).toEqual({ ...byHand, at: iso(1) });
  });

  test('that explains another one says which', async () => {
    const interprets = { names: ['某意见'], url: 'https://a.gov.test/1', policyId: ids.id<PolicyId>() };
    const { url: _url, ...told } = interprets;
    expect((await shown({ interprets }))?.interprets).toEqual(told);
  });
});

test('the fields of government and what accounts of a platform are described by are for all who read', () => {
  const views = viewsOver({});
  const { entries } = SETTINGS.sectors;
  const sectors = views.sectors(VIEWER);
  expect(sectors).toMatchObject({ nextCursor: null, asOf: iso(0) });
  expect(sectors.items).toEqual(entries.map(({ key, zh, en, ledBy }) => ({ key, zh, en, ledBy })));
  const secret = { key: 'accessToken', secret: true, required: true, title: '', why: '', choices: null };
  const feed = { key: 'feedUrl', secret: false, required: false, title: '', why: '', choices: null };
  expect(views.platforms(VIEWER)).toEqual({
    items: [
      { platform: 'weibo', title: 'weibo', settings: [secret] },
      { platform: 'wechat', title: 'wechat', settings: [] },
      { platform: 'portal', title: 'portal', settings: [] },
      ...FEED_PLATFORMS.map((platform) => ({ platform, title: platform, settings: [feed] })),
    ],
    nextCursor: null,
    asOf: iso(0),
  });
});

test('who and what is not there, or not the reader’s, is named', async () => {
  const views = viewsOver({
    people: { byId: nothing },
    cases: { byId: nothing, ofReview: nothing },
    sites: { byId: nothing },
    mandates: { byId: nothing },
    obligations: { byId: nothing },
    accounts: { byId: nothing },
    publishJobs: { byId: (id) => Promise.resolve(id === NOBODY ? null : jobOf({ id })) },
  });
  await expect(views.me(VIEWER)).rejects.toMatchObject(missing('用户'));
  await expect(views.case(NOBODY as CaseId, VIEWER)).rejects.toMatchObject(missing('案件'));
  await expect(views.site(NOBODY as SiteId, VIEWER)).rejects.toMatchObject(missing('站点'));
  await expect(views.mandate(NOBODY as MandateId, VIEWER)).rejects.toMatchObject(missing('必转任务'));
  await expect(views.obligation(NOBODY as ObligationId, VIEWER)).rejects.toMatchObject(missing('转载任务'));
  for (const id of [NOBODY, ids.id()])
    await expect(views.job(id as PublishJobId, VIEWER)).rejects.toMatchObject(missing('发布作业'));
  await expect(views.ledger(0, 1, principal('administrator', '1', UNIT.id))).rejects.toMatchObject(missing('台账'));
});

test('an obligation is shown without job and mandate where they are gone', async () => {
  const obligation = obligationOf({ unitId: UNIT.id });
  const asked: unknown[] = [];
  const views = viewsOver({
    obligations: { byId: () => Promise.resolve(obligation) },
    publishJobs: { byObligation: nothing },
    mandates: { byId: nothing },
    ledger: {
      ofSubject: (...given) => {
        asked.push(given);
        return whole([]);
      },
    },
  });
  expect(await views.obligation(obligation.id, VIEWER)).toMatchObject({
    id: obligation.id,
    unitName: UNIT.name,
    draft: obligation.draft,
    interpretations: [],
    job: null,
    history: [],
  });
  expect(asked).toEqual([[`obligation:${obligation.id}`, { limit: 100, cursor: null }]]);
});

describe('a case', () => {
  const account = accountOf({ platform: 'wechat', unitId: UNIT.id });
  const shown = async (records: readonly AccountRecord[], by: Principal, given: Parameters<typeof caseOf>[1] = {}) =>
    viewsOver({
      cases: { byId: () => Promise.resolve(caseOf(account, given)) },
      accounts: { byIds: () => Promise.resolve(records) },
    }).case(NOBODY as CaseId, by);

  test('is shown with its account, and without a name where that is gone', async () => {
    const record = recordOf({ account, verdict: verdictOf() });
    expect(await shown([record], VIEWER)).toMatchObject({
      accountName: account.name,
      platform: 'wechat',
      unitName: UNIT.name,
      rectifyBy: null,
      closedAt: null,
      steps: [],
    });
    expect(await shown([], VIEWER)).toMatchObject({ accountId: account.id, accountName: '', platform: 'portal' });
  });

  test('says of each next step whether the reader may take it, and why not', async () => {
    const steps = async (by: Principal) =>
      (await shown([], by)).nextSteps.map(({ allowed, refusal }) => [allowed, refusal]);
    for (const [allowed, refusal] of await steps(VIEWER)) expect([allowed, refusal !== null]).toEqual([false, true]);
    expect(await steps(principal('administrator', '1'))).toContainEqual([true, null]);
  });

  test('shows every step with who took it and when', async () => {
    const step = {
      event: 'remind' as const,
      from: 'noticed' as const,
      to: 'reminded' as const,
      occurredAt: after(1),
      recordedAt: after(2),
      actor: { kind: 'system' as const, name: 'act' },
      note: '提醒',
    };
    const { steps, rectifyBy } = await shown([], VIEWER, { steps: [step] as never, rectifyBy: after(3) });
    expect(steps).toEqual([{ ...step, occurredAt: iso(1), recordedAt: iso(2), actor: 'act' }]);
    expect(rectifyBy).toBe(iso(3));
  });
});

test('a site without columns says so, and owes nothing', async () => {
  const site = siteOf({ unitId: UNIT.id });
  const scopes: Scope[] = [];
  const views = viewsOver({
    sites: {
      list: (_query, _page, scope) => {
        scopes.push(scope);
        return Promise.resolve({ items: [site], nextCursor: 'next' });
      },
      byId: () => Promise.resolve(site),
      byIds: () => Promise.resolve([]),
    },
    accounts: { ofSites: () => Promise.resolve([]) },
    obligations: { countOpenOfSites: () => Promise.resolve(new Map()) },
  });
  const empty = {
    id: site.id,
    unitName: UNIT.name,
    repostColumn: { accountId: null, name: null, reason: 'no-columns' },
    columnsByStatus: { active: 0, stopped: 0, cancelled: 0 },
    columnsByVerdict: {},
    openReposts: 0,
  };
  expect(await views.sites({}, PAGE, principal('viewer', '1', UNIT.id))).toMatchObject({
    items: [empty],
    nextCursor: 'next',
    asOf: iso(0),
  });
  expect(scopes).toEqual([UNIT.id]);
  expect(await views.site(site.id, VIEWER)).toMatchObject({ ...empty, columns: [], publishable: [] });
});

test('the history of the alerts is named with their list and by itself', async () => {
  const alerts = {
    history: () => Promise.resolve('h1'),
    list: () => whole<never>([]),
    lastSeq: () => Promise.resolve(7),
  };
  const views = viewsOver({ alerts });
  expect(await views.alerts({}, PAGE, VIEWER)).toEqual({ items: [], nextCursor: null, asOf: iso(0), history: 'h1' });
  expect([await views.alertHistory(), await views.lastSeq()]).toEqual(['h1', 7]);
});
