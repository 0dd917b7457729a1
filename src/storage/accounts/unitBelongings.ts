import { ENDED_STATUSES } from '../../domain/accounts/accountTable';
import { openUnitsBelow, type UnitHoldings } from '../../domain/accounts/unitClosing';
import type { UnitId } from '../../domain/ids';
import { OPEN_STATES } from '../../domain/mandates/obligationTable';
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
}

export function createUnitBelongings({ people, named, accounts, obligations }: BelongingTables): UnitBelongings {
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
          ({ unitId: of, disabled }) => of !== null && ids.has(of) && !disabled,
        ).length,
        tasks: await scoped(obligations, null, { unitId }).count({ state: anyOf(OPEN_STATES) }),
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
  for (const row of await people.many({ unitId }, { sort: { username: 1 }, limit: MAX_BATCH })) {
    const event = merged({ id: row._id, sessionEpoch: epochOf(row) }, { from, into });
    const update = { $set: { unitId: into }, $inc: { sessionEpoch: 1 }, ...leaving([event]) };
    if (await people.change({ _id: row._id, unitId }, update)) changed += 1;
  }
  return changed;
}
