import { NO_TRIALS } from '../../../src/domain/notify/canary';
import type { NotifyChannelId, NotifyRouteId, PersonId, UnitId } from '../../../src/domain/ids';
import { calledTogether } from '../../../src/domain/notify/calledTogether';
import { NO_ADDRESSES, wrongAddress, type NotifyChannel } from '../../../src/domain/notify/channel';
import { tellableFrom } from '../../../src/domain/notify/quietTime';
import { isMatch, type AlertMatch, type NotifyRoute } from '../../../src/domain/notify/route';
import { isSilent } from '../../../src/domain/notify/silence';
import { fallbackOf, whoIsTold, type Telling } from '../../../src/domain/notify/whoIsTold';
import { CALENDAR } from '../../services/office';

const HOURS = { quietFrom: 22 * 60, quietUntil: 7 * 60, workFrom: 8 * 60 + 30, workUntil: 18 * 60 };
const NOW = new Date('2026-09-18T10:00:00+08:00');
const ANY: AlertMatch = { kinds: [], leastSeverity: null, unitId: null, platform: null, authority: null };
const unit = 'u'.repeat(24) as UnitId;
const facts = {
  alert: { kind: 'account-silent', severity: 'warning', unitPath: [unit], byUnit: null, figures: {} },
  platform: 'weibo',
  authority: 'state-council',
} as const;

describe('a match', () => {
  test.each([
    [{}, true],
    [{ kinds: ['account-silent', 'case-overdue'] }, true],
    [{ kinds: ['case-overdue'] }, false],
    [{ leastSeverity: 'notice' }, true],
    [{ leastSeverity: 'warning' }, true],
    [{ leastSeverity: 'critical' }, false],
    [{ unitId: unit }, true],
    [{ unitId: 'x'.repeat(24) }, false],
    [{ platform: 'weibo' }, true],
    [{ platform: 'wechat' }, false],
    [{ authority: 'state-council' }, true],
    [{ authority: 'province' }, false],
    [{ kinds: ['account-silent'], platform: 'wechat' }, false],
  ])('of %j is %s', (match, expected) => {
    expect(isMatch({ ...ANY, ...match } as AlertMatch, facts)).toBe(expected);
  });
});

describe('telling may begin', () => {
  test.each([
    ['never waits', '2026-09-18T23:00', 'never', 'notice', '2026-09-18T23:00'],
    ['what is critical does not wait', '2026-09-18T23:00', 'working-time', 'critical', '2026-09-18T23:00'],
    ['by day', '2026-09-18T21:59', 'quiet-hours', 'warning', '2026-09-18T21:59'],
    ['in the evening', '2026-09-18T22:00', 'quiet-hours', 'warning', '2026-09-19T07:00'],
    ['before the morning', '2026-09-18T06:59', 'quiet-hours', 'warning', '2026-09-18T07:00'],
    ['in the morning', '2026-09-18T07:00', 'quiet-hours', 'warning', '2026-09-18T07:00'],
    ['before work', '2026-09-18T08:29', 'working-time', 'warning', '2026-09-18T08:30'],
    ['at work', '2026-09-18T17:59', 'working-time', 'warning', '2026-09-18T17:59'],
    [
      'after work before a Saturday and a make-up day',
      '2026-09-18T18:00',
      'working-time',
      'warning',
      '2026-09-20T08:30',
    ],
    ['before the holiday', '2026-09-30T18:00', 'working-time', 'warning', '2026-10-08T08:30'],
    ['on the holiday', '2026-10-02T10:00', 'working-time', 'warning', '2026-10-08T08:30'],
  ] as const)('%s', (_what, now, waits, severity, expected) => {
    const from = tellableFrom({ now: new Date(`${now}:00+08:00`), waits, severity }, HOURS, CALENDAR);
    expect(from).toEqual(new Date(`${expected}:00+08:00`));
  });
});

describe('working time', () => {
  test.each([
    ['around the clock', 0, 0, '2026-09-18T00:00'],
    ['around the clock', 0, 0, '2026-09-19T15:00'],
    ['over midnight', 22 * 60, 6 * 60, '2026-09-18T12:00'],
    ['over midnight', 22 * 60, 6 * 60, '2026-09-18T22:00'],
  ])('%s keeps nothing waiting, as it does no ladder', (_what, workFrom, workUntil, now) => {
    const instant = new Date(`${now}:00+08:00`);
    const hours = { ...HOURS, workFrom, workUntil };
    expect(tellableFrom({ now: instant, waits: 'working-time', severity: 'warning' }, hours, CALENDAR)).toEqual(
      instant,
    );
  });
});

