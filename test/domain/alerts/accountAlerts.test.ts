import { accountAlertEnd, accountAlerts } from '../../../src/domain/alerts/accountAlerts';
import type { FindingId } from '../../../src/domain/ids';
import { FINDING_KINDS, type Finding, type FindingKind, type Verdict } from '../../../src/domain/judging/verdict';
import { dayAt } from '../judging/someFacts';
import { account, verdictAt } from './someEvent';

const silent = verdictAt(20);
const finding = (kind: FindingKind, day: number, given: Partial<Finding> = {}): Finding => ({
  id: `${kind} ${day}` as FindingId,
  accountId: account.id,
  kind,
  ruleId: `rule of ${kind}`,
  clause: null,
  subject: 'post',
  state: 'open',
  occurredAt: dayAt(day),
  noticedAt: dayAt(day + 1),
  closedAt: null,
  detail: `detail of day ${day}`,
  evidence: { url: null, lookId: null, excerpt: null },
  ...given,
});
const alertsOf = (verdict: Verdict | null, ...findings: readonly Finding[]) =>
  accountAlerts({ account, verdict, findings });
const ABOUT = {
  owner: 'account:account',
  subject: { accountId: 'account', label: '某县发布' },
  unitId: 'unit',
  unitPath: ['county', 'unit'],
  byUnit: null,
  platform: 'weibo',
  siteId: null,
};

test('silence is told with its days, for whole days only, and dated by its limit', () => {
  expect(alertsOf(silent)).toEqual([
    {
      ...ABOUT,
      kind: 'account-silent',
      severity: 'critical',
      cause: 'account:account:verdict',
      reason: 'silence-breach',
      figures: { days: 20 },
      occurredAt: dayAt(14),
    },
  ]);
  expect(alertsOf({ ...silent, provenSilenceMs: 14.99 * 86_400_000 })[0]?.figures).toEqual({ days: 14 });
  expect(alertsOf({ ...silent, provenSilenceMs: null })[0]?.figures).toEqual({});
});

test('a warning says when the limit will be reached; a verdict that crossed nothing is dated by the judging', () => {
  const warned = verdictAt(8);
  expect(alertsOf(warned)).toMatchObject([
    { kind: 'account-warned', severity: 'warning', figures: { days: 8, breachAt: dayAt(14).toISOString() } },
  ]);
  expect(alertsOf({ ...warned, crossedAt: null })[0]?.occurredAt).toEqual(dayAt(8));
  expect(alertsOf({ ...warned, kind: 'slow' })).toMatchObject([{ kind: 'account-slow', severity: 'warning' }]);
});

test('what is fine, exempt, not judged or not seen makes no alert of the account', () => {
  expect(alertsOf(null)).toEqual([]);
  for (const kind of ['fine', 'exempt', 'unknown'] as const) expect(alertsOf({ ...silent, kind })).toEqual([]);
});

test('findings are one alert a kind, by the earliest of them; several say how many posts it is', () => {
  expect(alertsOf(null, finding('improper', 3))).toEqual([
    {
      ...ABOUT,
      kind: 'account-improper',
      severity: 'critical',
      cause: 'account:account:improper',
      reason: 'improper',
      figures: { rule: 'rule of improper', detail: 'detail of day 3' },
      occurredAt: dayAt(3),
    },
  ]);
  const several = alertsOf(silent, finding('improper', 3), finding('altered-repost', 1), finding('improper', 2));
  expect(several.map(({ cause, figures, occurredAt }) => [cause, figures['posts'], occurredAt])).toEqual([
    ['account:account:verdict', undefined, dayAt(14)],
    ['account:account:improper', 2, dayAt(2)],
    ['account:account:altered-repost', undefined, dayAt(1)],
  ]);
  expect(several[1]?.figures).toEqual({ rule: 'rule of improper', detail: 'detail of day 2', posts: 2 });
});

test('how much each kind of finding presses; what is told elsewhere is not told twice', () => {
  const told = FINDING_KINDS.flatMap((kind) =>
    alertsOf(null, finding(kind, 1)).map((alert) => `${kind}: ${alert.kind} ${alert.severity}`),
  );
  expect(told).toEqual([
    'improper: account-improper critical',
    'altered-repost: account-improper warning',
    'unclear-repost: repost-unclear notice',
    'future-dated: account-improper notice',
    'changed-post: account-improper notice',
    'gone-post: account-improper notice',
  ]);
});

describe('an alert of an account ends', () => {
  const end = (
    part: string,
    verdict: Partial<Verdict> | null,
    given: { readonly status?: 'cancelled'; readonly last?: Finding['state'] } = {},
  ) =>
    accountAlertEnd(
      { cause: `account:account:${part}` },
      {
        account: { ...account, status: given.status ?? 'active' },
        verdict: verdict === null ? null : { ...silent, ...verdict },
      },
      (kind) => (kind === 'improper' ? (given.last ?? null) : null),
    );

  test.each([
    ['the account published', { kind: 'fine', reason: 'recent-post' }, 'updated'],
    ['a person dismissed it', { kind: 'fine', reason: 'finding-dismissed' }, 'finding-dismissed'],
    ['nobody sees the account any more', { kind: 'unknown', reason: 'proof-too-old' }, 'not-seen'],
    ['nothing is asked of it any more', { kind: 'exempt', reason: 'account-cancelled' }, 'account-ended'],
    ['nothing is known of it', null, 'updated'],
  ] as const)('when %s', (_, verdict, resolution) => {
    expect(end('verdict', verdict)).toBe(resolution);
  });

  test('with the account, whatever it was about', () => {
    expect(accountAlertEnd({ cause: 'account:account:verdict' }, null, () => null)).toBe('account-ended');
    expect(end('verdict', { kind: 'fine' }, { status: 'cancelled' })).toBe('account-ended');
    expect(end('improper', null, { status: 'cancelled' })).toBe('account-ended');
  });

  test('as its last finding did, whatever the verdict is', () => {
    expect(end('improper', { kind: 'unknown' }, { last: 'closed' })).toBe('finding-closed');
    expect(end('improper', { kind: 'exempt' }, { last: 'dismissed' })).toBe('finding-dismissed');
    expect(end('future-dated', { kind: 'fine' }, { last: 'dismissed' })).toBe('finding-closed');
  });
});
