import type { Case } from '../../../src/domain/cases/case';
import { nextSteps } from '../../../src/domain/cases/moveCase';
import { DAY_MS } from '../../../src/domain/time/instant';
import {
  context,
  day,
  duty,
  filed,
  move,
  opened,
  overdue,
  proposed,
  rectifying,
  refusal,
  reminded,
  system,
} from './someCase';

const dismissedAt = (shutdownCase: Case, days: number): Case => move(shutdownCase, 'dismiss', context(days, duty));

describe('a case whose dismissal is taken back', () => {
  test.each([
    ['noticed', opened],
    ['reminded', reminded],
    ['rectifying', rectifying],
    ['overdue', overdue],
    ['proposed', proposed],
  ] as const)('goes on as %s with everything that was done in it', (state, before) => {
    const resumed = move(dismissedAt(before, 16), 'resume', context(18, duty, { note: '没有维护' }));
    expect(resumed).toMatchObject({
      id: before.id,
      state,
      closedAt: null,
      closeReason: null,
      openedAt: before.openedAt,
      proposedBy: before.proposedBy,
    });
    expect(resumed.steps.slice(-2)).toMatchObject([
      { event: 'dismiss', from: state, to: 'closed' },
      { event: 'resume', from: 'closed', to: state, actor: duty, note: '没有维护' },
    ]);
  });

  test('is not reminded a second time, and is where nobody was reminded yet', () => {
    expect(move(dismissedAt(reminded, 3), 'resume', context(4, duty)).actAfter).toBeNull();
    expect(move(dismissedAt(opened, 3), 'resume', context(4, duty)).actAfter).toEqual(day(4));
  });

  test('has its deadline put off by as long as it was dismissed, to the millisecond', () => {
    const resumed = move(dismissedAt(rectifying, 10), 'resume', context(13, duty));
    expect([resumed.rectifyBy, resumed.actAfter]).toEqual([day(18), day(18)]);
    const at = (ms: number) => context(18, system, { now: day(18, ms) });
    expect(refusal(resumed, 'deadline-passed', at(-1))).toBe('too-early');
    expect(move(resumed, 'deadline-passed', at(0)).steps.at(-1)?.occurredAt).toEqual(day(18));
    expect(day(18).getTime() - (rectifying.rectifyBy?.getTime() ?? 0)).toBe(3 * DAY_MS);
  });

  test('is the last step taken back: nothing else that ended is begun again, nor a dismissal twice', () => {
    const recovered = move(reminded, 'posts-seen', context(3, system));
    const watched = move(filed, 'watch-ended', context(400, system));
    const resumed = move(dismissedAt(reminded, 3), 'resume', context(4, duty));
    for (const each of [opened, recovered, watched, resumed])
      expect(refusal(each, 'resume', context(500, duty))).toBe('no-such-step');
    expect(move(dismissedAt(resumed, 5), 'resume', context(6, duty)).state).toBe('reminded');
  });

  test('needs a person and a reason, and is offered to nobody as a step of its own', () => {
    const dismissed = dismissedAt(reminded, 3);
    expect(refusal(dismissed, 'resume', context(4, system))).toBe('not-permitted');
    expect(refusal(dismissed, 'resume', context(4, duty, { note: ' ' }))).toBe('reason-missing');
    expect(nextSteps(dismissed)).toEqual([]);
  });
});
