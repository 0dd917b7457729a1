import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { judge } from '../../../src/domain/judging/judge';
import { dayAt, seen, T0 } from './someFacts';
import { account, PROOF_MS, rules, told } from './someVerdict';

const late = (sightDay: number, now: Date, lookDueAt = new Date(dayAt(sightDay).getTime() + 20 * MINUTE_MS)) =>
  judge({ account, facts: seen(dayAt(sightDay)), rules, now, lookDueAt });

describe('while we owe an account its look', () => {
  test('what was proven last stays, however late we are, and says since when we owe the look', () => {
    for (const [sightDay, right] of [
      [2, 'fine recent-post'],
      [8, 'warned silence-approaching'],
      [20, 'silent silence-breach'],
    ] as const)
      for (const days of [1, 3, 30, 300]) {
        const verdict = late(sightDay, dayAt(sightDay + days));
        expect(told(verdict)).toBe(right);
        expect(verdict.lookDueAt).toEqual(new Date(dayAt(sightDay).getTime() + 20 * MINUTE_MS));
      }
  });

  test('none of thousands is unknown, whatever each had posted and however late each is', () => {
    const kinds = Array.from({ length: 5_000 }, (_, index) =>
      late((index % 280) / 20, dayAt(14 + (index % 97) / 3)),
    ).map(({ kind }) => kind);
    expect(kinds).not.toContain('unknown');
    expect(new Set(kinds)).toEqual(new Set(['fine', 'warned']));
  });

  test('proof ages until the look was due and no further: a look planned too far off ends in unknown on time', () => {
    const lookDueAt = new Date(dayAt(8).getTime() + PROOF_MS + HOUR_MS);
    const at = (ms: number) => late(8, new Date(dayAt(8).getTime() + ms), lookDueAt);
    expect(told(at(PROOF_MS - 1))).toBe('warned silence-approaching');
    expect(told(at(PROOF_MS))).toBe('unknown proof-too-old');
    expect(at(0).judgeAfter).toEqual(new Date(dayAt(8).getTime() + PROOF_MS));
    expect(told(at(PROOF_MS + 100 * HOUR_MS))).toBe('unknown proof-too-old');
  });

  test('time alone changes nothing once the look is due', () => {
    expect(late(8, dayAt(9)).judgeAfter).toBeNull();
  });

  test('the verdict can be replayed from what it carries', () => {
    const verdict = late(8, dayAt(30));
    const { facts, judgedAt, lookDueAt } = verdict;
    if (lookDueAt === undefined) throw new Error('not late');
    expect(judge({ account, facts, rules, now: judgedAt, lookDueAt })).toEqual(verdict);
  });
});

test('an account that we look at in vain ends in unknown, however late each look began', () => {
  // Each look in vain plans the next: the instant it is due moves on, and proof ages with it.
  const blind = {
    ...seen(dayAt(8)),
    lastLookAt: T0,
    lastLookOutcome: 'unreachable' as const,
    consecutiveBlindLooks: 9,
  };
  const now = new Date(dayAt(8).getTime() + PROOF_MS);
  expect(told(judge({ account, facts: blind, rules, now, lookDueAt: new Date(now.getTime() + HOUR_MS) }))).toBe(
    'unknown proof-too-old',
  );
});

test('seen by another way since the look was due, proof ages from that sight on', () => {
  // Everything is known from day 10 on, so that five days of silence are proven; since the last post it may be fifteen.
  const facts = seen(dayAt(15), { completeFromAt: dayAt(10) });
  expect(told(judge({ account, facts, rules, now: dayAt(16), lookDueAt: dayAt(13) }))).toBe('unknown not-yet-proven');
});

test('a look that is due now is not late', () => {
  expect(late(8, dayAt(9), dayAt(9))).not.toHaveProperty('lookDueAt');
  expect(late(8, dayAt(9), dayAt(9, 1))).not.toHaveProperty('lookDueAt');
  expect(late(8, dayAt(9), dayAt(9, -1)).lookDueAt).toEqual(dayAt(9, -1));
});
