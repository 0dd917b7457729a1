import type { AccountId, LiaisonId, PersonId, SiteId, UnitId } from '../../domain/ids';
import { asLeft, type AppliedImport, type Changed, type RowOf } from '../../domain/register/appliedImport';
import type { RegisterKind } from '../../domain/register/columns';
import type { RegisterPlan } from '../../domain/register/planRegister';
import { parentsFirst } from '../../domain/register/planUnits';
import type { RegisterFile } from '../../domain/register/registerFile';
import type { ServiceDeps } from '../settings';

/** What is registered, with the ids that what is new gets: it is found again by them, also by another process. */
export interface ImportPlan extends Required<RegisterFile> {
  readonly addedAccounts: readonly AccountId[];
  /** What it takes to take it back, should all of it come about. */
  readonly applied: AppliedImport;
  readonly madeSiteKeys: readonly string[];
}

export function importPlan(
  { added, changed, former, madeSiteKeys }: RegisterPlan,
  { updates, ids }: { readonly updates: boolean; readonly ids: ServiceDeps['ids'] },
): ImportPlan {
  const units = added.units.map((unit) => ({ ...unit, id: ids.id<UnitId>() }));
  const sites = added.sites.map((site) => ({ ...site, id: ids.id<SiteId>() }));
  const accounts = added.accounts.map((account) => ({ ...account, id: ids.id<AccountId>() }));
  const people = added.people.map((person) => ({ ...person, id: ids.id<PersonId>() }));
  const liaisons = added.liaisons.map((liaison) => ({ ...liaison, id: ids.id<LiaisonId>() }));
  const also = updates ? changed : { units: [], sites: [], accounts: [], people: [], liaisons: [] };
  const rowsOf = <Kind extends RegisterKind>(kind: Kind, rows: readonly (RowOf[Kind] & { readonly id: string })[]) =>
    rows.map((row) => ({ id: row.id, row: asLeft(kind, row, null) }));
  const changesOf = <Kind extends RegisterKind>(
    kind: Kind,
    after: readonly RowOf[Kind][],
    before: readonly RowOf[Kind][],
  ): readonly Changed<RowOf[Kind]>[] =>
    after.flatMap((row, at) => {
      const was = before[at];
      return was === undefined ? [] : [{ before: was, after: asLeft(kind, row, was) }];
    });
  return {
    // Together: one that is there may be put below a new one, and a new one below one that is renamed.
    units: parentsFirst([...also.units, ...units]),
    sites: [...also.sites, ...sites],
    accounts: [...also.accounts, ...accounts],
    people: [...also.people, ...people],
    liaisons: [...also.liaisons, ...liaisons],
    addedAccounts: accounts.map(({ id }) => id),
    madeSiteKeys,
    applied: {
      added: {
        units: rowsOf('units', units),
        sites: rowsOf('sites', sites),
        accounts: rowsOf('accounts', accounts),
        people: rowsOf('people', people),
        liaisons: rowsOf('liaisons', liaisons),
      },
      changed: {
        units: changesOf('units', also.units, former.units),
        sites: changesOf('sites', also.sites, former.sites),
        accounts: changesOf('accounts', also.accounts, former.accounts),
        people: changesOf('people', also.people, former.people),
        liaisons: changesOf('liaisons', also.liaisons, former.liaisons),
      },
    },
  };
}
