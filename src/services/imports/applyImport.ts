import type { AccountId, ImportId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { makeEvent } from '../../domain/alerts/events';
import { Refusal } from '../../domain/errors';
import type { ImportProgress, RegisterImport } from '../../domain/register/import';
import type { WrittenRegister } from '../../domain/register/readRegister';
import type { RegisterFile } from '../../domain/register/registerFile';
import { MINUTE_MS } from '../../domain/time/instant';
import { personActor } from '../actors';
import { conflict } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { RegisterSteps } from '../steps';
import type { ImportServices } from './contract';
import { checkWritten, keepPlan, planFigures } from './handIn';
import { importView } from './importView';
import { findImport } from './readImports';
import { registerFile } from './registerFile';

const LEASE_MS = 2 * MINUTE_MS;

/** What is registered, with the ids that new accounts get: they are found again by them, also by another process. */
export type ImportPlan = Required<RegisterFile> & { readonly addedAccounts: readonly AccountId[] };

/** Applying a file that was checked: begun by a person, carried out by whichever process is there. */
export function createApplyImport(
  deps: ServiceDeps,
  steps: RegisterSteps,
): Pick<ImportServices, 'applyImport'> & { readonly goOn: (claimed: RegisterImport, token: string) => Promise<void> } {
  const { storage, ids, clock } = deps;
  return {
    applyImport: async (id, principal) => {
      const imported = await findImport(deps, id, principal);
      if (imported.state !== 'draft' && imported.state !== 'failed') throw conflict('这次导入已经执行过。');
      if (imported.by.personId !== principal.personId) throw conflict('只有上传的人可以执行这次导入。');
      const written = await storage.imports.part<WrittenRegister>(id, 'written');
      if (written === null) throw conflict('这次导入的内容已不在，请重新上传。');
      const plan = await checkWritten(deps, written, { ...principal, updates: imported.updates });
      await keepPlan(deps, id, plan);
      const figures = planFigures(plan);
      if (plan.faults > 0) {
        await storage.imports.move(id, imported.state, { to: figures });
        throw new Refusal('conflict', `还有 ${plan.faults} 处问题，未导入任何内容。`, {
          remedy: '请按问题清单改正表格后重新上传。',
        });
      }
      const file = fileOf(plan, { updates: imported.updates, ids });
      if (rowsOf(file) === 0) throw conflict('没有需要导入的内容：表中各行都已登记。');
      await storage.imports.putPart(id, 'plan', file);
      const begun: Partial<RegisterImport> = {
        ...{ ...figures, state: 'applying', failure: null, appliedAt: clock.now() },
        progress: { part: 'units', done: 0, total: file.units.length },
      };
      const event = eventOf(deps, { ...imported, ...figures }, { to: 'applying', principal });
      if (!(await storage.imports.move(id, imported.state, { to: begun, event }))) throw conflict('这次导入刚被执行。');
      return importView({ ...imported, ...begun });
    },
    goOn: async (claimed, token) => {
      const plan = await storage.imports.part<ImportPlan>(claimed.id, 'plan');
      const { personId, name, role } = claimed.by;
      const by: Principal = { personId, name, role, unitId: claimed.readerUnitId, via: 'session' };
      if (plan === null) {
        await storage.imports.settle(claimed.id, token, {
          to: { state: 'failed', failure: '内容已不在，请重新上传。' },
        });
        return;
      }
      const telling = createTelling(deps, claimed.id, token);
      try {
        const outcome = await registerFile({ services: steps, storage }, plan, { by, onProgress: telling.tell });
        await telling.told();
        const event = eventOf(deps, claimed, { to: 'applied', principal: by });
        await storage.imports.settle(claimed.id, token, { to: { state: 'applied', outcome, progress: null }, event });
        await storage.imports.removePart(claimed.id, 'written');
      } catch (error) {
        await telling.told();
        if (!(error instanceof Refusal)) throw error;
        // What a person has changed meanwhile: they are told, and may apply it again.
        const failure = `${error.message}${error.remedy}`;
        const event = eventOf(deps, claimed, { to: 'failed', principal: by });
        await storage.imports.settle(claimed.id, token, { to: { state: 'failed', failure, progress: null }, event });
      }
    },
  };
}

function rowsOf({ units, sites, accounts, people }: Required<RegisterFile>): number {
  return units.length + sites.length + accounts.length + people.length;
}

function fileOf(
  { added, changed }: Awaited<ReturnType<typeof checkWritten>>,
  { updates, ids }: { readonly updates: boolean; readonly ids: ServiceDeps['ids'] },
): ImportPlan {
  const fresh = added.accounts.map((account) => ({ ...account, id: ids.id<AccountId>() }));
  const also = updates ? changed : { units: [], sites: [], accounts: [], people: [] };
  return {
    // Changed ones first: a new unit may stand below one that is renamed, and both are known by key.
    units: [...also.units, ...added.units],
    sites: [...also.sites, ...added.sites],
    accounts: [...also.accounts, ...fresh],
    people: [...also.people, ...added.people],
    addedAccounts: fresh.map(({ id }) => id),
  };
}

/** The line of the ledger about the import as a whole; what it adds has lines of its own. */
function eventOf(
  { ids, clock }: ServiceDeps,
  imported: Pick<RegisterImport, 'id' | 'state' | 'fileName' | 'sha256' | 'counts' | 'updates'>,
  {
    to,
    principal,
    note,
  }: { readonly to: RegisterImport['state']; readonly principal: Principal; readonly note?: string },
) {
  const { id, state, fileName, sha256, counts, updates } = imported;
  const { units, sites, accounts, people } = counts.new;
  return makeEvent(
    { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
    {
      ...{ kind: 'register-imported', subject: `import:${id}`, from: state, to, reason: to },
      data: { fileName, sha256, updates, units, sites, accounts, people, ...(note === undefined ? {} : { note }) },
    },
  );
}

/** Says how far the work is, one write after the other; what it could not say is no reason to stop. */
function createTelling({ storage, clock }: ServiceDeps, id: ImportId, token: string) {
  let writing: Promise<unknown> = Promise.resolve();
  let waiting: ImportProgress | null = null;
  const write = async (): Promise<void> => {
    const progress = waiting;
    waiting = null;
    if (progress === null) return;
    const untilAt = new Date(clock.now().getTime() + LEASE_MS);
    await storage.imports.advance(id, token, { progress, untilAt }).catch(() => false);
  };
  return {
    tell: (progress: ImportProgress): void => {
      const isWriting = waiting !== null;
      waiting = progress;
      if (!isWriting) writing = writing.then(write);
    },
    told: async (): Promise<void> => {
      await writing;
    },
  };
}

/** Claims one import after the other; `goOn` leaves the claim as it is where it throws, and it is free again later. */
export function createCarryOut(
  { storage, clock, ids }: ServiceDeps,
  goOn: (claimed: RegisterImport, token: string) => Promise<void>,
): ImportServices['carryOut'] {
  return async ({ owner }) => {
    const token = ids.secret();
    const claimed = await storage.imports.claim({ now: clock.now(), owner, leaseMs: LEASE_MS, token });
    if (claimed === null) return {};
    await goOn(claimed, token);
    return { [claimed.state]: 1 };
  };
}
