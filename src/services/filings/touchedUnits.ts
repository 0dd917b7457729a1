import type { LedgerEntry } from '../../domain/alerts/alert';
import { ID_PATTERN, type AccountId, type UnitId } from '../../domain/ids';
import type { ServiceDeps } from '../settings';

/** Units whose filings may be others after these lines of the ledger. Too many cost a look; too few are never met. */
export async function touchedUnits(
  storage: ServiceDeps['storage'],
  entries: readonly LedgerEntry[],
): Promise<readonly UnitId[]> {
  const accounts = new Set<AccountId>();
  const registered = new Set<AccountId>();
  const units = new Set<unknown>();
  const above = new Set<string>();
  const keys = new Set<string>();
  let all = false;
  for (const { kind, subject, to, reason, data } of entries) {
    const id = subject.slice(subject.indexOf(':') + 1);
    switch (kind) {
      case 'account-registered':
        registered.add(id as AccountId);
        accounts.add(id as AccountId);
        break;
      case 'account-changed':
        accounts.add(id as AccountId);
        // Of an account that has gone to another unit, the former one as well; filed with its id, it may be reported.
        for (const unit of [data['unitFrom'], data['unitTo']]) units.add(unit);
        if (reason === 'file') registered.add(id as AccountId);
        break;
      case 'register-removed':
        units.add(subject.startsWith('unit:') ? id : data['unitId']);
        // Of a unit that was there before, its key alone stands there.
        if (typeof data['unitKey'] === 'string') keys.add(data['unitKey']);
        break;
      case 'unit-added':
      case 'unit-closed':
      case 'unit-reopened':
        units.add(id);
        break;
      case 'unit-changed':
      case 'unit-moved':
        // A department is as high as the government above it.
        above.add(id);
        break;
      case 'unit-merged':
        units.add(id);
        // What stood below the one stands below the other.
        if (to !== null) above.add(to);
        break;
      case 'onboarding-changed':
        // Of one unit where it names one; a plan is of as many as it selects.
        if (typeof data['unitId'] === 'string') units.add(data['unitId']);
        else all = true;
        break;
      case 'filing-finding-changed':
        // What a person has said has an end of its own; what follows from the rules was planned when it was found.
        if (['accepted', 'taken-back', 'reported', 'not-in-list'].includes(reason)) units.add(data['unitId']);
        break;
      default:
    }
  }
  if (all || above.size > 0 || keys.size > 0)
    for (const { id, key, path } of await storage.units.list(null))
      if (all || keys.has(key) || path.some((one) => above.has(one))) units.add(id);
  const platforms = new Set<string>();
  for (const { account } of await storage.accounts.byIds([...accounts])) {
    units.add(account.unitId);
    if (registered.has(account.id)) platforms.add(account.platform);
  }
  for (const platform of platforms)
    for (const unit of await storage.filingFindings.unitsReporting(platform)) units.add(unit);
  return [...units].filter((id): id is UnitId => typeof id === 'string' && ID_PATTERN.test(id));
}
