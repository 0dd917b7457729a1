import { isPendingExternalId, STATUS_RULES } from '../../domain/accounts/accountTable';
import { isOpen } from '../../domain/accounts/unit';
import { inScope } from '../../domain/people/permissions';
import type { UnitId } from '../../domain/ids';
import type { Platform } from '../../domain/accounts/account';
import { identityOf } from '../../domain/register/planAccounts';
import type { HeldAccount, ListedAccount } from '../../domain/register/officialList';
import type { WrittenRegister } from '../../domain/register/readRegister';
import { plainWord } from '../../domain/register/words';
import type { Scope } from '../../ports/storage';
import { pagesOf } from '../pagesOf';
import type { ServiceDeps } from '../settings';

const PAGE = 200;

/**
 * The accounts of a list, with the units they name; rows without platform or name are counted. Columns of websites are
 * left out.
 */
export async function listedAccounts(
  { storage }: Pick<ServiceDeps, 'storage'>,
  { rows }: WrittenRegister,
  scope: Scope,
): Promise<{ readonly listed: readonly ListedAccount[]; readonly unread: number }> {
  const named = new Map<string, UnitId | null>();
  for (const unit of await storage.units.list(scope)) {
    if (!isOpen(unit)) continue;
    named.set(unit.key, unit.id);
    const name = plainWord(unit.name);
    // A name that several have names none of them.
    named.set(name, named.has(name) ? null : unit.id);
  }
  const listed: ListedAccount[] = [];
  let unread = 0;
  for (const row of rows) {
    if (row.kind !== 'accounts') continue;
    const { platform, name, unit = '', homeUrl = '' } = row.values;
    if (platform === undefined || name === undefined) {
      unread += 1;
      continue;
    }
    if (platform === 'portal') continue;
    const unitId = named.get(unit) ?? named.get(plainWord(unit)) ?? null;
    const externalId = identityOf(row)?.externalId ?? '';
    const { sheet, row: at } = row;
    listed.push({ ...{ sheet, row: at, platform: platform as Platform, externalId, name, unit, unitId, homeUrl } });
  }
  return { listed, unread };
}

/**
 * What is registered or applied for within the scope and not cancelled; columns of websites are one site and not
 * compared.
 */
export async function heldAccounts(
  { storage }: Pick<ServiceDeps, 'storage'>,
  scope: Scope,
  onProgress: (done: number) => Promise<void> = () => Promise.resolve(),
): Promise<readonly HeldAccount[]> {
  const units = new Map((await storage.units.list(null)).map((unit) => [unit.id, unit]));
  const held: HeldAccount[] = [];
  let done = 0;
  for await (const { items } of pagesOf((page) => storage.accounts.list({}, page, scope), { limit: PAGE })) {
    for (const { account } of items) {
      const { id, platform, externalId, name, unitId, unitPath, status } = account;
      if (status === 'cancelled' || platform === 'portal' || !inScope(scope, unitPath)) continue;
      const known = isPendingExternalId(externalId) ? '' : externalId;
      held.push({
        ...{ id, platform, externalId: known, name, unitId, unitName: units.get(unitId)?.name ?? '' },
        owes: STATUS_RULES[status].owes,
      });
    }
    done += items.length;
    await onProgress(done);
  }
  return held;
}
