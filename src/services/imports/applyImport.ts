import { Refusal } from '../../domain/errors';
import type { RegisterImport } from '../../domain/register/import';
import type { WrittenRegister } from '../../domain/register/readRegister';
import { conflict } from '../refuse';
import { withRightsOfRole } from '../rightsOfRoles';
import type { ServiceDeps } from '../settings';
import type { ImportSteps } from '../steps';
import type { GoOn } from './carryOut';
import type { ImportServices } from './contract';
import { checkWritten, keepPlan, planFigures } from './handIn';
import { importEvent } from './importEvent';
import { importPlan, type ImportPlan } from './importPlan';
import { importView } from './importView';
import { findImport } from './readImports';
import { readPart } from './readPart';
import { recordApplied } from './recordApplied';
import { registerFile } from './registerFile';
import { createTelling } from './telling';

const MOST_ATTEMPTS = 5;
const MOST_NAMED = 20;

/** Applying a file that was checked: begun by a person, carried out by whichever process is there. */
export function createApplyImport(
  deps: ServiceDeps,
  steps: ImportSteps,
): Pick<ImportServices, 'applyImport'> & { readonly goOn: GoOn } {
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
      const file = importPlan(plan, { updates: imported.updates, ids });
      if (rowsOf(file) === 0) throw conflict('没有需要导入的内容：表中各行都已登记。');
      // Whoever begins it at the same instant has a plan of their own: one of the two is carried out, whole.
      const planToken = ids.secret();
      await storage.imports.putPart(id, `plan:${planToken}`, file);
      const begun: Partial<RegisterImport> = {
        ...{ ...figures, state: 'applying', failure: null, appliedAt: clock.now() },
        progress: { part: 'units', done: 0, total: file.units.length },
        by: { personId: principal.personId, name: principal.name, role: principal.role },
        ...{ planToken, attempts: 0 },
      };
      const event = importEvent(deps, { ...imported, ...figures }, { to: 'applying', principal });
      if (!(await storage.imports.move(id, imported.state, { to: begun, event }))) {
        await storage.imports.removePart(id, `plan:${planToken}`);
        throw conflict('这次导入刚被执行。');
      }
      return importView({ ...imported, ...begun });
    },
    goOn: async (claimed, token) => {
      const planPart = `plan:${claimed.planToken ?? ''}` as const;
      const plan = await readPart<ImportPlan>(deps, claimed.id, planPart);
      const { personId, name, role } = claimed.by;
      const by = await withRightsOfRole(deps, { personId, name, role, unitId: claimed.readerUnitId, via: 'session' });
      const fail = async (failure: string): Promise<void> => {
        const event = importEvent(deps, claimed, { to: 'failed', principal: by });
        const to = { state: 'failed', failure, progress: null } as const;
        if (plan !== null) await recordApplied(deps, claimed.id, plan);
        if (await storage.imports.settle(claimed.id, token, { to, event }))
          await storage.imports.removePart(claimed.id, planPart);
      };
      if (plan === null) return fail('内容已不在，请重新上传。');
      if ((claimed.attempts ?? 0) > MOST_ATTEMPTS)
        return fail(`执行 ${MOST_ATTEMPTS} 次都没有完成，已停止。请再执行一次；仍不成功请联系技术人员。`);
      const left: string[] = [];
      const telling = createTelling(deps, claimed.id, token);
      try {
        const outcome = await registerFile({ services: steps, storage }, plan, {
          ...{ by, onProgress: telling.tell, addedAccounts: plan.addedAccounts },
          onLeft: (name) => left.push(name),
        });
        // Last: it names units and people of the same file. A plan of an earlier version has none.
        await steps.team.registerRoster(plan.liaisons ?? [], by, (done, total) =>
          telling.tell({ part: 'liaisons', done, total }),
        );
        await telling.told();
        await recordApplied(deps, claimed.id, plan);
        const event = importEvent(deps, claimed, { to: 'applied', principal: by });
        const to = { state: 'applied', outcome, progress: null, failure: leftText(left) } as const;
        if (!(await storage.imports.settle(claimed.id, token, { to, event }))) return;
        for (const part of ['written', planPart] as const) await storage.imports.removePart(claimed.id, part);
      } catch (error) {
        await telling.told();
        // Another process has taken it on, and ends it.
        if (telling.isLost()) return;
        if (!(error instanceof Refusal)) throw error;
        // What a person has changed meanwhile: they are told, and may apply it again.
        await fail(`${error.message}${error.remedy}`);
      }
    },
  };
}

function rowsOf({ units, sites, accounts, people, liaisons }: ImportPlan): number {
  return units.length + sites.length + accounts.length + people.length + liaisons.length;
}

/** What was not touched, for people; null: nothing. */
function leftText(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const some = names.slice(0, MOST_NAMED).join('、');
  return `有 ${names.length} 个账号在执行之前已由他人登记，未作改动：${some}${names.length > MOST_NAMED ? '等' : ''}。`;
}
