import type { ServiceDeps } from '../settings';
import type { RegisterSteps } from '../steps';
import { createApplyImport, createCarryOut } from './applyImport';
import type { ImportServices } from './contract';
import { createExportTables } from './exportTables';
import { createHandIn } from './handIn';
import { createReadImports } from './readImports';

/** Files of units, sites, accounts and people: checked, applied, and the register as such files. */
export function createImportServices(deps: ServiceDeps, steps: RegisterSteps): ImportServices {
  const { goOn, ...apply } = createApplyImport(deps, steps);
  return {
    handIn: createHandIn(deps),
    ...createReadImports(deps),
    ...apply,
    carryOut: createCarryOut(deps, goOn),
    ...createExportTables(deps),
  };
}
