import type { Alert } from '../../src/domain/alerts/alert';
import type { AlertId, PersonId, UnitId } from '../../src/domain/ids';
import type { Mandate } from '../../src/domain/mandates/mandate';
import type { AccountRecord, ProgressCounts } from '../../src/ports/storage';
import { dailyView, findingView, postView } from '../../src/services/toView/accountView';
import { alertView } from '../../src/services/toView/alertView';
import { jobView, mandateView, NO_PROGRESS, obligationView } from '../../src/services/toView/mandateView';
import { evidenceAt } from '../domain/mandates/someObligation';
import { jobOf, mandateOf, obligationOf } from '../storage/mandateSamples';
import { accountOf, draftOf, factsOf, findingOf, newPostOf, NOW, published, publishedOn } from '../storage/samples';
import { ids } from '../storage/testStore';
import { CALENDAR, SETTINGS } from './office';

const iso = (at: Date): string => at.toISOString();
const [A, B] = [ids.id<UnitId>(), ids.id<UnitId>()];
const units = { units: [], nameOf: (id: UnitId) => (id === A ? '甲局' : '') };

describe('posts a day', () => {
  const days = (given: Parameters<typeof factsOf>[0]): readonly string[] =>
    dailyView({ facts: factsOf(given) } as AccountRecord, CALENDAR, NOW).map(({ date, count }) => `${date} ${count}`);
  const counts = (...dates: readonly string[]) => Object.fromEntries(dates.map((date) => [date, 1]));

  test('are shown with the days without one, each as a working day or not and why', () => {
    const facts = factsOf({
      dailyCounts: { '2026-09-17': 2, '2026-09-19': 1, '2026-09-20': 3 },
      lastSightAt: new Date('2026-09-20T02:00:00Z'),
    });
    expect(dailyView({ facts } as AccountRecord, CALENDAR, new Date('2026-09-20T03:00:00Z'))).toEqual([
      { date: '2026-09-17', count: 2, working: true, dayName: '工作日' },
      { date: '2026-09-18', count: 0, working: true, dayName: '工作日' },
      { date: '2026-09-19', count: 1, working: false, dayName: '周末' },
      { date: '2026-09-20', count: 3, working: true, dayName: '调休补班' },
    ]);
  });

  test.each([
    ['with the first day that was seen whole', '2026-09-15T02:00:00Z', ['2026-09-17'], '2026-09-15 0'],
    [
      'with the first post, where that is earlier',
      '2026-09-16T02:00:00Z',
      ['2026-09-14', '2026-09-17'],
      '2026-09-14 1',
    ],
    ['with the first post, where nothing was seen whole', null, ['2026-09-17', '2026-09-16'], '2026-09-16 1'],
    ['sixty days back at most', '2026-01-01T00:00:00Z', [], '2026-07-21 0'],
  ])('begin %s', (_where, completeFrom, dates, first) => {
    const completeFromAt = completeFrom === null ? null : new Date(completeFrom);
    expect(days({ completeFromAt, dailyCounts: counts(...dates) })[0]).toBe(first);
  });

  test.each([
    ['with the day of the last sight', { lastSightAt: new Date('2026-09-17T02:00:00Z') }, '2026-09-17 1'],
    ['today, where a clock ran ahead', { lastSightAt: new Date('2026-09-19T02:00:00Z') }, '2026-09-18 0'],
    ['with the last post of one never seen', { lastSightAt: null, lastPostAt: NOW }, '2026-09-17 1'],
  ])('end %s', (_where, given, last) => {
    expect(days({ ...given, dailyCounts: counts('2026-09-16', '2026-09-17') }).at(-1)).toBe(last);
  });

  test('are none where nothing was seen and no post is known, nor where no day is', () => {
    const known = counts('2026-09-16');
    expect(days({ lastSightAt: null, lastPostAt: null, dailyCounts: known })).toEqual([]);
    expect(days({ lastSightAt: null, lastPostAt: NOW, dailyCounts: known })).toEqual(['2026-09-16 1']);
    expect(days({ completeFromAt: null, dailyCounts: {} })).toEqual([]);
    const completeFromAt = new Date('2026-09-17T16:00:00Z');
    expect(days({ lastSightAt: null, lastPostAt: NOW, completeFromAt, dailyCounts: {} })).toEqual(['2026-09-18 0']);
  });
});

