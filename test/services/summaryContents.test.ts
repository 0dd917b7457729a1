import type { Alert } from '../../src/domain/alerts/alert';
import type { AlertId, MandateRuleId, PolicySourceId } from '../../src/domain/ids';
import type { Mandate } from '../../src/domain/mandates/mandate';
import type { Policy, PolicySource } from '../../src/domain/policies/policy';
import { DAY_MS, HOUR_MS } from '../../src/domain/time/instant';
import type { Incident, PlatformSight } from '../../src/ports/storage';
import { mandateOf, policyOf } from '../storage/mandateSamples';
import { accountOf, after, draftOf, NOW, verdictOf } from '../storage/samples';
import { ids } from '../storage/testStore';
import { RULE } from './office';
import { recordOf, whole, type ScriptedStorage } from './scriptedStorage';
import { summaryOf, UNIT } from './someSummary';

const iso = (ms: number): string => after(ms).toISOString();

test('an office with nothing says so; what is the office’s alone is nothing to readers of a unit', async () => {
  const empty = {
    seq: 7,
    history: 'history',
    mandates: [],
    openMandates: 0,
    breachingSoon: { total: 0, accounts: [] },
    verdictsByPlatform: [],
    alerts: [],
    accounts: 0,
    unacknowledged: { info: 0, notice: 0, warning: 0, critical: 0 },
    credentials: { expiring: 0, expired: 0, refused: 0, unopened: 0 },
  };
  expect(await summaryOf({})).toMatchObject({
    ...empty,
    units: 2,
    sourceHealth: { platforms: [], policySources: [], incidents: [], postsLastDay: 0, work: [] },
    policiesAwaiting: { total: 0, late: 0, dueBy: null, rules: 0 },
    callBudgets: [],
    lookLateness: { looks: 0 },
  });
  expect(await summaryOf({}, UNIT.id)).toMatchObject({
    ...empty,
    units: 1,
    sourceHealth: { policySources: null, work: null },
    policiesAwaiting: null,
    callBudgets: null,
    lookLateness: null,
  });
});

describe('mandates', () => {
  const ofBoth = (open: readonly Mandate[], over: readonly Mandate[]): ScriptedStorage => ({
    mandates: { list: (_page, filter) => whole(filter?.open === true ? open : over) },
  });
  const titles = async (...given: Parameters<typeof ofBoth>): Promise<readonly string[]> =>
    (await summaryOf(ofBoth(...given))).mandates.map(({ title }) => title);
  const due = (title: string, hours: number, given: Partial<Mandate> = {}): Mandate =>
    mandateOf({ title, dueBy: after(hours * HOUR_MS), ...given });

  test('stand nearest deadline first, then those that are over, the last one first', async () => {
    const open = [due('later', 5), due('soon', 1), due('soonest', -1)];
    const over = [due('before', -20), due('just now', -10)];
    expect(await titles(open, over)).toEqual(['soonest', 'soon', 'later', 'just now', 'before']);
  });

  test('that are over are shown for three days, unless they were refused or withdrawn', async () => {
    const over = [
      due('within', 0, { issuedAt: after(1 - 3 * DAY_MS) }),
      due('beyond', 0, { issuedAt: after(-3 * DAY_MS) }),
      due('refused', 0, { stage: 'refused' }),
      due('withdrawn', 0, { stage: 'withdrawn' }),
    ];
    expect(await titles([], over)).toEqual(['within']);
  });

  test('are twenty at most', async () => {
    const open = Array.from({ length: 25 }, (_, index) => due(`${index}`, index));
    expect(await titles(open, [])).toEqual(open.slice(0, 20).map(({ title }) => title));
  });

  test('are all counted, also where there are more than are read', async () => {
    const read = Array.from({ length: 200 }, (_, index) => due(`${index}`, index));
    const count = (): Promise<number> => Promise.resolve(730);
    const cut = await summaryOf({ mandates: { list: async () => ({ items: read, nextCursor: 'more' }), count } });
    expect(cut.openMandates).toBe(730);
    const fits = await summaryOf({ mandates: { ...ofBoth(read.slice(1), []).mandates, count } });
    expect(fits.openMandates).toBe(199);
  });

  test('carry the title of their rule and what is done of them', async () => {
    const [known, unknown] = [due('known', 1), due('unknown', 2)];
    const progress = { done: 3, late: 0, running: 1, manual: 0, missed: 0, 'not-applicable': 0 };
    const summary = await summaryOf({
      mandates: {
        ...ofBoth([known, unknown], []).mandates,
        rules: () => Promise.resolve([{ ...RULE, id: known.ruleId, title: '规则' }]),
      },
      obligations: { progress: () => Promise.resolve(new Map([[known.id, progress]])) },
    });
    expect(summary.openMandates).toBe(2);
    expect(summary.mandates).toMatchObject([
      { ruleTitle: '规则', total: 4, progress: { done: 3 } },
      { ruleTitle: '', total: 0 },
    ]);
  });
});

