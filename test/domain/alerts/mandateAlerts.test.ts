import { mandateAlertEnd, mandateAlerts, type ObligationGroup } from '../../../src/domain/alerts/mandateAlerts';
import type { AccountId, MandateId, MandateRuleId, ObligationId, PolicyId, UnitId } from '../../../src/domain/ids';
import { MANUAL_REASONS, type Mandate } from '../../../src/domain/mandates/mandate';
import type { CivilDate } from '../../../src/domain/time/instant';
import { DUE_BY, hoursAfter } from '../mandates/someObligation';

const [COUNTY, OWN, OTHER] = ['county', 'own', 'other'] as unknown as readonly [UnitId, UnitId, UnitId];
const mandate: Mandate = {
  id: 'm' as MandateId,
  policyId: 'policy' as PolicyId,
  policyVersion: 1,
  ruleId: 'rule' as MandateRuleId,
  title: '某意见',
  docNumber: null,
  issuer: null,
  sourceUrl: null,
  publishedAt: { precision: 'day', on: '2026-09-17' as CivilDate, original: '' },
  issuedAt: hoursAfter(0),
  stage: 'issued',
  reviews: [],
  dueBy: DUE_BY,
  provisional: false,
  expanded: true,
};
const group = (given: Partial<ObligationGroup>): ObligationGroup => ({
  state: 'ready',
  manualReason: null,
  onTime: null,
  overdueProven: null,
  reminded: null,
  unitPath: [COUNTY, OWN],
  count: 1,
  dueBy: DUE_BY,
  createdAt: hoursAfter(1),
  overdueNoticedAt: null,
  one: { id: 'o' as ObligationId, accountId: 'a' as AccountId, accountName: '甲县发布' },
  ...given,
});
const manual = (given: Partial<ObligationGroup> = {}): ObligationGroup =>
  group({ state: 'manual', manualReason: 'no-api', ...given });
const state = (groups: readonly ObligationGroup[], given: Partial<Mandate> = {}) => ({
  mandate: { ...mandate, ...given },
  groups,
  policyWithdrawnAt: null,
  now: hoursAfter(2),
});
const told = (...given: Parameters<typeof state>): string[] =>
  mandateAlerts(state(...given)).map(({ kind, severity, cause }) => `${kind} ${severity} ${cause}`);

test('a mandate that waits for its review says so; one that is refused or withdrawn says nothing', () => {
  for (const stage of ['drafted', 'first-review', 'second-review'] as const)
    expect(told([group({ state: 'awaiting-review' })], { stage })).toEqual(['mandate-review notice mandate:m:review']);
  for (const stage of ['refused', 'withdrawn'] as const) expect(told([manual()], { stage })).toEqual([]);
});

test('a review is told to those who see the whole office, with how many accounts wait for it', () => {
  const waiting = [2, 3].map((count) => group({ state: 'awaiting-review', count }));
  expect(mandateAlerts(state(waiting, { stage: 'drafted' }))).toEqual([
    {
      kind: 'mandate-review',
      severity: 'notice',
      owner: 'mandate:m',
      cause: 'mandate:m:review',
      subject: { mandateId: 'm', policyId: 'policy', label: '某意见' },
      unitId: null,
      unitPath: [],
      byUnit: null,
      reason: 'drafted',
      figures: { total: 5, dueBy: DUE_BY.toISOString() },
      occurredAt: hoursAfter(0),
    },
  ]);
});

test('one line a mandate grows with what is done, each unit seeing its own, and is gone when all of it is', () => {
  const done = group({ state: 'fulfilled', onTime: true, count: 3 });
  const late = group({ state: 'fulfilled', onTime: false, count: 1, unitPath: [COUNTY, OTHER] });
  const exempt = group({ state: 'not-applicable', count: 9 });
  const [progress, ...more] = mandateAlerts(state([done, late, exempt, group({ count: 2 })]));
  expect(more).toEqual([]);
  expect(progress).toEqual({
    kind: 'mandate-progress',
    severity: 'info',
    owner: 'mandate:m',
    cause: 'mandate:m:progress',
    subject: { mandateId: 'm', policyId: 'policy', label: '某意见' },
    unitId: null,
    reason: 'issued',
    occurredAt: hoursAfter(0),
    figures: { done: 4, total: 6, dueBy: DUE_BY.toISOString() },
    byUnit: { county: { done: 4, total: 6 }, own: { done: 3, total: 5 }, other: { done: 1, total: 1 } },
    shares: expect.any(Array) as unknown,
    unitPath: [COUNTY, OWN, OTHER],
  });
  expect(told([done, late, exempt])).toEqual([]);
  // While accounts are still being bound nothing is complete.
  expect(told([done], { expanded: false })).toHaveLength(1);
  const [begun] = mandateAlerts(state([], { expanded: false }));
  expect(begun?.figures).toEqual({ done: 0, total: 0, dueBy: DUE_BY.toISOString() });
});