describe('an alert', () => {
  const SOMEBODY = ids.id<PersonId>();
  const alertOf = (given: Partial<Alert> = {}): Alert => ({
    ...draftOf(),
    platform: 'weibo',
    siteId: null,
    assigned: { to: SOMEBODY, name: '李四', by: SOMEBODY, at: NOW },
    changedBy: '张三',
    id: ids.id<AlertId>(),
    seq: 7,
    change: 'acknowledged',
    state: 'acknowledged',
    noticedAt: NOW,
    changedAt: new Date('2026-09-18T03:00:00Z'),
    acknowledged: { by: ids.id<PersonId>(), name: '张三', at: NOW },
    resolved: null,
    ...given,
  });
  const shared = alertOf({ figures: { accounts: 5, platform: 'weibo' }, byUnit: { [A]: { accounts: 2 } } });
  const common = {
    id: shared.id,
    seq: 7,
    kind: 'account-silent',
    severity: 'critical',
    occurredAt: iso(NOW),
    noticedAt: iso(NOW),
    changedAt: '2026-09-18T03:00:00.000Z',
  };
  const whole = {
    ...common,
    change: 'acknowledged',
    state: 'acknowledged',
    subject: { label: '账号' },
    unitId: null,
    reason: 'silence-breach',
    figures: { accounts: 5, platform: 'weibo' },
    acknowledged: { name: '张三', at: iso(NOW) },
    assigned: { personId: SOMEBODY, name: '李四', at: iso(NOW) },
    resolved: null,
    changedBy: '张三',
  };

  test('that lies in several units shows each reader the figures of their own', () => {
    expect(alertView(shared, null)).toEqual(whole);
    expect(alertView(shared, A)).toEqual({ ...whole, figures: { accounts: 2, platform: 'weibo' } });
  });

  test('of which nothing is left in a unit is over for its readers, and says nothing else', () => {
    expect(alertView(shared, B)).toEqual({
      ...common,
      change: 'resolved',
      state: 'resolved',
      subject: { label: '' },
      unitId: null,
      reason: '',
      figures: {},
      acknowledged: null,
      assigned: null,
      resolved: { at: '2026-09-18T03:00:00.000Z', reason: 'none-left-in-unit' },
      changedBy: null,
    });
  });

  test('of one unit is the same to all who see it', () => {
    const resolved = { at: NOW, reason: 'updated' } as const;
    const one = alertOf({ unitId: A, acknowledged: null, resolved, state: 'resolved', change: 'resolved' });
    for (const reader of [null, A, B])
      expect(alertView(one, reader)).toMatchObject({
        figures: { days: 14 },
        unitId: A,
        acknowledged: null,
        resolved: { at: iso(NOW), reason: 'updated' },
      });
  });
});

describe('a mandate', () => {
  const view = (given: Partial<Mandate>, progress: Partial<ProgressCounts> = {}) =>
    mandateView(mandateOf({ stage: 'issued', expanded: true, ...given }), {
      rule: undefined,
      progress: { ...NO_PROGRESS, ...progress },
      interpretations: [],
      settings: SETTINGS,
    });

  test.each([
    ['review', { stage: 'second-review' as const }, { missed: 1 }],
    ['none', { stage: 'refused' as const }, { missed: 1 }],
    ['none', { stage: 'withdrawn' as const }, { manual: 1 }],
    ['chase-overdue', {}, { missed: 1, manual: 1, running: 1 }],
    ['do-manual-tasks', {}, { manual: 1, running: 1 }],
    ['wait', {}, { running: 1 }],
    ['wait', { expanded: false }, {}],
    ['none', {}, { done: 2, late: 1, 'not-applicable': 3 }],
  ])('says what to do next: %s', (action, given, progress) => {
    expect(view(given, progress).nextAction).toBe(action);
  });

  test('counts whom it does not apply to apart', () => {
    expect(view({}, { done: 1, late: 2, running: 4, manual: 8, missed: 16, 'not-applicable': 32 }).total).toBe(31);
  });

  test('shows its steps with who took them, and without its rule the limit of a day', () => {
    const by = ids.id<PersonId>();
    const reviews = [
      { stage: 'issued' as const, by: 'rule' as const, at: NOW },
      { stage: 'first-review' as const, by, at: NOW, name: '张三' },
      { stage: 'drafted' as const, by, at: NOW, step: 'return' as const, reason: '有误' },
    ];
    const countsFromAt = new Date('2026-09-18T04:00:00Z');
    expect(view({ reviews, countsFromAt, provisional: true, dueBy: NOW })).toMatchObject({
      ruleTitle: '',
      reviews: [
        { stage: 'issued', step: 'approve', by: 'rule', at: iso(NOW), reason: null },
        { stage: 'first-review', step: 'approve', by: '张三', reason: null },
        { stage: 'drafted', step: 'return', by: '', reason: '有误' },
      ],
      deadline: {
        published: { precision: 'instant', value: iso(countsFromAt), original: '' },
        dueBy: iso(NOW),
        provisional: true,
        limit: { workingDays: 1 },
      },
    });
  });
});

