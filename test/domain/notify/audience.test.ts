import { NO_TRIALS } from '../../../src/domain/notify/canary';
import type { NotifyChannelId, PersonId, RosterId, UnitId } from '../../../src/domain/ids';
import { audienceOf, gapOf, type AudienceContext, type Reachable } from '../../../src/domain/notify/audience';
import { NO_ADDRESSES, type NotifyChannel } from '../../../src/domain/notify/channel';
import type { Audience } from '../../../src/domain/notify/route';
import { decideFor, gapsOf, type Telling } from '../../../src/domain/notify/whoIsTold';
import { CALENDAR } from '../../services/office';
import { dayOf, planOf, ROSTER_ID, rosterOf, substitutionOf } from '../oncall/rosterSamples';

const unit = (name: string): UnitId => name.padEnd(24, '0') as UnitId;
const [COUNTY, BUREAU, SCHOOL, CLINIC] = [unit('c1'), unit('b1'), unit('e1'), unit('e2')];
const PATHS = new Map<UnitId, readonly UnitId[]>([
  [COUNTY, [COUNTY]],
  [BUREAU, [COUNTY, BUREAU]],
  [SCHOOL, [COUNTY, BUREAU, SCHOOL]],
  [CLINIC, [COUNTY, CLINIC]],
]);
const person = (letter: string, given: Partial<Reachable> = {}): Reachable => ({
  id: letter.repeat(24) as PersonId,
  name: letter,
  role: 'officer',
  unitId: null,
  disabled: false,
  addresses: { ...NO_ADDRESSES, mail: `${letter}@office.example` },
  ...given,
});
const PEOPLE = [
  person('a', { unitId: SCHOOL }),
  person('b', { unitId: SCHOOL, role: 'viewer' }),
  person('c', { unitId: SCHOOL, disabled: true }),
  person('d', { unitId: BUREAU }),
  person('e', { unitId: COUNTY, role: 'operator' }),
  person('f', { unitId: CLINIC }),
  person('0', { role: 'administrator' }),
];
const folded = (byUnit: Record<UnitId, Record<string, number>>) => ({
  unitPath: Object.keys(byUnit) as UnitId[],
  byUnit,
});
const given = (alert: object = {}, others: Partial<AudienceContext> = {}): AudienceContext => ({
  people: PEOPLE,
  rosters: [],
  unitPaths: PATHS,
  facts: {
    alert: {
      kind: 'account-silent',
      severity: 'warning',
      unitPath: PATHS.get(SCHOOL) ?? [],
      byUnit: null,
      figures: {},
      ...alert,
    },
    platform: null,
    authority: null,
  },
  now: new Date('2026-10-02T10:00:00+08:00'),
  ...others,
});
const shown = (audience: Audience, context: AudienceContext): string =>
  gapOf(audience, context) ??
  audienceOf(audience, context)
    .map(({ person: one, why }) => `${one?.name ?? '*'} ${why}`)
    .join(', ');

describe('people of units', () => {
  test.each([
    ['of the alert itself', 0, null, 'a unit, b unit'],
    ['of the alert itself in one role', 0, 'officer', 'a unit'],
    ['one level above', 1, null, 'd unit'],
    ['two levels above', 2, null, 'e unit'],
    ['two levels above, where nobody has the role', 2, 'viewer', 'nobody-there'],
  ] as const)('%s are told', (_what, levelsUp, role, expected) => {
    expect(shown({ kind: 'unit', levelsUp, role }, given())).toBe(expected);
  });

  test.each([
    ['that are no unit’s', { unitPath: [] }, 0, 'no-unit'],
    ['of the top unit, one level above', { unitPath: [COUNTY] }, 1, 'no-unit'],
  ] as const)('are nobody for alerts %s', (_what, alert, levelsUp, expected) => {
    expect(shown({ kind: 'unit', levelsUp, role: null }, given(alert))).toBe(expected);
  });

  test('of a folded alert are those of the units in which something lies, not of those above them', () => {
    const alert = folded({
      [COUNTY]: { accounts: 3 },
      [BUREAU]: { accounts: 2 },
      [SCHOOL]: { accounts: 2 },
      [CLINIC]: { accounts: 1 },
    });
    expect(shown({ kind: 'unit', levelsUp: 0, role: 'officer' }, given(alert))).toBe('a unit, f unit');
    expect(shown({ kind: 'unit', levelsUp: 1, role: null }, given(alert))).toBe('d unit, e unit');
  });

  test('of a folded alert are those of a unit above as well, where something lies in that itself', () => {
    const alert = folded({ [COUNTY]: { accounts: 3 }, [BUREAU]: { accounts: 3 }, [SCHOOL]: { accounts: 2 } });
    expect(shown({ kind: 'unit', levelsUp: 0, role: 'officer' }, given(alert))).toBe('a unit, d unit');
  });

  test.each([
    [50, 'nobody-there'],
    [51, 'too-many-units'],
  ])('of a folded alert of %i units: %s', (count, expected) => {
    const units = Array.from({ length: count }, (_, index) => [unit(`f${index}x`), { accounts: 1 }] as const);
    const alert = folded(Object.fromEntries(units));
    expect(shown({ kind: 'unit', levelsUp: 0, role: null }, given(alert))).toBe(expected);
  });
});

