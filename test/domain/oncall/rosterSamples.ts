import type { PersonId, RosterId, SubstitutionId } from '../../../src/domain/ids';
import type { DutyDay, DutyPlan, DutyRoster, Substitution } from '../../../src/domain/oncall/roster';
import type { CivilDate } from '../../../src/domain/time/instant';

export const date = (text: string): CivilDate => text as CivilDate;
export const personId = (letter: string): PersonId => letter.repeat(24) as PersonId;
export const ROSTER_ID = '7'.repeat(24) as RosterId;

export const rosterOf = (given: Partial<DutyRoster> = {}): DutyRoster => ({
  id: ROSTER_ID,
  name: '总值班',
  unitId: null,
  handoverMinute: 510,
  fallbackRole: 'administrator',
  disabled: false,
  version: 1,
  ...given,
});

/** A day on which the people with these letters have the duty. */
export const dayOf = (day: string, letters: string, leaders = ''): DutyDay => ({
  rosterId: ROSTER_ID,
  date: date(day),
  personIds: [...letters].map(personId),
  leaderIds: [...leaders].map(personId),
  source: 'import',
  version: 1,
});

/** `from` to `to`, `by` stands in for `insteadOf`; those with a later number were made later. */
export const substitutionOf = (
  [from, to]: readonly [string, string],
  [by, insteadOf]: readonly [string, string],
  madeAt = 0,
): Substitution => ({
  id: String(madeAt % 10).repeat(24) as SubstitutionId,
  rosterId: ROSTER_ID,
  fromDate: date(from),
  toDate: date(to),
  personId: personId(by),
  insteadOf: personId(insteadOf),
  reason: '休假',
  madeAt: new Date(madeAt),
  version: 1,
});

export const planOf = (given: Partial<DutyPlan> = {}): DutyPlan => ({
  roster: rosterOf(),
  days: [],
  substitutions: [],
  ...given,
});
