import { may } from '../../../domain/people/permissions';
import type { Principal } from '../../../domain/people/role';
import {
  refOf,
  wholeApplied,
  type Added,
  type AppliedImport,
  type RowOf,
} from '../../../domain/register/appliedImport';
import { REGISTER_KINDS, type RegisterKind } from '../../../domain/register/columns';
import type { ImportUndo, Kept, KindCounts, RegisterImport } from '../../../domain/register/import';
import { parentsFirst } from '../../../domain/register/planUnits';
import { SECOND_MS } from '../../../domain/time/instant';
import type { ImportId } from '../../../domain/ids';
import { conflict, demand, writtenReason } from '../../refuse';
import { withRightsOfRole } from '../../rightsOfRoles';
import type { ServiceDeps } from '../../settings';
import type { ImportSteps } from '../../steps';
import type { GoOn } from '../carryOut';
import type { ImportServices } from '../contract';
import { importEvent } from '../importEvent';
import { importView, keptView } from '../importView';
import { findImport, pageOf } from '../readImports';
import { readPart } from '../readPart';
import { createTelling } from '../telling';
import { createGiveBack } from './giveBack';
import { readNow } from './readNow';
import { surveyUndo, type Survey } from './survey';
import { createTakeOut } from './takeOut';

/** An account that is being looked at is free within a minute or two; what is held longer stays. */
const WAIT_MS = 10 * SECOND_MS;
const MOST_ATTEMPTS = 30;
const RELAYED_AT_ONCE = 5_000;

/** Taking an import back as one act: begun by a person, carried out by whichever process is there. */
export function createUndoImport(
  deps: ServiceDeps,
  steps: ImportSteps,
): Pick<ImportServices, 'undoImport' | 'undoPlan'> & { readonly goBack: GoOn } {
  const { storage, clock } = deps;
  const look = async (applied: AppliedImport, readerUnitId: ImportUndo['readerUnitId']): Promise<Survey> =>
    surveyUndo({ deps, steps, applied, now: await readNow(deps, applied, readerUnitId) });
  return {
    undoPlan: async (id, page, principal) => {
      const imported = await findImport(deps, id, principal);
      const { state, undo } = imported;
      if (state === 'undoing' || state === 'undone') {
        const kept = (await storage.imports.part<Kept[]>(id, 'kept')) ?? [];
        const counts = { removes: undo?.removed ?? countOf(() => 0), restores: undo?.restored ?? countOf(() => 0) };
        return { ...counts, ...keptPage(kept, page) };
      }
      const applied = await demandApplied(deps, imported, principal);
      const survey = await look(applied, principal.unitId);
      return {
        removes: countOf((kind) => survey.removable[kind].length),
        restores: countOf((kind) => survey.restorable[kind].length),
        ...keptPage(survey.kept, page),
      };
    },
    undoImport: async (id, reason, principal) => {
      const imported = await findImport(deps, id, principal);
      const note = writtenReason(reason);
      const applied = await demandApplied(deps, imported, principal);
      const survey = await look(applied, principal.unitId);
      const some = (rows: Survey['removable'] | Survey['restorable']): boolean =>
        REGISTER_KINDS.some((kind) => rows[kind].length > 0);
      if (!some(survey.removable) && !some(survey.restorable))
        throw conflict('这次导入没有可以撤回的内容：都已有后续使用或改动。');
      const { personId, name, role, unitId } = principal;
      const undo: ImportUndo = {
        ...{ by: { personId, name, role }, readerUnitId: unitId, reason: note, at: clock.now() },
        ...{ removed: null, restored: null, kept: survey.kept.length },
      };
      const to = { state: 'undoing', undo, failure: null, attempts: 0, progress: null } as const;
      const event = importEvent(deps, imported, { to: 'undoing', principal, note });
      if (!(await storage.imports.move(id, imported.state, { to, event }))) throw conflict('这次导入刚被撤回或执行。');
      return importView({ ...imported, ...to });
    },
    goBack: async (claimed, token) => {
      const { undo } = claimed;
      const stored = await readPart<AppliedImport>(deps, claimed.id, 'applied');
      const applied = stored && wholeApplied(stored);
      if (undo === null || applied === null) {
        await storage.imports.settle(claimed.id, token, {
          to: { state: 'applied', undo: null, progress: null, failure: '撤回所需的记录已不在，没有撤回。' },
        });
        return;
      }
      const { personId, name, role } = undo.by;
      const by = await withRightsOfRole(deps, { personId, name, role, unitId: undo.readerUnitId, via: 'session' });
      const telling = createTelling(deps, claimed.id, token);
      try {
        const end = await carryOut({ applied, claimed, by, onProgress: telling.tell });
        await telling.told();
        if (end === null && (claimed.attempts ?? 0) <= MOST_ATTEMPTS) {
          const untilAt = new Date(clock.now().getTime() + WAIT_MS);
          await storage.imports.advance(claimed.id, token, { progress: null, untilAt });
          return;
        }
        await settle(claimed, { token, by, ...(end ?? (await report(applied, by, []))) });
      } catch (error) {
        await telling.told();
        if (!telling.isLost()) throw error;
      }
    },
  };

  /** One turn of it. Null: some of it is in use at this moment, and is to be tried again. */
  async function carryOut(given: {
    readonly applied: AppliedImport;
    readonly claimed: RegisterImport;
    readonly by: Principal;
    readonly onProgress: ReturnType<typeof createTelling>['tell'];
  }) {
    const { applied, claimed, by, onProgress } = given;
    const refused: Kept[] = [];
    const survey = await look(applied, by.unitId);
    const { removable, gone, restorable } = survey;
    const takeOut = createTakeOut({
      ...{ deps, steps, applied, imported: claimed, by },
      onProgress: (kind, done) => onProgress({ part: kind, done, total: removable[kind].length + gone[kind].length }),
    });
    const giveBack = createGiveBack({ deps, steps, by, onRefused: (kept) => refused.push(kept) });
    // What is still to be told of what goes is told first: its row carries that.
    while ((await storage.outbox.relay(RELAYED_AT_ONCE)) > 0);
    // What nothing stands on first. What goes back leaves the units and websites that go.
    await takeOut('liaisons', [...removable.liaisons, ...gone.liaisons]);
    await giveBack('liaisons', restorable.liaisons);
    await takeOut('people', [...removable.people, ...gone.people]);
    await takeOut('accounts', [...removable.accounts, ...gone.accounts]);
    await giveBack('accounts', restorable.accounts);
    await giveBack('people', restorable.people);
    await takeOut('sites', [...removable.sites, ...gone.sites]);
    await giveBack('sites', restorable.sites);
    await giveBack('units', restorable.units);
    await takeOut('units', deepestFirst([...removable.units, ...gone.units]));
    const end = await report(applied, by, refused);
    return end.isOver ? end : null;
  }

  /** What it has come to. */
  async function report(applied: AppliedImport, by: Principal, refused: readonly Kept[]) {
    const survey = await look(applied, by.unitId);
    const waiting = REGISTER_KINDS.flatMap((kind) =>
      survey.removable[kind].map(({ row }): Kept => {
        return { kind, ref: refOf(kind, row), name: row.name, field: '', reason: 'in-use' };
      }),
    );
    const kept = [...survey.kept, ...refused, ...waiting];
    return {
      isOver: waiting.length === 0,
      kept,
      removed: countOf((kind) => survey.gone[kind].length),
      restored: countOf((kind) => survey.restored[kind]),
    };
  }

  async function settle(
    claimed: RegisterImport,
    end: {
      readonly token: string;
      readonly by: Principal;
      readonly kept: readonly Kept[];
      readonly removed: KindCounts;
      readonly restored: KindCounts;
    },
  ): Promise<void> {
    const { undo } = claimed;
    if (undo === null) return;
    const { token, by, kept, removed, restored } = end;
    await storage.imports.putPart(claimed.id, 'kept', kept);
    const note = undo.reason;
    const event = importEvent(deps, claimed, { to: 'undone', principal: by, note });
    const to = { state: 'undone', progress: null, undo: { ...undo, removed, restored, kept: kept.length } } as const;
    await storage.imports.settle(claimed.id, token, { to, event });
  }
}

