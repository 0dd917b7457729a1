import type { Case, CaseState } from '../../../src/domain/cases/case';
import {
  approved,
  archived,
  boss,
  context,
  day,
  duty,
  filed,
  integrating,
  move,
  opened,
  overdue,
  proposed,
  rectifying,
  refusal,
  reminded,
  system,
} from './someCase';

describe('a case', () => {
  test('opens noticed, dated by the limit, due for its reminder at once', () => {
    expect(opened).toMatchObject({
      state: 'noticed',
      occurredAt: day(-1),
      openedAt: day(0),
      actAfter: day(0),
      rectifyBy: null,
      closedAt: null,
      steps: [],
    });
  });

  test('goes the whole way from notice to closing, each step on record', () => {
    const closed = move(filed, 'watch-ended', context(111, system));
    expect(closed.steps.map(({ event, to }) => `${event}>${to}`)).toEqual([
      'remind>reminded',
      'order-rectification>rectifying',
      'deadline-passed>overdue',
      'propose-shutdown>proposed',
      'approve>approved',
      'announce>announced',
      'archive>archived',
      'cancel-on-platform>cancelled',
      'file>filed',
      'watch-ended>closed',
    ]);
    expect(closed).toMatchObject({ state: 'closed', closeReason: 'shut-down', closedAt: day(111), actAfter: null });
  });

  test('goes the way of integration, naming the successor all along', () => {
    expect(integrating.successorAccountId).toBe('other');
    const ready = move(
      move(move(integrating, 'approve', context(17, boss)), 'announce', context(18, duty)),
      'archive',
      context(19, duty),
    );
    const watched = move(move(ready, 'integrate', context(20, duty)), 'file', context(21, duty));
    expect(move(watched, 'watch-ended', context(200, system))).toMatchObject({
      state: 'closed',
      closeReason: 'integrated',
      successorAccountId: 'other',
    });
  });

  test.each<[CaseState, Case]>([
    ['noticed', opened],
    ['reminded', reminded],
    ['rectifying', rectifying],
    ['overdue', overdue],
    ['proposed', proposed],
  ])('closes by itself from %s when posts are seen, dated by the post', (_state, shutdownCase) => {
    expect(move(shutdownCase, 'posts-seen', context(17, system, { occurredAt: day(16.5) }))).toMatchObject({
      state: 'closed',
      closeReason: 'recovered',
      closedAt: day(17),
    });
    expect(move(shutdownCase, 'posts-seen', context(17, system, { occurredAt: day(16.5) })).steps.at(-1)).toMatchObject(
      {
        occurredAt: day(16.5),
        recordedAt: day(17),
      },
    );
    expect(move(shutdownCase, 'dismiss', context(17, duty))).toMatchObject({ closeReason: 'dismissed' });
  });

  test('once approved no longer closes because a post is seen', () => {
    for (const shutdownCase of [approved, archived, filed])
      expect(refusal(shutdownCase, 'posts-seen', context(30, system))).toBe('no-such-step');
  });

  test('comes back to notice when a filed account is revived', () => {
    const revived = move(filed, 'revived', context(40, system));
    expect(revived).toMatchObject({
      state: 'noticed',
      occurredAt: day(40),
      actAfter: day(40),
      rectifyBy: null,
      proposedBy: null,
    });
    expect(revived.steps).toHaveLength(filed.steps.length + 1);
  });

  test('goes back to rectification when the proposal is rejected, with the old or a new deadline', () => {
    expect(move(proposed, 'reject', context(17, boss))).toMatchObject({
      state: 'rectifying',
      rectifyBy: day(15),
      actAfter: day(15),
      proposedBy: null,
    });
    expect(move(proposed, 'reject', context(17, boss, { rectifyBy: day(30) }))).toMatchObject({
      rectifyBy: day(30),
      actAfter: day(30),
    });
    expect(
      move(move(integrating, 'reject', context(17, boss)), 'deadline-passed', context(17, system)).successorAccountId,
    ).toBeNull();
  });

  test('waits for nobody but a person after every step that is theirs', () => {
    expect([reminded, overdue, proposed, integrating, approved, archived].map(({ actAfter }) => actAfter)).toEqual(
      Array<null>(6).fill(null),
    );
  });

  test('remembers who proposed, whichever of the two was proposed', () => {
    expect([proposed.proposedBy, integrating.proposedBy]).toEqual(['person-值班员', 'person-值班员']);
    const again = move(move(integrating, 'reject', context(17, boss)), 'deadline-passed', context(17, system));
    expect(move(again, 'propose-shutdown', context(18, duty))).toMatchObject({
      proposedBy: 'person-值班员',
      successorAccountId: null,
    });
  });
});