test('what is to be done by hand is one alert a reason, and pressing nearer the deadline the same one', () => {
  const groups = [
    manual({ count: 2 }),
    manual({ count: 3, unitPath: [COUNTY, OTHER] }),
    manual({ manualReason: 'gave-up' }),
  ];
  expect(told(groups)).toEqual([
    'mandate-progress info mandate:m:progress',
    'obligation-manual warning mandate:m:manual:gave-up',
    'obligation-manual notice mandate:m:manual:no-api',
  ]);
  const [, one, many] = mandateAlerts(state(groups));
  expect(many).toEqual({
    kind: 'obligation-manual',
    severity: 'notice',
    owner: 'mandate:m',
    cause: 'mandate:m:manual:no-api',
    subject: { mandateId: 'm', policyId: 'policy', label: '某意见' },
    unitId: null,
    unitPath: [COUNTY, OWN, OTHER],
    byUnit: { county: { accounts: 5 }, own: { accounts: 2 }, other: { accounts: 3 } },
    shares: expect.any(Array) as unknown,
    reason: 'no-api',
    figures: { accounts: 5, dueBy: DUE_BY.toISOString() },
    occurredAt: hoursAfter(1),
  });
  expect(one).toMatchObject({
    reason: 'gave-up',
    figures: { accounts: 1 },
    subject: { mandateId: 'm', policyId: 'policy', accountId: 'a', obligationId: 'o', label: '甲县发布 · 某意见' },
  });
  const reminded = [manual({ reminded: 'four-hours-left' }), manual({ reminded: 'one-hour-left' })];
  expect(mandateAlerts(state(reminded))[1]).toMatchObject({
    cause: 'mandate:m:manual:no-api',
    kind: 'obligation-reminder',
    severity: 'warning',
    figures: { accounts: 2, hours: 1 },
    occurredAt: new Date(DUE_BY.getTime() - 3_600_000),
  });
});

test('routine by hand presses less than what the machine had to give up, near the deadline as well', () => {
  const severities = (reminded: ObligationGroup['reminded']) =>
    MANUAL_REASONS.map((manualReason) => {
      const alert = mandateAlerts(state([manual({ manualReason, reminded })]))[1];
      return `${manualReason} ${alert?.kind} ${alert?.severity}`;
    });
  const pressing = MANUAL_REASONS.slice(2);
  expect(severities(null)).toEqual([
    'no-api obligation-manual notice',
    'no-credential obligation-manual notice',
    ...pressing.map((reason) => `${reason} obligation-manual warning`),
  ]);
  expect(severities('four-hours-left')).toEqual([
    'no-api obligation-reminder notice',
    'no-credential obligation-reminder notice',
    ...pressing.map((reason) => `${reason} obligation-reminder warning`),
  ]);
  const four = mandateAlerts(state([manual({ reminded: 'four-hours-left' }), manual()]))[1];
  expect(four).toMatchObject({ figures: { accounts: 2, hours: 4, dueBy: DUE_BY.toISOString() } });
});

test('is dated by the first of them; a reminder by the nearest deadline', () => {
  const groups = [manual({ createdAt: hoursAfter(1) }), manual({ createdAt: hoursAfter(0) })];
  expect(mandateAlerts(state(groups))[1]?.occurredAt).toEqual(hoursAfter(0));
  const soon = manual({ reminded: 'one-hour-left', dueBy: hoursAfter(6) });
  expect(mandateAlerts(state([manual(), soon]))[1]).toMatchObject({
    figures: { dueBy: hoursAfter(6).toISOString() },
    occurredAt: hoursAfter(5),
  });
});

test('a manual task of no stated reason was given up', () => {
  expect(told([manual({ manualReason: null })])[1]).toBe('obligation-manual warning mandate:m:manual:gave-up');
  expect(mandateAlerts(state([manual({ manualReason: null, count: 2 })]))[1]).toMatchObject({
    reason: 'gave-up',
    figures: { accounts: 2 },
  });
});

test('what was missed is one alert a reason, dated by the deadline; what nobody can prove accuses nobody', () => {
  const groups = [
    group({ overdueProven: true, count: 2 }),
    manual({ overdueProven: true }),
    group({ overdueProven: false, count: 4 }),
  ];
  expect(told(groups)).toEqual([
    'mandate-progress info mandate:m:progress',
    'obligation-overdue critical mandate:m:overdue:no-api',
    'obligation-overdue critical mandate:m:overdue:unpublished',
    'obligation-overdue notice mandate:m:unproven',
  ]);
  const [, byHand, unpublished, unproven] = mandateAlerts(state(groups));
  expect(unpublished).toMatchObject({ reason: 'overdue', figures: { accounts: 2 }, occurredAt: DUE_BY });
  expect(byHand).toMatchObject({ reason: 'no-api', figures: { accounts: 1 } });
  expect(unproven).toMatchObject({ reason: 'overdue-unproven', figures: { accounts: 4 }, occurredAt: DUE_BY });
});