describe('whoever is on duty', () => {
  const days = [dayOf('2026-10-01', 'f'), dayOf('2026-10-02', 'ad', 'e'), dayOf('2026-10-03', 'c', 'c')];
  const rosters = [planOf({ days })];
  const duty: Audience = { kind: 'duty', rosterId: ROSTER_ID };
  const at = (now: string, plans = rosters): AudienceContext =>
    given({}, { rosters: plans, now: new Date(`${now}:00+08:00`) });

  test.each([
    ['is told', '2026-10-02T08:30', 'a on-duty, d on-duty'],
    ['is that of the day before until the handover', '2026-10-02T08:29', 'f on-duty'],
    ['is the role of the roster where all are disabled', '2026-10-03T10:00', '0 roster-hole'],
    ['is the role of the roster where the table has no such day', '2026-10-04T10:00', '0 roster-hole'],
  ])('%s', (_what, now, expected) => {
    expect(shown(duty, at(now))).toBe(expected);
  });

  test('stands in for somebody', () => {
    const substitutions = [substitutionOf(['2026-10-02', '2026-10-02'], ['e', 'a'])];
    expect(shown(duty, at('2026-10-02T10:00', [planOf({ days, substitutions })]))).toBe('e substitute, d on-duty');
  });

  test('and leads is told apart from who does the duty', () => {
    const leader: Audience = { kind: 'duty-leader', rosterId: ROSTER_ID };
    expect(shown(leader, at('2026-10-02T10:00'))).toBe('e on-duty');
    expect(shown(leader, at('2026-10-03T10:00'))).toBe('0 roster-hole');
  });

  test('by a roster that is not in use is its role, and by one that is removed nobody', () => {
    const off = [planOf({ days, roster: rosterOf({ disabled: true }) })];
    expect(shown(duty, at('2026-10-02T10:00', off))).toBe('0 roster-hole');
    expect(shown({ kind: 'duty', rosterId: '8'.repeat(24) as RosterId }, at('2026-10-02T10:00'))).toBe('roster-gone');
  });

  test('is looked for in the unit of the roster first, where there is a hole', () => {
    const of = (unitId: UnitId, fallbackRole: 'officer' | 'operator'): AudienceContext =>
      at('2026-10-04T10:00', [planOf({ roster: rosterOf({ unitId, fallbackRole }) })]);
    expect(shown(duty, of(BUREAU, 'officer'))).toBe('d roster-hole');
    expect(shown(duty, of(BUREAU, 'operator'))).toBe('e roster-hole');
  });
});

describe('a decision', () => {
  const channel: NotifyChannel = {
    id: 'd'.repeat(24) as NotifyChannelId,
    name: '邮件',
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
  };
  const telling: Telling = {
    routes: [],
    channels: [channel],
    people: PEOPLE,
    silences: [],
    rosters: [planOf({ days: [dayOf('2026-10-01', 'a'), dayOf('2026-10-02', 'd')] })],
    unitPaths: PATHS,
    hours: { quietFrom: 1320, quietUntil: 540, workFrom: 510, workUntil: 1080 },
    calendar: CALENDAR,
  };
  const duty: Audience = { kind: 'duty', rosterId: ROSTER_ID };
  const evening = new Date('2026-10-01T23:00:00+08:00');
  const decided = (waits: 'never' | 'quiet-hours') =>
    decideFor(duty, channel, { ...given(), telling, now: evening, waits }).map(({ outcome, person: one, toldAs }) => [
      outcome,
      one?.name,
      toldAs,
    ]);

  test('is about whoever is on duty when it may be told, not when it happened', () => {
    expect(decided('never')).toEqual([['told', 'a', 'on-duty']]);
    expect(decided('quiet-hours')).toEqual([['waits', 'd', 'on-duty']]);
  });

  test('that names nobody is told as a gap of its route', () => {
    const route = {
      id: 'e'.repeat(24),
      name: '值班',
      position: 1,
      match: { kinds: [], leastSeverity: null, unitId: null, platform: null, authority: null },
      channelId: channel.id,
      audience: duty,
      waits: 'never',
      tellsResolved: false,
      isLast: false,
      disabled: false,
      version: 1,
    } as const;
    const routes = [route] as unknown as Telling['routes'];
    expect(gapsOf(given().facts, { ...telling, routes }, evening)).toEqual([]);
    expect(gapsOf(given().facts, { ...telling, routes, rosters: [] }, evening)).toEqual([
      { route, channel, gap: 'roster-gone' },
    ]);
  });
});

describe('somebody who acts for several units', () => {
  const both = [person('a', { unitId: CLINIC }), person('a', { unitId: SCHOOL, role: 'viewer' })];
  test('is told once, as of the unit that sees the alert', () => {
    const named: Audience = { kind: 'people', personIds: [both[0]?.id ?? ('' as PersonId)] };
    expect(audienceOf(named, given({}, { people: both })).map((one) => one.person?.unitId)).toEqual([SCHOOL]);
  });
  test('is found by the role they have in the unit, and by no other', () => {
    const ofUnit = (role: 'officer' | 'viewer'): Audience => ({ kind: 'unit', levelsUp: 0, role });
    expect(audienceOf(ofUnit('viewer'), given({}, { people: both }))).toHaveLength(1);
    expect(audienceOf(ofUnit('officer'), given({}, { people: both }))).toEqual([]);
  });
});