describe('quiet hours', () => {
  const quiet = { ...HOURS, quietFrom: 0, quietUntil: 6 * 60 };
  test.each([
    ['of one day', quiet, '2026-09-18T23:59', '2026-09-18T23:59'],
    ['of one day', quiet, '2026-09-19T00:00', '2026-09-19T06:00'],
    ['of one day', quiet, '2026-09-19T05:59', '2026-09-19T06:00'],
    ['of one day', quiet, '2026-09-19T06:00', '2026-09-19T06:00'],
    ['of no minute', { ...HOURS, quietFrom: 420, quietUntil: 420 }, '2026-09-18T06:59', '2026-09-18T06:59'],
    ['of no minute', { ...HOURS, quietFrom: 420, quietUntil: 420 }, '2026-09-18T07:00', '2026-09-18T07:00'],
  ])('%s', (_what, hours, now, expected) => {
    const instant = new Date(`${now}:00+08:00`);
    const from = tellableFrom({ now: instant, waits: 'quiet-hours', severity: 'warning' }, hours, CALENDAR);
    expect(from).toEqual(new Date(`${expected}:00+08:00`));
  });
});

test('a silence begins with its first instant and ends before its last', () => {
  const silence = { startsAt: new Date(1_000), endsAt: new Date(2_000) };
  expect([999, 1_000, 1_999, 2_000].map((ms) => isSilent(silence, new Date(ms)))).toEqual([false, true, true, false]);
});

const channel = (digit: string, given: Partial<NotifyChannel> = {}): NotifyChannel => ({
  id: digit.repeat(24) as NotifyChannelId,
  name: digit,
  kind: 'mail',
  unitId: null,
  language: 'zh',
  settings: {},
  fallbackId: null,
  disabled: false,
  lastTest: null,
  canary: null,
  trials: NO_TRIALS,
  version: 1,
  ...given,
});
const route = (digit: string, given: Partial<NotifyRoute> = {}): NotifyRoute => ({
  id: digit.repeat(24) as NotifyRouteId,
  name: digit,
  position: Number(digit),
  match: ANY,
  channelId: channel('a').id,
  audience: { kind: 'group' },
  waits: 'never',
  tellsResolved: false,
  isLast: false,
  disabled: false,
  version: 1,
  ...given,
});
const telling = (given: Partial<Telling>): Telling => ({
  routes: [],
  channels: [channel('a'), channel('b')],
  people: [],
  silences: [],
  rosters: [],
  unitPaths: new Map(),
  hours: HOURS,
  calendar: CALENDAR,
  ...given,
});

const person = (digit: string, given: object = {}) => ({
  id: digit.repeat(24) as PersonId,
  name: digit,
  role: 'officer' as const,
  unitId: null,
  disabled: false,
  addresses: { ...NO_ADDRESSES, mail: `${digit}@office.example` },
  ...given,
});

describe('routes', () => {
  test('are gone through in order until one says it is the last; one desk is told by the first that names it', () => {
    const b = channel('b').id;
    const decisions = whoIsTold(
      facts,
      telling({
        routes: [
          route('3', { channelId: b }),
          route('4'),
          route('2', { isLast: true, channelId: b }),
          route('1', { disabled: true }),
          route('0', { match: { ...ANY, kinds: ['case-overdue'] } }),
        ],
      }),
      NOW,
    );
    expect(decisions.map(({ route: { name }, outcome }) => [name, outcome])).toEqual([['2', 'told']]);
  });

  test('say of everybody they name why they are not told', () => {
    const people = [
      person('1'),
      person('2', { disabled: true }),
      person('3', { unitId: 'x'.repeat(24) }),
      person('4', { addresses: NO_ADDRESSES }),
    ];
    const personIds = people.map(({ id }) => id);
    const off = channel('c', { disabled: true });
    const decisions = whoIsTold(
      facts,
      telling({
        channels: [channel('a'), off],
        people,
        routes: [route('1', { audience: { kind: 'people', personIds } }), route('2', { channelId: off.id })],
      }),
      NOW,
    );
    expect(decisions.map(({ outcome }) => outcome)).toEqual([
      'told',
      'shut-out',
      'out-of-scope',
      'no-address',
      'channel-disabled',
    ]);
  });
});