test('what was overdue for all that could be seen, and is settled since, is told no more', () => {
  const settled = (['fulfilled', 'not-applicable', 'withdrawn'] as const).map((state) =>
    group({ state, onTime: false, overdueProven: false }),
  );
  expect(told([...settled, ...settled.map((one) => ({ ...one, overdueProven: true }))])).toEqual([]);
});

test('a policy that was withdrawn is told for a week', () => {
  const withdrawn = (days: number) =>
    mandateAlerts({ ...state([]), policyWithdrawnAt: hoursAfter(2 - days * 24) }).map(({ kind }) => kind);
  expect([withdrawn(0), withdrawn(6.99), withdrawn(7)]).toEqual([['policy-withdrawn'], ['policy-withdrawn'], []]);
  expect(mandateAlerts({ ...state([]), policyWithdrawnAt: hoursAfter(1) })).toEqual([
    {
      kind: 'policy-withdrawn',
      severity: 'warning',
      owner: 'mandate:m',
      cause: 'mandate:m:policy-withdrawn',
      subject: { mandateId: 'm', policyId: 'policy', label: '某意见' },
      unitId: null,
      unitPath: [],
      byUnit: null,
      reason: 'withdrawn',
      figures: {},
      occurredAt: hoursAfter(1),
    },
  ]);
});

describe('an alert of a mandate ends', () => {
  const end = (part: string, groups: readonly ObligationGroup[] = [], given: Partial<Mandate> = {}) =>
    mandateAlertEnd({ cause: `mandate:m:${part}`, changedAt: hoursAfter(2) }, state(groups, given));
  const overdue = (given: Partial<ObligationGroup> = {}): ObligationGroup =>
    manual({ overdueProven: true, overdueNoticedAt: hoursAfter(3), ...given });

  test('for its own reason', () => {
    expect(end('overdue:no-api', [group({ state: 'fulfilled' })])).toBe('done');
    expect(end('progress', [group({ state: 'fulfilled' }), group({ state: 'not-applicable' })])).toBe('complete');
    expect(end('progress', [group({ state: 'withdrawn' })])).toBe('withdrawn');
    for (const stage of ['withdrawn', 'refused'] as const) expect(end('review', [], { stage })).toBe('withdrawn');
    expect(end('progress')).toBe('done');
    expect(end('overdue:no-api', [overdue()])).toBe('done');
    expect(end('unproven', [overdue()])).toBe('done');
    expect(end('review')).toBe('done');
    expect(mandateAlertEnd({ cause: 'mandate:m:progress', changedAt: hoursAfter(2) }, null)).toBe('withdrawn');
  });

  test('by the deadline only where its own accounts went overdue since it was last told', () => {
    expect(end('manual:no-api', [overdue()])).toBe('deadline-passed');
    expect(end('manual:no-api', [overdue({ overdueProven: false })])).toBe('deadline-passed');
    expect(end('manual:no-api')).toBe('done');
    // Somebody else's deadline: another reason, or one that had left the alert before.
    const exempt = manual({ state: 'not-applicable' });
    expect(end('manual:no-api', [exempt, overdue({ manualReason: 'gave-up' })])).toBe('done');
    expect(end('manual:no-api', [exempt, overdue({ manualReason: null, state: 'ready' })])).toBe('done');
    expect(end('manual:no-api', [exempt, overdue({ overdueNoticedAt: hoursAfter(2) })])).toBe('done');
    expect(end('manual:no-api', [exempt, overdue({ overdueNoticedAt: null })])).toBe('done');
    expect(end('manual:no-api', [exempt, overdue({ overdueProven: null })])).toBe('done');
    expect(end('manual:no-api', [exempt, overdue()])).toBe('deadline-passed');
    // Overdue for a moment, and then reposted or exempted.
    for (const state of ['fulfilled', 'not-applicable'] as const)
      expect(end('manual:no-api', [overdue({ state })])).toBe('done');
  });

  test('as done, not as withdrawn, where all it was about was exempted', () => {
    expect(end('progress', [group({ state: 'not-applicable' })])).toBe('done');
    expect(end('progress', [group({ state: 'not-applicable' }), group({ state: 'withdrawn' })])).toBe('done');
  });

  test('as told where it says that the policy was withdrawn: no deadline has passed', () => {
    const alert = { cause: 'mandate:m:policy-withdrawn', changedAt: hoursAfter(2) };
    expect(mandateAlertEnd(alert, { ...state([]), policyWithdrawnAt: hoursAfter(1) })).toBe('told');
    // The document is there again.
    expect(mandateAlertEnd(alert, { ...state([]), policyWithdrawnAt: null })).toBe('seen-again');
  });
});
