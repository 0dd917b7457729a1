import type { AccountStatus } from '../../../src/domain/accounts/account';
import type { Coverage } from '../../../src/domain/accounts/look';
import { absenceProof, answerableFrom, isStillLookedFor, seesBackTo } from '../../../src/domain/mandates/absence';
import { DAY_MS } from '../../../src/domain/time/instant';

const fromAt = new Date('2026-09-18T00:00:00Z');
const untilAt = new Date('2026-09-20T16:00:00Z');
const shifted = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
const full: Coverage = 'full';

describe('absenceProof', () => {
  test.each([
    [
      'a look that began at the deadline and reaches back to the publication proves it',
      { lastSightAt: untilAt, completeFromAt: fromAt, coverage: full },
      'proven',
    ],
    [
      'a look one millisecond before the deadline does not',
      { lastSightAt: shifted(untilAt, -1), completeFromAt: fromAt, coverage: full },
      'not-looked-since',
    ],
    [
      'an account never seen proves nothing',
      { lastSightAt: null, completeFromAt: null, coverage: full },
      'not-looked-since',
    ],
    [
      'sight that begins one millisecond after the publication is not complete',
      { lastSightAt: untilAt, completeFromAt: shifted(fromAt, 1), coverage: full },
      'not-complete',
    ],
    [
      'sight of which nobody knows how far it reaches is not complete',
      { lastSightAt: untilAt, completeFromAt: null, coverage: full },
      'not-complete',
    ],
    [
      'a platform that does not list everything proves nothing',
      { lastSightAt: untilAt, completeFromAt: fromAt, coverage: 'partial' as Coverage },
      'coverage-partial',
    ],
  ])('%s', (_name, facts, expected) => {
    expect(absenceProof(facts, { fromAt, untilAt })).toBe(expected);
  });
});

describe('seesBackTo', () => {
  test('includes the very instant and excludes the next', () => {
    expect(seesBackTo({ completeFromAt: fromAt }, fromAt)).toBe(true);
    expect(seesBackTo({ completeFromAt: shifted(fromAt, 1) }, fromAt)).toBe(false);
  });
});

describe('waiting for a look after the deadline', () => {
  const dueBy = untilAt;
  const createdAt = fromAt;
  const waits = (status: AccountStatus, lastLookAt: Date | null, now: Date, made = createdAt): boolean =>
    isStillLookedFor({ createdAt: made, dueBy }, { account: { status }, facts: { lastLookAt } }, now);
  const dayLater = shifted(dueBy, DAY_MS);

  test('goes on for as long as nobody has looked: a standstill of ours accuses nobody', () => {
    expect(waits('active', null, shifted(dueBy, 30 * DAY_MS))).toBe(true);
    expect(waits('stopped', shifted(dueBy, -1), shifted(dueBy, 30 * DAY_MS))).toBe(true);
  });

  test('ends a day after the deadline once a look was tried', () => {
    expect(waits('active', dueBy, shifted(dayLater, -1))).toBe(true);
    expect(waits('active', dueBy, dayLater)).toBe(false);
  });

  test('does not go on for a cancelled account, which is never looked at again', () => {
    expect(waits('cancelled', null, shifted(dayLater, -1))).toBe(true);
    expect(waits('cancelled', null, dayLater)).toBe(false);
  });

  test('counts from when the obligation was there, if that was after the deadline', () => {
    const late = shifted(dueBy, 3 * DAY_MS);
    expect(answerableFrom({ createdAt: late, dueBy })).toEqual(late);
    expect(answerableFrom({ createdAt, dueBy })).toEqual(dueBy);
    expect(waits('active', late, shifted(late, DAY_MS - 1), late)).toBe(true);
    expect(waits('active', late, shifted(late, DAY_MS), late)).toBe(false);
  });
});
