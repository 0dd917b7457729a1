import type { PersonId, RosterId, SubstitutionId } from '../../../src/domain/ids';
import type { DutyDay, DutyRoster, Substitution } from '../../../src/domain/oncall/roster';
import type { CivilDate } from '../../../src/domain/time/instant';
import { eventOf, NOW } from '../samples';
import { ids, useTestStore } from '../testStore';

const { storage } = useTestStore();
const date = (text: string): CivilDate => text as CivilDate;
const rosterOf = (given: Partial<DutyRoster> = {}): DutyRoster => ({
  id: ids.id<RosterId>(),
  name: '总值班',
  unitId: null,
  handoverMinute: 510,
  fallbackRole: 'operator',
  disabled: false,
  version: 1,
  ...given,
});
const dayOf = (rosterId: RosterId, day: string, given: Partial<DutyDay> = {}): DutyDay => ({
  rosterId,
  date: date(day),
  personIds: [],
  leaderIds: [],
  source: 'hand',
  version: 0,
  ...given,
});
const write = (...days: readonly DutyDay[]): Promise<number> =>
  storage.dutyDays.write(
    days.map((day) => ({
      id: `${day.rosterId.slice(-14)}${day.date.replaceAll('-', '')}00`,
      day,
      event: eventOf('duty'),
    })),
  );
const ledgerLines = async (): Promise<number> => {
  while ((await storage.outbox.relay(100)) > 0);
  return (await storage.ledger.after(0, 100)).length;
};

test('a roster is changed by one of two who read it, and what is removed is not listed', async () => {
  const roster = rosterOf();
  await storage.dutyRosters.insert(roster, eventOf('roster'));
  expect(await storage.dutyRosters.change({ ...roster, handoverMinute: 0 }, eventOf('roster'))).toBe(true);
  expect(await storage.dutyRosters.change({ ...roster, handoverMinute: 60 }, eventOf('roster'))).toBe(false);
  expect(await storage.dutyRosters.list()).toEqual([{ ...roster, handoverMinute: 0, version: 2 }]);
  expect(await storage.dutyRosters.remove(roster.id, 2, eventOf('roster'))).toBe(true);
  expect([await storage.dutyRosters.list(), await storage.dutyRosters.byId(roster.id)]).toEqual([[], null]);
  expect(await ledgerLines()).toBe(3);
});

describe('days of duty', () => {
  test('are those of the span and the rosters asked for, first and last day included', async () => {
    const [one, other] = [ids.id<RosterId>(), ids.id<RosterId>()];
    await write(
      ...['09-30', '10-01', '10-02', '10-03'].map((day) => dayOf(one, `2026-${day}`)),
      dayOf(other, '2026-10-01'),
    );
    const span = { from: date('2026-10-01'), to: date('2026-10-02') };
    const found = async (...of: readonly RosterId[]) =>
      (await storage.dutyDays.between(of, span)).map((day) => `${day.rosterId === one ? 1 : 2} ${day.date}`);
    expect(await found(one)).toEqual(['1 2026-10-01', '1 2026-10-02']);
    expect(await found(one, other)).toEqual(['1 2026-10-01', '1 2026-10-02', '2 2026-10-01']);
    expect(await found()).toEqual([]);
  });

  test('that somebody else changed since they were read stay as they are; the others are stored', async () => {
    const rosterId = ids.id<RosterId>();
    const personIds = [ids.id<PersonId>()];
    expect(await write(dayOf(rosterId, '2026-10-01'), dayOf(rosterId, '2026-10-02'))).toBe(2);
    const changed = ['2026-10-01', '2026-10-02', '2026-10-03'].map((day) => dayOf(rosterId, day, { personIds }));
    expect(await write(...changed)).toBe(1);
    expect(await write(...changed.slice(0, 1).map((day) => ({ ...day, version: 1 })))).toBe(1);
    expect(await write(...changed.slice(0, 1).map((day) => ({ ...day, version: 1 })))).toBe(0);
    const days = await storage.dutyDays.between([rosterId], { from: date('2026-10-01'), to: date('2026-10-09') });
    expect(days.map(({ personIds: who, version }) => [who.length, version])).toEqual([
      [1, 2],
      [0, 1],
      [1, 1],
    ]);
    // One for each that went in.
    expect(await ledgerLines()).toBe(4);
  });
});

test('substitutions are listed by their ends, the last first, without those that were taken back', async () => {
  const substitutionOf = (toDate: string): Substitution => ({
    id: ids.id<SubstitutionId>(),
    rosterId: ids.id<RosterId>(),
    fromDate: date('2026-10-01'),
    toDate: date(toDate),
    personId: ids.id<PersonId>(),
    insteadOf: ids.id<PersonId>(),
    reason: '休假',
    madeAt: NOW,
    version: 1,
  });
  const all = ['2026-10-02', '2026-10-04', '2026-10-03'].map(substitutionOf);
  for (const one of all) await storage.substitutions.insert(one, eventOf('substitution'));
  const [first] = all;
  if (first === undefined) throw new Error('there are three');
  expect(await storage.substitutions.byId(first.id)).toEqual(first);
  await storage.substitutions.remove(first.id, 1, eventOf('substitution'));
  const ends = (await storage.substitutions.list()).map(({ toDate }) => toDate);
  expect(ends).toEqual(['2026-10-04', '2026-10-03']);
});
