import { afterCanary, CANARY_WAY, nextCanary, NO_TRIALS, type CanaryRun } from '../../../src/domain/notify/canary';
import { NOTIFY_KINDS } from '../../../src/domain/notify/notifyChannel';
import { CALENDAR } from '../../services/office';
import { notifiersOver } from '../../notify/support/channelHarness';
import { fakeHttp } from '../../connectors/support/fakeHttp';

const at = (text: string): Date => new Date(`${text}+08:00`);
const PLAN = { rhythm: 'working-day', atMinute: 540, to: null, sinceAt: at('2026-09-01T00:00') } as const;
const HELD_UNTIL = at('2026-12-01T00:00');
const next = (now: Date, run: CanaryRun | null = null, given: { rhythm?: 'week'; mayRepeat?: boolean } = {}) =>
  nextCanary(
    { ...PLAN, ...(given.rhythm === undefined ? {} : { rhythm: given.rhythm }) },
    { ...NO_TRIALS, run },
    { now, calendar: CALENDAR, heldUntilAt: HELD_UNTIL, mayRepeat: given.mayRepeat ?? false },
  );

test.each([
  ['a moment before its time', '2026-09-18T08:59:59', null],
  ['at its time', '2026-09-18T09:00:00', '2026-09-18'],
  ['three hours late at most', '2026-09-18T11:59:59', '2026-09-18'],
  ['not after that', '2026-09-18T12:00:00', null],
  ['not on a holiday', '2026-10-01T09:00:00', null],
  ['on a Sunday that is made up for', '2026-09-20T09:00:00', '2026-09-20'],
])('a trial is made %s', (_when, now, on) => {
  expect(next(at(now))?.on ?? null).toBe(on);
});

test.each([
  ['on a Monday', '2026-09-14T09:00', '2026-09-14'],
  ['not on the days after it', '2026-09-15T09:00', null],
  ['on the Thursday after a holiday', '2026-10-08T09:00', '2026-10-08'],
  ['not on the Friday after that', '2026-10-09T09:00', null],
])('a weekly one is made %s', (_when, now, on) => {
  expect(next(at(now), null, { rhythm: 'week' })?.on ?? null).toBe(on);
});

const NOW = at('2026-09-18T09:00');
const calling: CanaryRun = { on: '2026-09-18' as CanaryRun['on'], state: 'calling', tries: 1, nextAt: NOW };

test('it is made once a day, and what was missed before it was asked for is made up for by nobody', () => {
  expect(next(NOW, { ...calling, state: 'done' })).toBeNull();
  expect(next(at('2026-09-20T09:00'), { ...calling, state: 'done' })).toMatchObject({ on: '2026-09-20', tries: 1 });
  const given = { now: NOW, calendar: CALENDAR, heldUntilAt: HELD_UNTIL, mayRepeat: true };
  const since = (sinceAt: Date) => nextCanary({ ...PLAN, sinceAt }, NO_TRIALS, given);
  expect(since(NOW)).not.toBeNull();
  expect(since(new Date(NOW.getTime() + 1))).toBeNull();
});

test('one that is cut off is made again only where that tells nobody twice, and not while it is held', () => {
  expect(next(new Date(NOW.getTime() - 1), calling)).toBeNull();
  expect(next(NOW, calling)).toMatchObject({ state: 'done', tries: 1 });
  expect(next(NOW, calling, { mayRepeat: true })).toMatchObject({ state: 'calling', tries: 2, nextAt: HELD_UNTIL });
  expect(next(NOW, { ...calling, tries: 3 }, { mayRepeat: true })).toMatchObject({ state: 'done' });
  expect(next(NOW, { ...calling, state: 'waiting' })).toMatchObject({ state: 'calling', tries: 2 });
});

test.each([
  ['three hours after its time', '2026-09-18T12:00', null],
  ['in the night after it', '2026-09-19T00:30', null],
  ['on a holiday weeks later', '2026-10-01T09:00', null],
  ['on the next working day, whose own trial is made', '2026-09-20T09:00', { on: '2026-09-20', tries: 1 }],
])('one that was not settled is not gone on with %s', (_when, now, then) => {
  for (const state of ['waiting', 'calling'] as const) {
    const run = next(at(now), { ...calling, state }, { mayRepeat: true });
    if (then === null) expect([state, run]).toEqual([state, null]);
    else expect(run).toMatchObject(then);
  }
});

