import type { ImportId } from '../../domain/ids';
import { may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import type { RegisterImport } from '../../domain/register/import';
import type { RegisterKind } from '../../domain/register/columns';
import type { FieldChange, PlannedRow } from '../../domain/register/planning';
import type { SheetMessage } from '../../domain/register/sheetFault';
import type { Platform } from '../../domain/accounts/account';
import type { ImportSight } from '../../ports/importStorage';
import type { Page, PageRequest } from '../../ports/storage';
import { demand, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ImportServices } from './contract';
import { headerOf, importView, messageView } from './importView';

/**
 * Whoever manages people of the whole office sees the imports of everybody; others their own, with what they see now.
 */
function sightOf(principal: Principal): ImportSight {
  const { personId, unitId } = principal;
  return unitId === null && may(principal, 'people.manage') ? null : { personId, readerUnitId: unitId };
}

/** Throws `Refusal` `forbidden`, `not-found`. */
export async function findImport(deps: ServiceDeps, id: ImportId, principal: Principal): Promise<RegisterImport> {
  demand('account.write', principal);
  const imported = await deps.storage.imports.byId(id, sightOf(principal));
  if (imported === null) throw notFound('这次导入');
  return imported;
}

export function createReadImports(
  deps: ServiceDeps,
): Pick<ImportServices, 'imports' | 'oneImport' | 'importMessages' | 'importRows'> {
  const { storage } = deps;
  return {
    imports: async (page, principal) => {
      demand('account.write', principal);
      const { items, nextCursor } = await storage.imports.list(sightOf(principal), page);
      return { items: items.map(importView), nextCursor };
    },
    oneImport: async (id, principal) => importView(await findImport(deps, id, principal)),
    importMessages: async (id, { sheet, ...page }, principal) => {
      await findImport(deps, id, principal);
      const all = (await storage.imports.part<SheetMessage[]>(id, 'messages')) ?? [];
      const chosen = sheet === undefined ? all : all.filter((message) => message.sheet === sheet);
      const { items, nextCursor } = pageOf(chosen, page);
      return { items: items.map(messageView), nextCursor, sheets: [...new Set(all.map((message) => message.sheet))] };
    },
    importRows: async (id, { kind, outcome, ...page }, principal) => {
      await findImport(deps, id, principal);
      const all = (await storage.imports.part<PlannedRow[]>(id, 'rows')) ?? [];
      const chosen = all.filter(
        (row) => (kind === undefined || row.kind === kind) && (outcome === undefined || row.outcome === outcome),
      );
      const { items, nextCursor } = pageOf(chosen, page);
      const idOf = await registeredIds(deps, items, principal);
      return {
        items: items.map((row) => ({ ...row, changes: row.changes.map(headed(row.kind)), id: idOf(row) })),
        nextCursor,
      };
    },
  };
}

const headed = (kind: RegisterKind) => (change: FieldChange) => ({ ...change, header: headerOf(kind, change.field) });

/** The list does not change: a page begins at a place. */
export function pageOf<T>(all: readonly T[], { limit, cursor }: PageRequest): Page<T> {
  const from = cursor === null ? 0 : Number(cursor);
  if (!Number.isInteger(from) || from < 0) throw invalidInput('cursor', '不是本列表给出的位置。', '请从第一页读起。');
  return {
    items: all.slice(from, from + limit),
    nextCursor: from + limit < all.length ? String(from + limit) : null,
  };
}

/** What the rows of a page are as they are registered now, each kind looked up together. */
async function registeredIds(
  { storage }: ServiceDeps,
  rows: readonly PlannedRow[],
  { unitId: scope }: Principal,
): Promise<(row: PlannedRow) => string | null> {
  const found = new Map<string, string>();
  const refs = (kind: PlannedRow['kind']) => rows.filter((row) => row.kind === kind).map(({ ref }) => ref);
  if (refs('units').length > 0)
    for (const { key, id } of await storage.units.list(scope)) found.set(`units ${key}`, id);
  for (const { key, id } of await storage.sites.byKeys(refs('sites'))) found.set(`sites ${key}`, id);
  const identities = refs('accounts').map((ref) => ref.split(/ (.*)/su) as [Platform, string]);
  for (const platform of new Set(identities.map(([one]) => one))) {
    const ids = identities.filter(([one]) => one === platform).map(([, id]) => id);
    for (const { account } of await storage.accounts.byExternalIds(platform, ids))
      found.set(`accounts ${platform} ${account.externalId}`, account.id);
  }
  return ({ kind, ref }) => found.get(`${kind} ${ref}`) ?? null;
}
