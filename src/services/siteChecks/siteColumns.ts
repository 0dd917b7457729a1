import type { SiteId } from '../../domain/ids';
import type { AccountRecord } from '../../ports/accountRecord';
import type { ServiceDeps } from '../settings';

/** The columns of each of these sites, by the facts and verdicts they have now. */
export async function readColumnsOf(
  { storage }: Pick<ServiceDeps, 'storage'>,
  siteIds: readonly SiteId[],
): Promise<(siteId: SiteId) => readonly AccountRecord[]> {
  const columns = new Map<SiteId, AccountRecord[]>();
  for (const record of siteIds.length === 0 ? [] : await storage.accounts.ofSites(siteIds)) {
    const { siteId } = record.account;
    if (siteId !== null) columns.set(siteId, [...(columns.get(siteId) ?? []), record]);
  }
  return (siteId) => columns.get(siteId) ?? [];
}
