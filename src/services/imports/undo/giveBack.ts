import { Refusal } from '../../../domain/errors';
import type { Principal } from '../../../domain/people/role';
import { refOf, type RowOf } from '../../../domain/register/appliedImport';
import type { RegisterKind } from '../../../domain/register/columns';
import type { Kept } from '../../../domain/register/import';
import { parentsFirst } from '../../../domain/register/planUnits';
import { personActor } from '../../actors';
import type { ServiceDeps } from '../../settings';
import type { ImportSteps } from '../../steps';
import { personRegistrations } from '../personRegistrations';
import { accountRegistration, siteRegistration, unitRegistration } from './takeOut';

const AT_ONCE = 1_000;

type GiveBack = <Kind extends RegisterKind>(kind: Kind, rows: readonly RowOf[Kind][]) => Promise<void>;

/**
 * Registers rows as they were, each as anybody registers them: with its own line in the ledger, and nothing where it is
 * so already. What the register does not take any more is told to `onRefused`.
 */
export function createGiveBack(given: {
  readonly deps: ServiceDeps;
  readonly steps: ImportSteps;
  readonly by: Principal;
  readonly onRefused: (kept: Kept) => void;
}): GiveBack {
  const { deps, steps, by, onRefused } = given;
  const actor = personActor(by);
  const registers: { readonly [kind in RegisterKind]: (rows: readonly RowOf[kind][]) => Promise<unknown> } = {
    units: (rows) => steps.accounts.registerUnits(parentsFirst([...rows]).map(unitRegistration), actor),
    sites: (rows) => steps.accounts.registerSites(rows.map(siteRegistration), actor),
    accounts: (rows) => steps.accounts.registerAccounts(rows.map(accountRegistration), { by: actor }),
    liaisons: (rows) => steps.team.registerRoster(rows, by),
    people: async (rows) => steps.people.registerMany(rows.map(await personRegistrations(deps)), by),
  };
  return async (kind, rows) => {
    const register: (some: readonly RowOf[typeof kind][]) => Promise<unknown> = registers[kind];
    const taken = async (some: readonly RowOf[typeof kind][]): Promise<boolean> => {
      try {
        await register(some);
        return true;
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    };
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const some = rows.slice(at, at + AT_ONCE);
      if (await taken(some)) continue;
      // One of them is refused: the others are not.
      for (const row of some)
        if (!(await taken([row])))
          onRefused({ kind, ref: refOf(kind, row), name: row.name, field: '', reason: 'refused' });
    }
  };
}
