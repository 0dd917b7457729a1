import type { ServiceDeps } from '../settings';
import type { ImportSteps } from '../steps';
import { createApplyImport } from './applyImport';
import { createCarryOut } from './carryOut';
import type { ImportServices } from './contract';
import { createExportTables } from './exportTables';
import { createHandIn } from './handIn';
import { createReadImports } from './readImports';
import { createUndoImport } from './undo/undoImport';

/** Files of units, sites, accounts and people: checked, applied, and the register as such files. */
export function createImportServices(deps: ServiceDeps, steps: ImportSteps): ImportServices {
  const { goOn, ...apply } = createApplyImport(deps, steps);
  const { goBack, ...undo } = createUndoImport(deps, steps);
  return {
    handIn: createHandIn(deps),
    ...createReadImports(deps),
    ...apply,
    ...undo,
    carryOut: createCarryOut(deps, { goOn, goBack }),
    ...createExportTables(deps),
  };
}