test('one of the evening ends with its day, and one that was asked for otherwise since is not gone on with', () => {
  const given = { calendar: CALENDAR, heldUntilAt: HELD_UNTIL, mayRepeat: true };
  const waiting = { ...NO_TRIALS, run: { ...calling, state: 'waiting' as const } };
  const late = { ...PLAN, atMinute: 1410 };
  expect(nextCanary(late, waiting, { ...given, now: at('2026-09-18T23:59') })).toMatchObject({ tries: 2 });
  expect(nextCanary(late, waiting, { ...given, now: at('2026-09-19T00:00') })).toBeNull();
  const since = (sinceAt: Date) => nextCanary({ ...PLAN, sinceAt }, waiting, { ...given, now: at('2026-09-18T09:10') });
  expect(since(NOW)).toMatchObject({ tries: 2 });
  expect(since(at('2026-09-18T09:05'))).toBeNull();
});

const BEGUN = { ...NO_TRIALS, run: calling };
const NOT_AGAIN = { now: NOW, mayRepeat: false };
type Failed = Extract<Parameters<typeof afterCanary>[1], { kind: 'failed' }>;
const no = (next: Failed['next'], code: Failed['code']) => ({
  ...{ kind: 'failed' as const, next, code, retryAt: null },
});

test('what passes by itself counts when it was so three times, with ten minutes between; anything else at once', () => {
  const again = { state: 'waiting', tries: 1, nextAt: at('2026-09-18T09:10') };
  expect(afterCanary(BEGUN, no('retry-later', 'connection-refused'), NOT_AGAIN)).toMatchObject({
    isFailing: false,
    run: again,
  });
  expect(
    afterCanary({ ...BEGUN, run: { ...calling, tries: 3 } }, no('retry-later', 'connection-refused'), NOT_AGAIN),
  ).toMatchObject({ isFailing: true, run: { state: 'done' }, lastFailed: { at: NOW, code: 'connection-refused' } });
  const failing = afterCanary(BEGUN, no('reauthorise', 'secret-refused'), NOT_AGAIN);
  expect(failing).toMatchObject({ isFailing: true, run: { state: 'done' }, lastFailed: { code: 'secret-refused' } });
  const later = at('2026-09-21T09:00');
  expect(afterCanary({ ...failing, run: calling }, { kind: 'accepted' }, { ...NOT_AGAIN, now: later })).toMatchObject({
    isFailing: false,
    lastGoodAt: later,
    lastFailed: { code: 'secret-refused' },
  });
});

test('what may have arrived counts at once, but as what passes by itself where the receiver can tell a second one', () => {
  const once = (tries: number, mayRepeat: boolean) =>
    afterCanary({ ...BEGUN, run: { ...calling, tries } }, no('reconcile', 'server-error'), { now: NOW, mayRepeat });
  expect(once(1, false)).toMatchObject({ isFailing: true, run: { state: 'done' } });
  expect(once(1, true)).toMatchObject({ isFailing: false, run: { state: 'waiting' } });
  expect(once(3, true)).toMatchObject({ isFailing: true, run: { state: 'done' } });
});

test('it is failing since the first of the failures in a row, however each is called', () => {
  const first = afterCanary(BEGUN, no('reauthorise', 'secret-refused'), NOT_AGAIN);
  const later = { now: at('2026-09-21T09:00'), mayRepeat: false };
  const second = afterCanary({ ...first, run: calling }, no('fix-configuration', 'ip-refused'), later);
  expect(second).toMatchObject({ failingSinceAt: NOW, lastFailed: { at: later.now, code: 'ip-refused' } });
  const good = afterCanary({ ...second, run: calling }, { kind: 'accepted' }, later);
  expect(good.failingSinceAt).toBeNull();
});

test('what a stop kept from beginning is no try', () => {
  expect(afterCanary(BEGUN, no('retry-later', 'withdrawn'), NOT_AGAIN).run).toMatchObject({
    state: 'waiting',
    tries: 0,
    nextAt: NOW,
  });
});

test('exactly the kinds that are said to be asked without a message can be', () => {
  const notifiers = notifiersOver(fakeHttp(() => ({})));
  for (const kind of NOTIFY_KINDS)
    expect([kind, notifiers.of(kind).check !== undefined]).toEqual([kind, CANARY_WAY[kind] === 'check']);
});
