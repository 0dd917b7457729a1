import type { ImportId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { countPlan, type RegisterImport } from '../../domain/register/import';
import { planRegister, type RegisterPlan } from '../../domain/register/planRegister';
import { readRegister, type WrittenRegister } from '../../domain/register/readRegister';
import { isNotice } from '../../domain/register/sheetFault';
import { demand } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { HandedIn, ImportServices } from './contract';
import { importView, MOST_MESSAGES } from './importView';
import { readRegistered, type Reader } from './readRegistered';

/** Checks what a file says against the register as it is now. */
export async function checkWritten(deps: ServiceDeps, written: WrittenRegister, reader: Reader): Promise<RegisterPlan> {
  const { registered, reach } = await readRegistered(deps, written, reader);
  return planRegister(written, registered, reach);
}

/** What of a plan stands in the row of its import. */
export function planFigures(plan: RegisterPlan): Pick<RegisterImport, 'counts' | 'faults' | 'notices'> {
  return {
    counts: countPlan(plan.rows),
    faults: plan.faults,
    notices: plan.messages.length - plan.faults,
  };
}

/** Keeps what a check found; `rows` last, because it is what people read of it first. */
export async function keepPlan({ storage }: ServiceDeps, id: ImportId, plan: RegisterPlan): Promise<void> {
  const faultsFirst = [...plan.messages.filter((one) => !isNotice(one)), ...plan.messages.filter(isNotice)];
  await storage.imports.putPart(id, 'messages', faultsFirst.slice(0, MOST_MESSAGES));
  await storage.imports.putPart(id, 'rows', plan.rows);
}

export function createHandIn(deps: ServiceDeps): ImportServices['handIn'] {
  const { storage, clock, ids, settings } = deps;
  return async ({ sheets, ...file }: HandedIn, principal: Principal) => {
    demand('account.write', principal);
    const sectors = settings.sectors.entries.map(({ key, zh }) => ({ key, name: zh }));
    const written = readRegister(sheets, { sectors });
    const plan = await checkWritten(deps, written, { ...principal, updates: file.updates });
    const id = ids.id<ImportId>();
    const { personId, name, role, unitId } = principal;
    const imported: RegisterImport = {
      ...{ id, by: { personId, name, role }, readerUnitId: unitId, uploadedAt: clock.now(), state: 'draft' },
      ...file,
      ...planFigures(plan),
      ...{ progress: null, appliedAt: null, outcome: null, failure: null, undo: null },
    };
    await keepPlan(deps, id, plan);
    await storage.imports.putPart(id, 'written', written);
    await storage.imports.insert(imported);
    await storage.imports.removeDrafts(personId, id);
    return importView(imported);
  };
}
