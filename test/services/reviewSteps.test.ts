import type { DomainEvent } from '../../src/domain/alerts/alert';
import type { MandateId, MandateRuleId } from '../../src/domain/ids';
import type { Mandate, MandateRule, Obligation, ReviewStage, ReviewStep } from '../../src/domain/mandates/mandate';
import { createReviewSteps } from '../../src/services/reviews/createReviewSteps';
import { createRecomputeProvisional } from '../../src/services/mandates/issuing/recomputeProvisional';
import { createReview } from '../../src/services/mandates/issuing/review';
import { evidenceAt } from '../domain/mandates/someObligation';
import { mandateOf, obligationOf } from '../storage/mandateSamples';
import { after, at, NOW, unitOf, type Given } from '../storage/samples';
import { RULE, SETTINGS } from './office';
import { hasher } from '../storage/testStore';
import { depsOver } from './scriptedStorage';
import { principal } from './world';

const OPERATOR = principal('operator', '1');
const mandate = (given: Given<Mandate> = {}): Mandate =>
  mandateOf({ id: 'mandate' as MandateId, ruleId: 'rule' as MandateRuleId, ...given });

describe('a step of the review', () => {
  async function take(
    stage: ReviewStage,
    { step, reason = '依据不足' }: { readonly step?: Exclude<ReviewStep, 'approve'>; readonly reason?: string } = {},
    { by = OPERATOR, isBeaten = false, isGone = false } = {},
  ) {
    const stored: (readonly [Mandate, DomainEvent['ledger']])[] = [];
    const read = mandate({ stage, reviews: [] });
    const deps = depsOver(
      {
        mandates: {
          byId: () => Promise.resolve(isGone ? null : (stored[0]?.[0] ?? read)),
          review: (before, next, { ledger }) => {
            expect(before).toBe(read);
            stored.push([next, ledger]);
            return Promise.resolve(true);
          },
        },
        reviews: {
          ofSubject: () => Promise.resolve(null),
          open: (review) => Promise.resolve(review),
          move: () => Promise.resolve(!isBeaten),
          markCarried: () => Promise.resolve(),
        },
        reviewFlows: { list: () => Promise.resolve([]) },
        delegations: { receivedBy: () => Promise.resolve([]) },
        liaisons: { ofPerson: () => Promise.resolve([]) },
      },
      { hasher },
    );
    const { review, decide } = createReview(deps, createReviewSteps(deps));
    const id = 'mandate' as MandateId;
    await (step === undefined ? review(id, by) : decide(id, { step, reason }, by));
    return stored;
  }

  test.each<[ReviewStage, Exclude<ReviewStep, 'approve'> | undefined, ReviewStage, string]>([
    ['drafted', undefined, 'first-review', 'reviewed'],
    ['second-review', undefined, 'issued', 'reviewed'],
    ['second-review', 'return', 'first-review', 'returned'],
    ['first-review', 'refuse', 'refused', 'refused'],
    ['issued', 'withdraw', 'withdrawn', 'withdrawn'],
  ])('from %s (%s) leads to %s, and the ledger says by whom and why', async (from, step, to, reason) => {
    const stored = await take(from, step === undefined ? {} : { step, reason: ' 依据不足 ' });
    const ledger = { from, to, reason, actor: `person:${OPERATOR.personId}`, recordedAt: NOW };
    expect(stored).toMatchObject([
      [{ stage: to, reviews: [{ by: OPERATOR.personId, name: OPERATOR.name, at: NOW }] }, ledger],
    ]);
    expect(stored[0]?.[1].data['note']).toBe(step === undefined ? undefined : '依据不足');
  });

  test.each<[string, Parameters<typeof take>, object]>([
    [
      'where the mandate is gone',
      ['drafted', {}, { isGone: true }],
      { code: 'not-found', message: '没有找到必转任务。' },
    ],
    ['that it does not have', ['issued'], { code: 'conflict', message: '这一任务当前不能办理这一步。' }],
    [
      'without a reason',
      ['issued', { step: 'withdraw', reason: ' ' }],
      { code: 'invalid-input', field: 'reason', message: '请写明理由。', remedy: '理由会记入台账。' },
    ],
    [
      'somebody else took meanwhile',
      ['drafted', {}, { isBeaten: true }],
      { code: 'conflict', message: '另一位同事刚刚办理了这一环节。' },
    ],
    ['by who may not', ['drafted', {}, { by: principal('officer', '2') }], { code: 'forbidden' }],
    [
      'by somebody of one unit',
      ['drafted', {}, { by: principal('administrator', '2', unitOf('unit').id) }],
      { code: 'forbidden', message: '必转任务由主管单位审核。', remedy: '请联系主管单位的经办人。' },
    ],
  ])('%s is refused', async (_what, given, refusal) => {
    await expect(take(...given)).rejects.toMatchObject(refusal);
  });
});