test('an obligation shows who took it and what fulfilled it, or that nobody and nothing has', () => {
  const open = obligationOf({ unitId: A, taken: null });
  expect(obligationView(open, units)).toMatchObject({ unitName: '甲局', taken: null, evidence: null });
  const evidence = evidenceAt(NOW);
  const taken = { by: ids.id<PersonId>(), name: '张三', at: NOW };
  const done = obligationOf({ taken, evidence: { ...evidence, columnId: open.accountId }, submittedAt: NOW });
  expect(obligationView(done, units)).toMatchObject({
    taken: { name: '张三', at: iso(NOW) },
    submittedAt: iso(NOW),
    fulfilledAt: null,
    evidence: {
      url: 'https://weibo.com/1',
      title: '某意见',
      published: { precision: 'instant', value: iso(NOW), original: '' },
      firstSeenAt: iso(NOW),
      basis: 'source-link',
      lookId: 'look',
      textHash: 'h',
      similarity: null,
      columnId: open.accountId,
    },
  });
  expect(obligationView(obligationOf({ evidence }), units).evidence?.columnId).toBeNull();
});

test('a job shows its receipt and every error, or that there is none', () => {
  const plain = jobOf({ receipt: null, errors: [], settledAt: null });
  expect(jobView(plain)).toMatchObject({ receipt: null, errors: [], settledAt: null });
  const error = { at: NOW, attempt: 2, remedy: 'retry-later', code: 'busy', message: '忙' } as const;
  const receipt = { platformIds: ['1'], url: null, acceptedAt: NOW };
  const settled = jobOf({ receipt, errors: [{ ...error, retryAfterMs: 5 }] as never, settledAt: NOW });
  expect(jobView(settled)).toMatchObject({ receipt: { platformIds: ['1'], url: null, acceptedAt: iso(NOW) } });
  expect(jobView(settled).errors).toEqual([{ ...error, at: iso(NOW) }]);
});

test('a finding shows who dismissed it and why; a post shows no number of a person, and its date as the source gave it', () => {
  const { id } = accountOf();
  expect(findingView(findingOf(id))).toMatchObject({ dismissal: null, closedAt: null });
  const dismissal = { by: ids.id<PersonId>(), name: '张三', at: NOW, reason: '误报' };
  expect(findingView(findingOf(id, { dismissal, closedAt: NOW }))).toMatchObject({
    dismissal: { name: '张三', at: iso(NOW), reason: '误报' },
    closedAt: iso(NOW),
  });
  const post = (publishedAt: ReturnType<typeof published>) => {
    const { observed, ...rest } = newPostOf('p');
    const text = '身份证号 110101199003070011';
    return postView({ ...observed, ...rest, title: text, text, publishedAt, id: 'p', firstSeenAt: NOW } as never);
  };
  const masked = '身份证号 1101**********0011';
  expect(post(publishedOn('2026-09-18'))).toMatchObject({
    title: masked,
    text: masked,
    published: { precision: 'day', value: '2026-09-18', original: '2026-09-18' },
  });
  expect(post(published(NOW)).published).toMatchObject({ precision: 'instant', value: iso(NOW) });
});