test('accounts about to cross their limit stand soonest first, fifty of them and how many there are', async () => {
  const asked: unknown[] = [];
  const records = Array.from({ length: 50 }, (_, index) =>
    recordOf({ account: accountOf({ name: `${index}` }), verdict: verdictOf({ breachAt: after(index * 1_000) }) }),
  );
  const { breachingSoon } = await summaryOf({
    accounts: {
      list: (query, page) => {
        asked.push(query, page);
        return whole(records);
      },
      countBreaching: (between) => {
        asked.push(between);
        return Promise.resolve(60);
      },
    },
  });
  const breachBetween = { from: NOW, before: after(48 * HOUR_MS) };
  expect(asked).toEqual([breachBetween, { breachBetween }, { limit: 50, cursor: null }]);
  expect(breachingSoon.total).toBe(60);
  expect(breachingSoon.accounts.map(({ name }) => name)).toEqual(records.map(({ account }) => account.name));
});

test('verdicts are counted over platforms, with those nobody has judged and the improper apart', async () => {
  const { verdicts, accounts, verdictsByPlatform } = await summaryOf({
    accounts: {
      countByVerdict: () =>
        Promise.resolve([
          { platform: 'weibo', verdict: 'fine', count: 3 },
          { platform: 'wechat', verdict: 'fine', count: 4 },
          { platform: 'wechat', verdict: null, count: 2 },
        ]),
    },
    findings: { countAccounts: () => Promise.resolve(5) },
  });
  expect(verdicts).toMatchObject({ fine: 7, silent: 0, unjudged: 2, improper: 5 });
  expect([accounts, verdictsByPlatform[2]?.verdict]).toEqual([9, 'unjudged']);
});

describe('alerts', () => {
  const alertsOf = (severity: Alert['severity'], count: number): readonly Alert[] =>
    Array.from({ length: count }, () => ({
      ...draftOf({ severity }),
      platform: null,
      siteId: null,
      assigned: null,
      changedBy: null,
      id: ids.id<AlertId>(),
      seq: 1,
      change: 'opened' as const,
      state: 'open' as const,
      noticedAt: NOW,
      changedAt: NOW,
      acknowledged: null,
      resolved: null,
    }));

  test('stand the most pressing first, thirty of them', async () => {
    const limits: unknown[] = [];
    const { alerts } = await summaryOf({
      alerts: {
        list: ({ severity, state }, page) => {
          limits.push([severity, state, page.limit]);
          return whole(alertsOf(severity as Alert['severity'], Math.min(page.limit, severity === 'notice' ? 40 : 4)));
        },
      },
    });
    expect(limits).toEqual([
      ['critical', 'unresolved', 30],
      ['warning', 'unresolved', 26],
      ['notice', 'unresolved', 22],
    ]);
    expect(alerts).toHaveLength(30);
    expect([alerts[0]?.severity, alerts[4]?.severity, alerts[29]?.severity]).toEqual(['critical', 'warning', 'notice']);
  });

  test('are counted by how much they press, those somebody knows of apart', async () => {
    const { unacknowledged, acknowledged } = await summaryOf({
      alerts: {
        countUnresolved: () =>
          Promise.resolve([
            { state: 'open', severity: 'critical', count: 2 },
            { state: 'acknowledged', severity: 'critical', count: 3 },
            { state: 'open', severity: 'notice', count: 5 },
          ]),
      },
    });
    expect(unacknowledged).toEqual({ info: 0, notice: 5, warning: 0, critical: 2 });
    expect(acknowledged).toEqual({ info: 0, notice: 0, warning: 0, critical: 3 });
  });
});

