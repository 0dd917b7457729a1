import type { AlertFigures } from '../alerts/alert';
import type { PersonId, UnitId } from '../ids';
import { dutyDateAt, onDutyOf } from '../oncall/onDuty';
import type { DutyPlan, DutyPost } from '../oncall/roster';
import { inScope } from '../people/permissions';
import type { Role } from '../people/role';
import type { Instant } from '../time/instant';
import type { PersonAddresses } from './channel';
import type { AlertFacts, Audience } from './route';

/** Somebody who may be told, as far as that decides it; once for each unit they act for. */
export interface Reachable {
  readonly id: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly unitId: UnitId | null;
  readonly disabled: boolean;
  readonly addresses: PersonAddresses;
}

/** Why somebody is among those who are told. */
export const TOLD_AS = [
  'group', // reads the channel
  'named',
  'role',
  'on-duty',
  'substitute', // stands in for somebody who has the duty
  'unit', // of the unit the alert is about, or one above it
  'roster-hole', // nobody is on duty
] as const;
export type ToldAs = (typeof TOLD_AS)[number];

/** `person` null: whoever reads the channel. */
export interface Reached {
  readonly person: Reachable | null;
  readonly why: ToldAs;
}

/** Why an audience is nobody at all. */
export const AUDIENCE_GAPS = [
  'too-many-units', // the alert folds things of more units than are told one by one
  'no-unit', // the alert is about no unit, or there is none so many levels above it
  'roster-gone',
  'nobody-there', // nobody has the role, or is of the unit
] as const;
export type AudienceGap = (typeof AUDIENCE_GAPS)[number];

/** What says who is in an audience. */
export interface AudienceContext {
  readonly people: readonly Reachable[];
  readonly rosters: readonly DutyPlan[];
  /** The units above each unit and that itself, root first; read where an alert folds things of several. */
  readonly unitPaths: ReadonlyMap<UnitId, readonly UnitId[]>;
  readonly facts: AlertFacts;
  /** When they are told: whoever is on duty then. */
  readonly now: Instant;
}

/** Of more units than that nobody is told by unit: it is for those above. */
const MOST_UNITS = 50;

/**
 * Whom an audience is now, each once: whoever acts for several units in the first of them that sees what the alert is
 * about. Whether they may see it at all and can be reached is not asked here.
 */
export function audienceOf(audience: Audience, given: AudienceContext): readonly Reached[] {
  const found = reach(audience, given);
  return typeof found === 'string' ? [] : onceEach(found, given.facts.alert.unitPath);
}

function onceEach(reached: readonly Reached[], unitPath: readonly UnitId[]): readonly Reached[] {
  const byPerson = new Map<PersonId | null, Reached>();
  for (const one of reached) {
    const id = one.person?.id ?? null;
    const before = byPerson.get(id);
    const sees = ({ person }: Reached): boolean => person === null || inScope(person.unitId, unitPath);
    if (before === undefined || (!sees(before) && sees(one))) byPerson.set(id, one);
  }
  return [...byPerson.values()];
}

/** Why `audienceOf` is nobody; null: it is somebody. */
export function gapOf(audience: Audience, given: AudienceContext): AudienceGap | null {
  const found = reach(audience, given);
  return typeof found === 'string' ? found : found.length === 0 ? 'nobody-there' : null;
}

function reach(audience: Audience, given: AudienceContext): readonly Reached[] | AudienceGap {
  const { people } = given;
  switch (audience.kind) {
    case 'group':
      return [{ person: null, why: 'group' }];
    case 'people':
      return [...new Set(audience.personIds)].flatMap((id) =>
        as(
          'named',
          people.filter((one) => one.id === id),
        ),
      );
    case 'role':
      return people
        .filter(({ role, disabled }) => role === audience.role && !disabled)
        .flatMap((one) => as('role', [one]));
    case 'unit':
      return ofUnits(audience, given);
    case 'duty':
      return byRoster(audience.rosterId, 'duty', given);
    case 'duty-leader':
      return byRoster(audience.rosterId, 'leader', given);
  }
}

function as(why: ToldAs, people: readonly Reachable[]): readonly Reached[] {
  return people.map((person) => ({ person, why }));
}

function ofUnits(
  { levelsUp, role }: Extract<Audience, { readonly kind: 'unit' }>,
  { people, unitPaths, facts }: AudienceContext,
): readonly Reached[] | AudienceGap {
  const { byUnit, unitPath } = facts.alert;
  const own = byUnit === null ? [unitPath] : ownUnits(byUnit, unitPaths).map((id) => unitPaths.get(id) ?? [id]);
  if (own.length > MOST_UNITS) return 'too-many-units';
  const units = new Set(own.flatMap((path) => path.at(-1 - levelsUp) ?? []));
  if (units.size === 0) return 'no-unit';
  return people
    .filter((one) => !one.disabled && one.unitId !== null && units.has(one.unitId))
    .filter((one) => role === null || one.role === role)
    .flatMap((one) => as('unit', [one]));
}

/** Units in which something lies that lies in none below them. */
function ownUnits(
  byUnit: Readonly<Record<UnitId, AlertFigures>>,
  unitPaths: ReadonlyMap<UnitId, readonly UnitId[]>,
): readonly UnitId[] {
  const below = new Map<UnitId, Map<string, number>>();
  const all = Object.keys(byUnit) as UnitId[];
  for (const id of all) {
    const parent = unitPaths.get(id)?.at(-2);
    if (parent === undefined) continue;
    const sums = below.get(parent) ?? new Map<string, number>();
    for (const [name, value] of Object.entries(byUnit[id] ?? {}))
      if (typeof value === 'number') sums.set(name, (sums.get(name) ?? 0) + value);
    below.set(parent, sums);
  }
  return all.filter((id) => {
    const sums = below.get(id);
    const isOwn = Object.entries(byUnit[id] ?? {}).some(
      ([name, value]) => typeof value === 'number' && value > (sums?.get(name) ?? 0),
    );
    return sums === undefined || isOwn;
  });
}

/** Whoever has the duty; where nobody can be told, the role that the roster names for that. */
function byRoster(
  rosterId: DutyPlan['roster']['id'],
  post: DutyPost,
  { people, rosters, now }: AudienceContext,
): readonly Reached[] | AudienceGap {
  const plan = rosters.find(({ roster }) => roster.id === rosterId);
  if (plan === undefined) return 'roster-gone';
  const { roster } = plan;
  const standing = roster.disabled ? [] : onDutyOf(plan, dutyDateAt(roster, now), post);
  const there = standing.flatMap(({ personId, insteadOf }) =>
    as(
      insteadOf === null ? 'on-duty' : 'substitute',
      people.filter(({ id, disabled }) => id === personId && !disabled),
    ),
  );
  if (there.length > 0) return there;
  const able = people.filter(({ role, disabled }) => role === roster.fallbackRole && !disabled);
  const own = roster.unitId === null ? able : able.filter(({ unitId }) => unitId === roster.unitId);
  return (own.length > 0 ? own : able).flatMap((one) => as('roster-hole', [one]));
}
