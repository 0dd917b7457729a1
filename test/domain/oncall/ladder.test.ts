import path from 'node:path';
import { loadCalendar } from '../../../src/config/calendarSource';
import type { AlertId, EscalationId, LadderId, NotifyChannelId, UnitId } from '../../../src/domain/ids';
import type { AlertFacts, AlertMatch } from '../../../src/domain/notify/route';
import { afterSteps, beginClimb, climbedAt, ended, stepReason } from '../../../src/domain/oncall/escalation';
import { ladderFor, notRising, rungDueAt, toldFrom, type EscalationLadder } from '../../../src/domain/oncall/ladder';
import { MINUTE_MS } from '../../../src/domain/time/instant';

const calendar = loadCalendar(path.resolve(__dirname, '../../../config/calendar'));
const time = {
  hours: { quietFrom: 22 * 60, quietUntil: 7 * 60, workFrom: 8 * 60 + 30, workUntil: 18 * 60 },
  calendar,
};
const beijing = (text: string): Date => new Date(`${text}+08:00`);
const ANY: AlertMatch = { kinds: [], leastSeverity: null, unitId: null, platform: null, siteId: null, authority: null };
const facts: AlertFacts = {
  alert: { kind: 'account-silent', severity: 'critical', unitPath: ['u' as UnitId], byUnit: null, figures: {} },
  platform: 'weibo',
  authority: null,
};

const ladderOf = (afterMinutes: readonly number[], given: Partial<EscalationLadder> = {}): EscalationLadder => ({
  id: 'ladder' as LadderId,
  name: '紧急升级',
  position: 1,
  match: ANY,
  rungs: afterMinutes.map((minutes) => ({
    afterMinutes: minutes,
    channelId: 'c' as NotifyChannelId,
    audience: { kind: 'group' },
  })),
  isNight: false,
  disabled: false,
  version: 1,
  ...given,
});

const begun = (at: string, ladder: EscalationLadder) =>
  beginClimb({ id: 'alert' as AlertId, seq: 5, changedAt: beijing(at) }, ladder, {
    id: 'escalation' as EscalationId,
    time,
  });

test('the ladder of an alert is the first that matches, in their order, and never one that is switched off', () => {
  const ladders = [
    ladderOf([30], { name: '后', position: 3 }),
    ladderOf([30], { name: '停用', position: 1, disabled: true }),
    ladderOf([30], { name: '不符', position: 1, match: { ...ANY, platform: 'wechat' } }),
    ladderOf([30], { name: '先', position: 2 }),
  ];
  expect(ladderFor(ladders, facts)?.name).toBe('先');
  expect(ladderFor(ladders.slice(1, 3), facts)).toBeNull();
});

test.each([
  [[0, 30, 60], null],
  [[30], null],
  [[30, 30], 1],
  [[0, 60, 30], 2],
])('minutes %j: the first rung that is not above the one before is %j', (minutes, wrong) => {
  expect(notRising(ladderOf(minutes).rungs)).toBe(wrong);
});

test('its rungs are due in working time, or around the clock', () => {
  const at = '2026-09-30T17:30:00';
  const dues = (ladder: EscalationLadder): (Date | null)[] =>
    [0, 1, 2].map((rung) => rungDueAt(ladder, { rung, clock: begun(at, ladder).clock }, time));
  expect(dues(ladderOf([30, 60]))).toEqual([beijing('2026-09-30T18:00:00'), beijing('2026-10-08T09:00:00'), null]);
  expect(dues(ladderOf([30, 60], { isNight: true }))).toEqual([
    beijing('2026-09-30T18:00:00'),
    beijing('2026-09-30T18:30:00'),
    null,
  ]);
});

describe('after a rung', () => {
  const ladder = ladderOf([30, 60, 90]);
  const climb = begun('2026-09-17T09:00:00', ladder);

  test('told in time the next is due as if it had been told to the second', () => {
    const now = beijing('2026-09-17T09:34:59');
    expect(afterSteps(climb, [{ rung: 0 }], { ladder, time, now })).toMatchObject({
      state: 'climbing',
      rung: 1,
      nextAt: beijing('2026-09-17T10:00:00'),
    });
  });

  test('told late, the next comes after the whole time between the two', () => {
    const now = beijing('2026-09-17T11:00:00');
    const next = afterSteps(climb, [{ rung: 0 }], { ladder, time, now });
    expect(next.nextAt).toEqual(beijing('2026-09-17T11:30:00'));
    expect(rungDueAt(ladder, { ...next, rung: 2 }, time)).toEqual(beijing('2026-09-17T12:00:00'));
  });

  test('and one told in the place of those below it, the next comes after the time between it and that one', () => {
    const now = beijing('2026-09-17T09:30:00');
    const next = afterSteps(climb, [{ rung: 0 }, { rung: 1 }], { ladder, time, now });
    expect(next).toMatchObject({ rung: 2, nextAt: beijing('2026-09-17T10:00:00') });
  });

  test('that was the last it stands at the top', () => {
    const now = beijing('2026-09-17T10:30:00');
    expect(afterSteps({ ...climb, rung: 2 }, [{ rung: 2 }], { ladder, time, now })).toMatchObject({
      state: 'at-top',
      nextAt: null,
      climbedUntilAt: now,
      endedAt: now,
    });
  });
});

test.each([
  ['in time', '2026-09-30T18:04:59', false, '2026-09-30T18:04:59'],
  ['late, on a holiday', '2026-10-03T10:00:00', false, '2026-10-08T08:30:00'],
  ['late, at night before a make-up day', '2026-10-09T23:00:00', false, '2026-10-10T08:30:00'],
  ['late, in working time', '2026-10-08T09:00:00', false, '2026-10-08T09:00:00'],
  ['late, around the clock', '2026-10-03T03:00:00', true, '2026-10-03T03:00:00'],
])('a rung that is due %s at %s is told then, or when working time begins', (_name, now, isNight, until) => {
  const of = { dueAt: beijing('2026-09-30T18:00:00'), now: beijing(now) };
  expect(toldFrom({ isNight }, of, time)).toEqual(beijing(until));
});

test('a climb goes on for what happens before it ends, not for what happened before it began', () => {
  const ladder = ladderOf([30]);
  const climb = begun('2026-09-17T09:00:00', ladder);
  const lineAt = (seq: number, minutes: number) => ({
    seq,
    changedAt: new Date(climb.openedAt.getTime() + minutes * MINUTE_MS),
  });
  const over = { ...climb, ...ended('acknowledged', { ...climb, ladder, now: lineAt(0, 10).changedAt }) };
  expect([5, 6].map((seq) => climbedAt(climb, lineAt(seq, 1)))).toEqual([false, true]);
  expect([9, 10, 11].map((minutes) => climbedAt(over, lineAt(6, minutes)))).toEqual([true, false, false]);
});

test('nobody is told for the reason of the first who cannot be, or because there is nobody', () => {
  expect(stepReason([{ outcome: 'no-address' }, { outcome: 'shut-out' }], null)).toBe('no-address');
  // Whoever else of the rung may not see it, or is shut out: the climb waits for the channel.
  expect(stepReason([{ outcome: 'out-of-scope' }, { outcome: 'channel-disabled' }], null)).toBe('channel-disabled');
  expect(stepReason([], 'roster-gone')).toBe('roster-gone');
  expect(stepReason([], null)).toBe('nobody-there');
});
