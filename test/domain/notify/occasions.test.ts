import type { UnitId } from '../../../src/domain/ids';
import { readersOf, maySee } from '../../../src/domain/notify/channel';
import { NOTIFY_KINDS } from '../../../src/domain/notify/notifyChannel';
import { silenceOf } from '../../../src/domain/notify/silence';
import { isToldNow, occasionOf, type ToldBefore } from '../../../src/domain/notify/telling';

const at = (ms: number): Date => new Date(ms);
const [own, other, below] = ['u', 'v', 'w'].map((digit) => digit.repeat(24)) as [UnitId, UnitId, UnitId];
const line = (given: object = {}) => ({
  seq: 2,
  change: 'changed' as const,
  kind: 'obligation-reminder' as const,
  severity: 'warning' as const,
  state: 'open' as const,
  byUnit: null,
  occurredAt: at(1_000),
  reason: 'why',
  figures: { days: 1 },
  unitPath: [own],
  ...given,
});

describe('a change of an alert', () => {
  test.each([
    ['of nothing but its figures is nothing to tell', {}, {}, null],
    ['to another kind presses more', { kind: 'obligation-manual' }, {}, 'raised'],
    ['to a severity that presses more', { severity: 'notice' }, {}, 'raised'],
    ['to one that presses less is nothing to tell', { severity: 'critical' }, {}, null],
    ['to a further limit of the same thing presses more', { occurredAt: at(999), figures: { days: 7 } }, {}, 'raised'],
    ['to a later instant by itself does not', { occurredAt: at(999) }, {}, null],
    [
      'nor does a date of expiry that was read anew',
      { occurredAt: at(999), figures: { days: 1, expiresAt: 'before' } },
      {},
      null,
    ],
    ['to an earlier instant does not', { occurredAt: at(1_001), figures: { days: 7 } }, {}, null],
    [
      'to a later earliest instant of several does not',
      { occurredAt: at(999), figures: { days: 7 } },
      { byUnit: {} },
      null,
    ],
    ['that opens what somebody had acknowledged presses more', { state: 'acknowledged' }, {}, 'raised'],
    ['of what stays acknowledged does not', { state: 'acknowledged' }, { state: 'acknowledged' }, null],
  ])('%s', (_what, before, now, expected) => {
    expect(occasionOf(line(now), line(before))).toBe(expected);
  });
});

describe('after it was told', () => {
  const told = (given: object = {}): ToldBefore => ({
    seq: 1,
    occasion: 'opened',
    state: 'sent',
    tellsResolved: true,
    alert: {
      kind: 'obligation-reminder',
      severity: 'warning',
      occurredAt: at(1_000),
      reason: 'why',
      figures: { days: 1 },
    },
    ...given,
  });
  test.each([
    ['the same is not told again', {}, 'raised', false],
    ['the next limit is', { occurredAt: at(1_001), figures: { days: 2 } }, 'raised', true],
    ['a later instant alone is not', { occurredAt: at(1_001) }, 'raised', false],
    ['another kind is', { kind: 'obligation-overdue' }, 'raised', true],
    ['a severity that presses more is', { severity: 'critical' }, 'raised', true],
    ['what opens again so soon is not', { occurredAt: at(1_001) }, 'opened', false],
  ] as const)('%s', (_what, given, occasion, expected) => {
    expect(isToldNow(line(given), occasion, [told()])).toBe(expected);
  });
});

describe('what calls a person by name', () => {
  test('is read by the whole group where the channel posts to one, with the figures of its unit', () => {
    const read = NOTIFY_KINDS.map((kind) => readersOf({ kind, unitId: other }, { unitId: own }));
    expect(NOTIFY_KINDS.map((kind, index) => [kind, read[index]?.unitId, maySee(read[index] as never, [own])])).toEqual(
      [
        ['dingtalk', other, false],
        ['wecom-robot', other, false],
        ['wecom-app', own, true],
        ['feishu', other, false],
        ['mail', own, true],
        ['webhook', other, false],
      ],
    );
    expect(maySee(readersOf({ kind: 'dingtalk', unitId: null }, { unitId: own }), [own])).toBe(true);
    expect(maySee(readersOf({ kind: 'dingtalk', unitId: null }, { unitId: own }), [other])).toBe(false);
    expect(maySee(readersOf({ kind: 'dingtalk', unitId: own }, null), [own])).toBe(true);
  });
});

describe('the silence of one unit', () => {
  const silence = {
    kind: 'silence' as const,
    id: 's' as never,
    match: { kinds: [], leastSeverity: null, unitId: own, platform: null, authority: null },
    reason: '维护',
    by: { personId: 'p' as never, name: '张三' },
    startsAt: at(0),
    endsAt: at(2_000),
    version: 1,
  };
  const facts = (byUnit: object | null) => ({
    alert: { ...line(), unitPath: [own, other], byUnit, figures: { accounts: 5, platform: 'weibo' } } as never,
    platform: null,
    authority: null,
  });
  const several = facts({ [own]: { accounts: 2 }, [other]: { accounts: 3 } });
  test.each([
    ['hides what is about one thing of it from everybody', facts(null), null, true],
    ['does not hide what is of several units from the office', several, null, false],
    ['nor from another unit', several, [other], false],
    ['hides it from the unit', several, [own], true],
    ['and from the units below it', several, [own, below], true],
    ['hides from everybody what lies in it alone', facts({ [own]: { accounts: 5 } }), null, true],
  ])('%s', (_what, about, readerPath, isHidden) => {
    expect(silenceOf([silence], about, { now: at(1), readerPath }) !== null).toBe(isHidden);
  });
});
