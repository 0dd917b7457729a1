import {
  incidentAlerts,
  outdatedAlerts,
  unseenAlertEnd,
  unseenAlerts,
  type OutdatedGroup,
  type UnseenGroup,
} from '../../../src/domain/alerts/sightAlerts';
import type { AccountId, PolicyId, UnitId } from '../../../src/domain/ids';
import { dayAt } from '../judging/someFacts';

const [COUNTY, OWN, OTHER] = ['county', 'own', 'other'] as unknown as readonly [UnitId, UnitId, UnitId];
const group = (given: Partial<UnseenGroup> = {}): UnseenGroup => ({
  platform: 'weibo',
  reason: 'proof-too-old',
  credentialRefused: false,
  unitPath: [COUNTY, OWN],
  accounts: 2,
  account: { id: 'a' as AccountId, name: '甲县发布' },
  sinceAt: dayAt(3),
  ...given,
});
const causes = (...given: Parameters<typeof unseenAlerts>): string[] =>
  unseenAlerts(...given).map(({ cause, figures }) => `${cause} ${String(figures['accounts'])}`);

describe('accounts that nobody can judge', () => {
  test('are one alert a platform and reason, each unit seeing its own, since the first of them', () => {
    const groups = [group(), group({ unitPath: [COUNTY, OTHER], accounts: 3, sinceAt: dayAt(1) })];
    expect(unseenAlerts(groups, [])).toEqual([
      {
        kind: 'account-unknown',
        severity: 'notice',
        cause: 'unseen:weibo:proof-too-old',
        owner: 'unseen',
        subject: { label: 'weibo' },
        unitId: null,
        unitPath: [COUNTY, OWN, OTHER],
        byUnit: { county: { accounts: 5 }, own: { accounts: 2 }, other: { accounts: 3 } },
        shares: [
          { unitPath: [COUNTY, OWN], figures: { accounts: 2 } },
          { unitPath: [COUNTY, OTHER], figures: { accounts: 3 } },
        ],
        reason: 'proof-too-old',
        figures: { accounts: 5, platform: 'weibo' },
        platform: 'weibo',
        occurredAt: dayAt(1),
      },
    ]);
  });

  test('a single one is called by its name', () => {
    expect(unseenAlerts([group({ accounts: 1 })], [])[0]?.subject).toEqual({ accountId: 'a', label: '甲县发布' });
  });

  test('other platforms and other reasons are causes of their own, in a fixed order', () => {
    const groups = [group(), group({ reason: 'coverage-partial' }), group({ platform: 'wechat', accounts: 4 })];
    expect(causes(groups, [])).toEqual([
      'unseen:wechat:proof-too-old 4',
      'unseen:weibo:coverage-partial 2',
      'unseen:weibo:proof-too-old 2',
    ]);
  });

  test('are not told while nobody has looked, nor where the refused credential is told', () => {
    expect(causes([group({ reason: 'never-looked' })], [])).toEqual([]);
    expect(causes([group({ reason: 'no-sight-yet', credentialRefused: true })], [])).toEqual([]);
    expect(causes([group({ reason: 'no-sight-yet' })], [])).toEqual(['unseen:weibo:no-sight-yet 2']);
    expect(causes([group({ credentialRefused: true })], [])).toEqual(['unseen:weibo:proof-too-old 2']);
  });

  test('are not told while an incident of their platform, or of our own line, says why', () => {
    expect(causes([group()], [{ platform: 'wechat' }])).toEqual(['unseen:weibo:proof-too-old 2']);
    expect(causes([group()], [{ platform: 'wechat' }, { platform: 'weibo' }])).toEqual([]);
    expect(causes([group()], [{ platform: null }])).toEqual([]);
  });
});

describe('an alert about them ends', () => {
  const end = (...given: [groups?: UnseenGroup[], incidents?: Parameters<typeof unseenAlerts>[1]]) =>
    unseenAlertEnd({ cause: 'unseen:weibo:no-sight-yet' }, given[0] ?? [], given[1] ?? []);
  const refused = group({ reason: 'no-sight-yet', credentialRefused: true });

  test('as folded where an incident or a refused credential tells it now', () => {
    expect(end([], [{ platform: 'weibo' }])).toBe('folded');
    expect(end([], [{ platform: null }])).toBe('folded');
    expect(end([refused])).toBe('folded');
  });

  test('as seen again otherwise', () => {
    expect(end()).toBe('seen-again');
    expect(end([], [{ platform: 'wechat' }])).toBe('seen-again');
    expect(end([{ ...refused, platform: 'wechat' }])).toBe('seen-again');
    expect(end([{ ...refused, credentialRefused: false }])).toBe('seen-again');
    // What is told of others says nothing of these.
    const cause = 'unseen:weibo:proof-too-old';
    expect(unseenAlertEnd({ cause }, [refused], [])).toBe('seen-again');
    expect(unseenAlertEnd({ cause }, [group({ credentialRefused: true })], [])).toBe('seen-again');
  });
});

