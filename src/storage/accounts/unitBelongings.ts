import { ENDED_STATUSES } from '../../domain/accounts/accountTable';
import { openUnitsBelow, type UnitHoldings } from '../../domain/accounts/unitClosing';
import type { UnitId } from '../../domain/ids';
import type { Assignment } from '../../domain/people/assignment';
import { OPEN_STATES } from '../../domain/mandates/obligationTable';
import type { OwnPostState } from '../../domain/ownPosts/ownPost';
import type { SubmissionState } from '../../domain/submissions/submission';
import type { PersonMerged, Unit } from '../../ports/storage';
import { leaving } from '../alerts/outbox';
import { checkId, MAX_BATCH } from '../checkInput';
import { anyOf, noneOf, notNull } from '../conditions';
import { epochOf, type PersonRow } from '../people/people';
import { scoped } from '../scope';
import type { Row, Table, Update } from '../table';
import type { FollowsAccount } from './followers';

/** What administrators have set up and that may name a unit; each row counts its versions. */
export interface NamesUnit {
  readonly table: Table<Row & { readonly version: number }>;
  readonly field: 'unitId' | 'match.unitId';
  /**
   * It is the other unit's once its own is merged into it. Absent: it stays as it was set up, because under the other's
   * name it would hide, or tell people and receivers, what that unit alone has.
   */
  readonly goesAlong?: true;
}

/** Somebody still has to do something about them. */
const UNDECIDED: readonly SubmissionState[] = ['draft', 'in-review', 'returned', 'sent'];
const UNFINISHED: readonly OwnPostState[] = ['draft', 'in-review', 'returned', 'scheduled', 'publishing'];

/** What a unit has that is no row under its path: its people, and what is set up for it. */
export interface UnitBelongings {
  /** What of it goes to the unit that another one was merged into; each may be repeated. */
  steps(
    from: UnitId,
    into: UnitId,
    merged: PersonMerged,
  ): readonly { readonly name: string; readonly run: () => Promise<number> }[];
  holdings(unitId: UnitId, units: readonly Unit[]): Promise<UnitHoldings>;
  /** What names it and stays as it is. */
  settings(unitId: UnitId): Promise<number>;
}

interface BelongingTables {
  readonly people: Table<PersonRow>;
  readonly named: readonly NamesUnit[];
  readonly accounts: Table<FollowsAccount>;
  readonly obligations: Table<FollowsAccount>;
  readonly submissions: Table<FollowsAccount>;
  readonly ownPosts: Table<FollowsAccount>;
  readonly duties: Table<FollowsAccount>;
}

export function createUnitBelongings(tables: BelongingTables): UnitBelongings {
  const { people, named, accounts, obligations, submissions, ownPosts, duties } = tables;
  return {
    steps: (from, into, merged) => [
      { name: 'people', run: () => movePeople(people, { from, into, merged }) },
      {
        name: 'rosters',
        run: async () => {
          let changed = 0;
          for (const { table, field } of named.filter(({ goesAlong }) => goesAlong === true)) {
            const update = { $set: { [field]: into }, $inc: { version: 1 } } as Update<Row & { version: number }>;
            changed += await table.changeAll({ [field]: checkId(from, 'unitId') }, update);
          }
          return changed;
        },
      },
    ],
    holdings: async (unitId, units) => {
      const below = openUnitsBelow(unitId, units);
      const ids = new Set(units.filter(({ path }) => path.includes(unitId)).map(({ id }) => id));
      const sites = await scoped(accounts, null, { unitId }).group<{ readonly _id: string }>([
        { $match: { status: noneOf(ENDED_STATUSES), siteId: notNull() } },
        { $group: { _id: '$siteId' } },
      ]);
      return {
        units: below.length,
        accounts: await scoped(accounts, null, { unitId }).count({ status: noneOf(ENDED_STATUSES) }),
        sites: sites.length,
        people: (await people.many({}, { sort: { username: 1 }, limit: MAX_BATCH })).filter(
          ({ unitId: of, assignments = [], disabled }) =>
            !disabled && [of, ...assignments.map((one) => one.unitId)].some((one) => one !== null && ids.has(one)),
        ).length,
        tasks: await scoped(obligations, null, { unitId }).count({ state: anyOf(OPEN_STATES) }),
        submissions: await scoped(submissions, null, { unitId }).count({ state: anyOf(UNDECIDED) }),
        ownPosts: await scoped(ownPosts, null, { unitId }).count({ state: anyOf(UNFINISHED) }),
        duties: await scoped(duties, null, { unitId }).count({ isOwed: true }),
      };
    },
    settings: async (unitId) => {
      let count = 0;
      for (const { table, field } of named.filter(({ goesAlong }) => goesAlong !== true))
        count += await table.count({ [field]: checkId(unitId, 'unitId'), removedAt: null });
      return count;
    },
  };
}

/**
 * One by one, each with its own line in the ledger and every session of before ended: what a session was opened for is
 * no longer so. Only who still belongs to the unit is changed, so that a step that is repeated changes nobody twice.
 */
async function movePeople(
  people: Table<PersonRow>,
  { from, into, merged }: { readonly from: UnitId; readonly into: UnitId; readonly merged: PersonMerged },
): Promise<number> {
  let changed = 0;
  const unitId = checkId(from, 'unitId');
  for (const row of await people.many({}, { sort: { username: 1 }, limit: MAX_BATCH })) {
    const { _id, assignments = [], assignmentsVersion = 0 } = row;
    const isIn = (one: { readonly unitId: UnitId | null }): boolean => one.unitId === unitId;
    if (!isIn(row) && !assignments.some(isIn)) continue;
    const event = merged({ id: _id, sessionEpoch: epochOf(row) }, { from, into });
    const firstId = isIn(row) ? into : row.unitId;
    const further = assignments.length === 0 ? {} : { assignments: rehomed(assignments, { unitId, into, firstId }) };
    const known = { _id, unitId: row.unitId, assignmentsVersion: row.assignmentsVersion ?? null };
    const update = {
      $set: { unitId: firstId, ...further, assignmentsVersion: assignmentsVersion + 1 },
      $inc: { sessionEpoch: 1 },
      ...leaving([event]),
    };
    if (await people.change(known, update)) changed += 1;
  }
  return changed;
}

/** Whoever acts for both units acts for the other one as before. */
function rehomed(
  assignments: readonly Assignment[],
  { unitId, into, firstId }: { readonly unitId: UnitId; readonly into: UnitId; readonly firstId: UnitId | null },
): readonly Assignment[] {
  const holdsIt = firstId === into || assignments.some((one) => one.unitId === into);
  return assignments.flatMap((one) => {
    if (one.unitId === unitId) return holdsIt ? [] : [{ ...one, unitId: into }];
    return one.unitId === firstId ? [] : [one];
  });
}