describe('what we see', () => {
  const sight = (platform: PlatformSight['platform'], outcomes: PlatformSight['outcomes']): PlatformSight => ({
    platform,
    accounts: 9,
    seenLastHour: 1,
    seenLastDay: 2,
    lastSightAt: NOW,
    outcomes,
  });
  const incident = (key: string, platform: Incident['platform']): Incident => ({
    key,
    platform,
    reason: key,
    accounts: 99,
    openedAt: NOW,
    closedAt: null,
  });

  test('is blinded by an incident for those of the reader’s accounts that end so on its platform', async () => {
    const given: ScriptedStorage = {
      accounts: {
        sightByPlatform: (_scope, hourAgo, dayAgo) => {
          expect([hourAgo, dayAgo]).toEqual([after(-HOUR_MS), after(-DAY_MS)]);
          return Promise.resolve([
            sight('weibo', { refused: 2, unreachable: 1 }),
            { ...sight('portal', { refused: 4 }), lastSightAt: null },
          ]);
        },
      },
      incidents: {
        current: () =>
          Promise.resolve([
            incident('weibo:refused', 'weibo'),
            incident(':refused', null),
            incident('wechat:refused', 'wechat'),
          ]),
      },
    };
    const ofOffice = (await summaryOf(given)).sourceHealth;
    expect(ofOffice.platforms.map(({ lastSightAt }) => lastSightAt)).toEqual([iso(0), null]);
    expect(ofOffice.incidents.map(({ key, accounts }) => [key, accounts])).toEqual([
      ['weibo:refused', 2],
      [':refused', 6],
      ['wechat:refused', 0],
    ]);
    const { closedAt: _closedAt, ...told } = incident('weibo:refused', 'weibo');
    expect(ofOffice.incidents[0]).toEqual({ ...told, accounts: 2, openedAt: iso(0) });
    // Of a unit whose accounts it does not blind it is nothing.
    const ofUnit = (await summaryOf(given, UNIT.id)).sourceHealth;
    expect(ofUnit.incidents.map(({ key }) => key)).toEqual(['weibo:refused', ':refused']);
  });

  test('of the sources names the counterpart, by its key where no unit has it', async () => {
    const source = (counterpartKey?: string): PolicySource => ({
      id: ids.id<PolicySourceId>(),
      key: 'gov',
      kind: 'govcn-json',
      title: '中国政府网',
      authority: 'state-council',
      url: 'https://www.gov.cn/',
      whitelisted: true,
      ...(counterpartKey === undefined ? {} : { counterpartKey }),
    });
    const health = { lastLookAt: NOW, lastSightAt: null, lastOutcome: 'items', entries: 3 };
    const { policySources, work } = (
      await summaryOf({
        policySources: {
          health: () =>
            Promise.resolve([source(), source('a'), source('nobody')].map((one) => ({ source: one, ...health }))),
        },
        tickRuns: {
          latest: () =>
            Promise.resolve([{ task: 'look', plannedAt: NOW, startedAt: NOW, endedAt: null, catchUp: true } as never]),
        },
      })
    ).sourceHealth;
    expect(policySources?.map(({ counterpart }) => counterpart)).toEqual([
      null,
      { unitId: UNIT.id, name: UNIT.name },
      { unitId: null, name: 'nobody' },
    ]);
    expect(policySources?.[0]).toMatchObject({
      lastLookAt: iso(0),
      lastSightAt: null,
      lastOutcome: 'items',
      entries: 3,
    });
    expect(work).toEqual([{ task: 'look', lastStartedAt: iso(0), lastEndedAt: null, catchUp: true }]);
  });

  test('is spent where the platform counts the calls of an account', async () => {
    const spent = () => Promise.resolve([{ platform: 'weibo' as const, accounts: 2, calls: 30, most: 20 }]);
    expect((await summaryOf({ callCounts: { spent } }, null, 100)).callBudgets).toEqual([
      { platform: 'weibo', callsPerDay: 100, accounts: 2, calls: 30, most: 20 },
    ]);
    expect((await summaryOf({}, null, 100)).callBudgets).toMatchObject([{ accounts: 0, calls: 0, most: 0 }]);
  });
});

test('policies that wait for a person are counted with those past their deadline, and the nearest one', async () => {
  const dueAfter = (hours: number | null): Policy =>
    policyOf({
      authority: 'unknown',
      publishedAt: hours === null ? null : { precision: 'instant', at: after((hours - 8) * HOUR_MS), original: '' },
    });
  const rule = { ...RULE, id: ids.id<MandateRuleId>(), limit: { hours: 8 } };
  const asking = { ...rule, id: ids.id<MandateRuleId>(), revision: 1 };
  const counted = { revision: 1, policies: 4, dueBy: null, sinceAt: NOW, countedAt: NOW };
  const summary = await summaryOf({
    policies: { list: () => whole([dueAfter(3), dueAfter(0), dueAfter(-1), dueAfter(null), dueAfter(5)]) },
    mandates: { rules: () => Promise.resolve([rule, asking]) },
    settings: { get: (key) => Promise.resolve(key.startsWith('known-counted') ? JSON.stringify(counted) : null) },
  });
  const undue = await summaryOf({ policies: { list: () => whole([dueAfter(3)]) } });
  expect(undue.policiesAwaiting).toMatchObject({ total: 1, late: 0, dueBy: null });
  expect(summary.policiesAwaiting).toEqual({ total: 5, late: 2, dueBy: iso(-HOUR_MS), rules: 1 });
});