describe('an incident', () => {
  const incident = {
    key: 'weibo:refused',
    platform: 'weibo',
    reason: 'http-412',
    openedAt: dayAt(2),
    blind: [
      { unitPath: [COUNTY, OWN], accounts: 20 },
      { unitPath: [COUNTY, OTHER], accounts: 10 },
    ],
  } as const;

  test('says to each unit how many of its own it blinds', () => {
    expect(incidentAlerts([incident])).toEqual([
      {
        kind: 'source-incident',
        severity: 'critical',
        cause: 'incident:weibo:refused',
        owner: 'incidents',
        subject: { label: 'weibo:refused' },
        unitId: null,
        unitPath: [COUNTY, OWN, OTHER],
        byUnit: { county: { accounts: 30 }, own: { accounts: 20 }, other: { accounts: 10 } },
        shares: [
          { unitPath: [COUNTY, OWN], figures: { accounts: 20 } },
          { unitPath: [COUNTY, OTHER], figures: { accounts: 10 } },
        ],
        reason: 'http-412',
        figures: { accounts: 30, platform: 'weibo' },
        platform: 'weibo',
        occurredAt: dayAt(2),
      },
    ]);
  });

  test('that blinds nobody any more is told to the office alone, as none', () => {
    const [alert] = incidentAlerts([{ ...incident, platform: null, blind: [] }]);
    expect(alert).toMatchObject({ unitPath: [], figures: { accounts: 0, platform: 'all' } });
  });
});

describe('reposts that a change of their policy overtook', () => {
  const outdated = (given: Partial<OutdatedGroup> = {}): OutdatedGroup => ({
    policyId: null,
    ruleId: 'text-changed',
    detail: 'policy 2',
    occurredAt: dayAt(4),
    unitPath: [COUNTY, OWN],
    accounts: 1,
    account: 'a' as AccountId,
    title: '某意见',
    ...given,
  });

  test('are one alert a change, however many accounts have to follow', () => {
    const groups = [outdated(), outdated({ unitPath: [COUNTY, OTHER], accounts: 3, account: 'b' as AccountId })];
    expect(outdatedAlerts(groups)).toEqual([
      {
        kind: 'repost-outdated',
        severity: 'warning',
        cause: `outdated:text-changed:policy 2:${dayAt(4).getTime()}`,
        owner: 'outdated',
        subject: { label: '某意见' },
        unitId: null,
        unitPath: [COUNTY, OWN, OTHER],
        byUnit: { county: { accounts: 4 }, own: { accounts: 1 }, other: { accounts: 3 } },
        shares: [
          { unitPath: [COUNTY, OWN], figures: { accounts: 1 } },
          { unitPath: [COUNTY, OTHER], figures: { accounts: 3 } },
        ],
        reason: 'outdated-repost',
        figures: { accounts: 4, detail: 'policy 2' },
        occurredAt: dayAt(4),
      },
    ]);
    expect(outdatedAlerts([outdated()])[0]?.subject).toEqual({ accountId: 'a', label: '某意见' });
  });

  test('name their policy, and two that changed at one moment are two alerts', () => {
    const [policyId, other] = ['p' as PolicyId, 'q' as PolicyId];
    const alerts = outdatedAlerts([
      outdated({ policyId }),
      outdated({ policyId, accounts: 3 }),
      outdated({ policyId: other }),
    ]);
    expect(alerts.map(({ subject, figures }) => [subject.policyId, subject.accountId, figures['accounts']])).toEqual([
      ['p', undefined, 4],
      ['q', 'a', 1],
    ]);
  });

  test('another rule, another policy, another change is an alert of its own, in a fixed order', () => {
    const others = [outdated(), outdated({ detail: 'policy 1' }), outdated({ ruleId: 'gone' })];
    const alerts = outdatedAlerts([...others, outdated({ occurredAt: dayAt(5), accounts: 9 })]);
    expect(alerts.map(({ cause, figures }) => [cause.split(':').slice(1, 3).join(' '), figures['accounts']])).toEqual([
      ['gone policy 2', 1],
      ['text-changed policy 1', 1],
      ['text-changed policy 2', 1],
      ['text-changed policy 2', 9],
    ]);
  });
});