/** Those below before those above, also where one of them is gone already. */
function deepestFirst(units: readonly Added<RowOf['units']>[]): readonly Added<RowOf['units']>[] {
  const order = parentsFirst(units.map(({ row }) => row)).map(({ key }) => key);
  const place = new Map(order.map((key, at) => [key, at]));
  return [...units].sort((one, other) => (place.get(other.row.key) ?? 0) - (place.get(one.row.key) ?? 0));
}

function countOf(of: (kind: RegisterKind) => number): KindCounts {
  return {
    units: of('units'),
    sites: of('sites'),
    accounts: of('accounts'),
    people: of('people'),
    liaisons: of('liaisons'),
  };
}

function keptPage(kept: readonly Kept[], page: Parameters<ImportServices['undoPlan']>[1]) {
  const { items, nextCursor } = pageOf(kept, page);
  return { keptCount: kept.length, items: items.map(keptView), nextCursor };
}

/** What it did, for whoever may take that back. Throws `Refusal` `conflict`, `forbidden`. */
async function demandApplied(
  { storage }: ServiceDeps,
  { id, state }: Pick<RegisterImport, 'id' | 'state'>,
  principal: Principal,
): Promise<AppliedImport> {
  if (state !== 'applied' && state !== 'failed') throw conflict('只有已执行的导入可以撤回。');
  const stored = await storage.imports.part<AppliedImport>(id as ImportId, 'applied');
  if (stored === null) throw conflict('这次导入没有留下撤回所需的记录，或没有写入任何内容。');
  const applied = wholeApplied(stored);
  const { added, changed } = applied;
  const concernsAdministrators = (['units', 'people'] as const).some(
    (kind) => added[kind].length + changed[kind].length > 0,
  );
  if (concernsAdministrators && !may(principal, 'people.manage')) demand('people.manage', principal);
  if (added.liaisons.length + changed.liaisons.length > 0) demand('team.manage', principal);
  return applied;
}