describe('a provisional deadline', () => {
  const rule: MandateRule = { ...RULE, id: 'rule' as MandateRuleId };
  const MONDAY = at('2026-09-20T16:00:00Z');
  const provisional = mandate({ provisional: true, dueBy: at('2026-09-21T16:00:00Z') });
  const owed = (given: Given<Obligation> = {}): Obligation =>
    obligationOf({ provisional: true, dueBy: at('2026-09-21T16:00:00Z'), ...given });

  async function recompute(
    given: {
      readonly mandates?: readonly Mandate[];
      readonly rules?: readonly MandateRule[];
      readonly owed?: readonly Obligation[];
      readonly isBeaten?: boolean;
      readonly announcedYears?: ReadonlySet<number>;
    } = {},
  ) {
    const owing = given.owed ?? [];
    const mandates = given.mandates ?? [provisional];
    const changed: unknown[] = [];
    const events: DomainEvent['ledger'][] = [];
    const stored: Mandate[] = [];
    const onePage = <Item>(items: readonly Item[], cursor: string | null) => {
      const page = Number(cursor ?? 0);
      return { items: items.slice(page, page + 1), nextCursor: page + 1 < items.length ? String(page + 1) : null };
    };
    const { announcedYears = SETTINGS.calendar.announcedYears } = given;
    const deps = depsOver(
      {
        mandates: {
          rules: () => Promise.resolve(given.rules ?? [rule]),
          list: ({ cursor, limit }) => {
            expect(limit).toBe(200);
            return Promise.resolve(onePage(mandates, cursor));
          },
          review: (_before, next, { ledger }) => {
            stored.push(next);
            events.push(ledger);
            return Promise.resolve(given.isBeaten !== true);
          },
        },
        reviews: { setDue: () => Promise.resolve() },
        obligations: {
          list: (filter, { cursor, limit }) => {
            expect([filter, limit]).toEqual([{ mandateId: 'mandate' }, 200]);
            return Promise.resolve(onePage(owing, cursor));
          },
        },
      },
      { settings: { ...SETTINGS, calendar: { ...SETTINGS.calendar, announcedYears } } },
    );
    const counts = await createRecomputeProvisional(deps, (id, decide) => {
      const before = owing.find((one) => one.id === id) ?? owed();
      const update = decide(before);
      changed.push(update === null ? null : update.next);
      events.push(...(update?.events ?? []).map(({ ledger }) => ledger));
      return Promise.resolve({ obligation: update?.next ?? before, changed: update !== null });
    })();
    return { counts, changed, stored, events };
  }

  test('is worked out again of everything that is owed, and of the mandate last', async () => {
    const { counts, changed, stored, events } = await recompute({ owed: [owed(), owed({ provisional: false })] });
    expect(counts).toEqual({ recomputed: 1 });
    expect(changed).toMatchObject([{ dueBy: MONDAY, provisional: false, onTime: null }, null]);
    expect(stored).toEqual([{ ...provisional, dueBy: MONDAY, provisional: false }]);
    const told = { reason: 'deadline-recomputed', actor: 'system:deadline', recordedAt: NOW };
    expect(events).toMatchObject([
      { ...told, kind: 'obligation-moved', from: 'ready', to: 'ready' },
      { ...told, kind: 'mandate-issued', from: 'issued', to: 'issued', data: { provisional: false } },
    ]);
  });

  test('stays while the calendar is not announced, also of whom it was widened to reach', async () => {
    const nothing = { counts: { recomputed: 0 }, changed: [], stored: [] };
    expect(await recompute({ owed: [owed()], announcedYears: new Set() })).toMatchObject(nothing);
    const widened = mandate({ provisional: true, widenedAt: [at('2027-03-01T00:00:00Z')] });
    expect(await recompute({ owed: [owed()], mandates: [widened] })).toMatchObject(nothing);
  });

  test('counts from when what is owed counts, or its mandate was decided to count', async () => {
    const tuesday = at('2026-09-22T02:00:00Z');
    const mandates = [mandate({ provisional: true, countsFromAt: at('2026-09-21T02:00:00Z') })];
    const { changed, stored } = await recompute({ owed: [owed(), owed({ countsFromAt: tuesday })], mandates });
    expect(changed).toMatchObject([{ dueBy: at('2026-09-22T16:00:00Z') }, { dueBy: at('2026-09-23T16:00:00Z') }]);
    expect(stored).toMatchObject([{ dueBy: at('2026-09-22T16:00:00Z') }]);
  });

  test('is left alone where it is not provisional, or its rule is gone; page after page', async () => {
    const mandates = [mandate(), mandate({ provisional: true, ruleId: 'gone' as MandateRuleId }), provisional];
    const { counts, stored } = await recompute({ mandates });
    expect([counts, stored.length]).toEqual([{ recomputed: 1 }, 1]);
    expect((await recompute({ isBeaten: true })).counts).toEqual({ recomputed: 0 });
  });

  const missed = { overdueNoticedAt: after(1), overdueProven: true };
  test.each<[string, Given<Obligation>, Given<Obligation>]>([
    ['where it moved, what was missed is looked at afresh', missed, { overdueNoticedAt: null, overdueProven: null }],
    ['where it did not, it stays missed', { ...missed, dueBy: MONDAY }, missed],
    ['a post before it is in time', { evidence: evidenceAt(after(-1, MONDAY)), onTime: false }, { onTime: true }],
    ['a post at it is late', { evidence: evidenceAt(MONDAY), onTime: true }, { onTime: false }],
    ['without a post it stays as it was decided', { onTime: true }, { onTime: true }],
  ])('decides again: %s', async (_what, given, expected) => {
    expect((await recompute({ owed: [owed(given)] })).changed).toMatchObject([expected]);
  });
});
