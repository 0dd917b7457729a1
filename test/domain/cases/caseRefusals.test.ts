import type { Actor, Case, CaseEvent } from '../../../src/domain/cases/case';
import type { AccountId } from '../../../src/domain/ids';
import {
  day,
  system,
  opened,
  context,
  move,
  refusal,
  reminded,
  rectifying,
  overdue,
  proposed,
  approved,
  archived,
  filed,
  integrating,
  duty,
  boss,
} from './someCase';

describe('what a step needs', () => {
  test('another person than the proposer to approve', () => {
    expect(refusal(proposed, 'approve', context(17, duty))).toBe('self-approval');
    expect(refusal(integrating, 'approve', context(17, duty))).toBe('self-approval');
    expect(refusal(proposed, 'approve', context(17, system))).toBe('not-permitted');
    expect(refusal(proposed, 'approve', context(17, boss))).toBeNull();
    expect(refusal(proposed, 'reject', context(17, duty))).toBeNull();
  });

  test.each<[CaseEvent, Case, Actor]>([
    ['dismiss', rectifying, duty],
    ['propose-shutdown', overdue, duty],
    ['reject', proposed, boss],
    ['revived', filed, system],
  ])('a reason to %s', (event, shutdownCase, actor) => {
    expect(refusal(shutdownCase, event, context(17, actor, { note: ' \n ' }))).toBe('reason-missing');
    expect(refusal(shutdownCase, event, context(17, actor, { note: '有' }))).toBeNull();
  });

  test('a deadline ahead to order rectification, which the system then keeps', () => {
    const noDeadline = context(1, duty);
    expect(refusal(reminded, 'order-rectification', noDeadline)).toBe('deadline-missing');
    expect(refusal(reminded, 'order-rectification', { ...noDeadline, rectifyBy: day(1) })).toBe('deadline-missing');
    expect(move(reminded, 'order-rectification', { ...noDeadline, rectifyBy: day(1, 1) })).toMatchObject({
      rectifyBy: day(1, 1),
      actAfter: day(1, 1),
    });
  });

  test('the deadline to have passed: one millisecond before it is too early, and it is dated by itself', () => {
    expect(refusal(rectifying, 'deadline-passed', context(15, system, { now: day(15, -1) }))).toBe('too-early');
    const late = move(rectifying, 'deadline-passed', context(18, system));
    expect(late.steps.at(-1)).toMatchObject({ occurredAt: day(15), recordedAt: day(18) });
  });

  test('the watch to have ended: 90 days unless the office says otherwise', () => {
    expect(filed.actAfter).toEqual(day(111));
    expect(refusal(filed, 'watch-ended', context(111, system, { now: day(111, -1) }))).toBe('too-early');
    const short = move(
      move(archived, 'cancel-on-platform', context(20, duty)),
      'file',
      context(21, duty, { actAfter: day(30) }),
    );
    expect(move(short, 'watch-ended', context(45, system)).steps.at(-1)).toMatchObject({
      occurredAt: day(30),
      recordedAt: day(45),
    });
  });

  test('a watch or a deadline at all, before either can have ended', () => {
    expect(refusal({ ...filed, actAfter: null }, 'watch-ended', context(500, system))).toBe('too-early');
    expect(refusal({ ...rectifying, rectifyBy: null }, 'deadline-passed', context(500, system))).toBe('too-early');
  });

  test('dormancy to propose without rectification', () => {
    expect(refusal(reminded, 'propose-shutdown', context(2, duty))).toBe('not-permitted');
    expect(refusal(reminded, 'propose-shutdown', context(2, duty, { verdictReason: 'silence-breach' }))).toBe(
      'not-permitted',
    );
    for (const verdictReason of ['silence-dormant', 'silence-zombie'] as const)
      expect(move(reminded, 'propose-shutdown', context(2, duty, { verdictReason })).state).toBe('proposed');
  });

  test('a successor, another account, to propose integration', () => {
    expect(refusal(overdue, 'propose-integration', context(16, duty))).toBe('successor-missing');
    expect(
      refusal(overdue, 'propose-integration', context(16, duty, { successorAccountId: 'account' as AccountId })),
    ).toBe('successor-missing');
  });

  test('what was approved and nothing else', () => {
    const integration = move(
      move(move(integrating, 'approve', context(17, boss)), 'announce', context(18, duty)),
      'archive',
      context(19, duty),
    );
    expect(refusal(integration, 'cancel-on-platform', context(20, duty))).toBe('not-permitted');
    expect(refusal(archived, 'integrate', context(20, duty, { successorAccountId: 'other' as AccountId }))).toBe(
      'not-permitted',
    );
  });

  test("a person for a person's step and the system for the system's", () => {
    expect(refusal(opened, 'posts-seen', context(1, boss))).toBe('not-permitted');
    expect(refusal(rectifying, 'deadline-passed', context(15, boss))).toBe('not-permitted');
    expect(refusal(approved, 'announce', context(18, system))).toBe('not-permitted');
    expect(refusal(opened, 'remind', context(1, duty))).toBeNull();
  });

  test('dormancy to propose integration without rectification as well', () => {
    const successor = { successorAccountId: 'other' as AccountId };
    expect(refusal(reminded, 'propose-integration', context(2, duty, successor))).toBe('not-permitted');
    expect(
      refusal(reminded, 'propose-integration', context(2, duty, { ...successor, verdictReason: 'silence-zombie' })),
    ).toBeNull();
  });

  test('a reason of words: it is kept without the space around it', () => {
    expect(move(overdue, 'propose-shutdown', context(16, duty, { note: '  已核实 \n' })).steps.at(-1)?.note).toBe(
      '已核实',
    );
  });
});