describe('people of one robot', () => {
  const robot = channel('a', { kind: 'dingtalk' });
  const people = ['1', '2'].map((digit) =>
    person(digit, { addresses: { ...NO_ADDRESSES, mobile: `1380000000${digit}` } }),
  );
  const toOne = (at: number): Pick<NotifyRoute, 'audience'> => ({
    audience: { kind: 'people', personIds: people.slice(at, at + 1).map(({ id }) => id) },
  });
  const together = (given: Partial<Telling>, now: Date) => {
    const set = telling({ channels: [robot], people, ...given });
    return calledTogether(whoIsTold(facts, set, now), set);
  };

  test('are called when the first of them would be, and told that it is over if any of them is', () => {
    const at22 = new Date('2026-09-18T22:00:00+08:00');
    const waiting = route('1', { ...toOne(0), waits: 'working-time', tellsResolved: true });
    const decisions = together({ routes: [waiting, route('2', toOne(1))] }, at22);
    expect(decisions).toMatchObject([
      {
        ...{ outcome: 'told', to: '13800000001,13800000002', calls: ['1', '2'], waitsUntilAt: at22 },
        route: { name: '2', waits: 'never', tellsResolved: true },
      },
    ]);
    // By day both would be told now; what is held up for a minute goes on waiting for neither.
    const byDay = together({ routes: [waiting, route('2', toOne(1))] }, NOW);
    expect(byDay).toMatchObject([{ outcome: 'told', route: { waits: 'never' } }]);
  });

  test.each([
    ['together where the fallbacks are groups that lead round', 'wecom-robot', 'feishu', 1],
    ['apart where the last of them takes a mobile number', 'feishu', 'webhook', 2],
    ['apart where the first of them is a mailbox', 'mail', 'feishu', 2],
  ] as const)('are called %s', (_what, first, second, calls) => {
    const channels = [
      { ...robot, fallbackId: channel('b').id },
      channel('b', { kind: first, fallbackId: channel('c').id }),
      channel('c', { kind: second, fallbackId: channel('b').id }),
    ];
    const routes = [route('1', toOne(0)), route('2', toOne(1))];
    expect(together({ channels, routes }, NOW)).toHaveLength(calls);
  });

  test.each([
    ['as its group where a fallback is a group that cannot name them', 'feishu', {}, true],
    ['by themselves where the fallback group can name them', 'feishu', { feishuOpenId: 'ou_1' }, false],
    ['by themselves where the fallback is a mailbox', 'mail', {}, false],
  ] as const)('one alone is told %s', (_what, kind, more, isGroup) => {
    const [first] = people;
    if (first === undefined) throw new Error('nobody');
    const channels = [{ ...robot, fallbackId: channel('b').id }, channel('b', { kind })];
    const alone = { ...first, addresses: { ...first.addresses, ...more } };
    const [decision] = together({ channels, people: [alone], routes: [route('1', toOne(0))] }, NOW);
    expect(decision).toMatchObject({ to: '13800000001', person: isGroup ? null : { id: alone.id } });
    // Whoever it is for is named in what was sent all the same.
    if (isGroup) expect(decision).toMatchObject({ calls: [alone.name] });
  });
});

test('a fallback is the next channel that reaches the recipient, and no channel is gone to twice', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((digit) => channel(digit).id) as [
    NotifyChannelId,
    NotifyChannelId,
    NotifyChannelId,
  ];
  const channels = [
    channel('a', { fallbackId: b }),
    channel('b', { fallbackId: c, kind: 'wecom-app' }),
    channel('c', { fallbackId: a }),
  ];
  const [first, second, third] = channels as [NotifyChannel, NotifyChannel, NotifyChannel];
  const addresses = { ...NO_ADDRESSES, mail: 'one@office.example' };
  expect(fallbackOf(first, [a], { channels, addresses, sees: () => true })?.channel.id).toBe(c);
  expect(fallbackOf(first, [a], { channels, addresses: null, sees: () => true })?.channel.id).toBe(b);
  const sees = ({ id }: { readonly id: string }): boolean => id !== b;
  expect(fallbackOf(first, [a], { channels, addresses: null, sees })?.channel.id).toBe(c);
  expect(fallbackOf(second, [a, b], { channels, addresses: null, sees: () => true })?.channel.id).toBe(c);
  expect(fallbackOf(third, [a, b, c], { channels, addresses: null, sees: () => true })).toBeNull();
});

test.each([
  [{ mail: 'a@b.cn' }, null],
  [{ mail: 'a b@c.cn' }, 'mail'],
  [{ mail: 'a@b' }, 'mail'],
  [{ mobile: '13800000000' }, null],
  [{ mobile: '1380' }, 'mobile'],
  [{ wecomUserId: 'zhang.san' }, null],
  [{ wecomUserId: '张三' }, 'wecomUserId'],
  // Everybody of the company.
  [{ wecomUserId: '@all' }, 'wecomUserId'],
  [{ wecomUserId: 'ALL' }, 'wecomUserId'],
  [{ wecomUserId: '@All' }, 'wecomUserId'],
  [{ wecomUserId: 'allan' }, null],
  [{ wecomUserId: '@all.li' }, null],
] as const)('an address such as %j is wrong in %s', (given, field) => {
  expect(wrongAddress({ ...NO_ADDRESSES, ...given })).toBe(field);
});
