import { judgeColumns } from '../../domain/siteChecks/columns';
import type { SiteFound } from '../../domain/siteChecks/siteVerdict';
import type { SiteId } from '../../domain/ids';
import type { ServiceDeps } from '../settings';

/** What the columns of each of these sites say of it, by the facts and verdicts they have now. */
export async function judgeColumnsOf(
  { storage, settings }: ServiceDeps,
  siteIds: readonly SiteId[],
): Promise<(siteId: SiteId) => SiteFound> {
  const records = siteIds.length === 0 ? [] : await storage.accounts.ofSites(siteIds);
  return (siteId) =>
    judgeColumns(
      records.filter(({ account }) => account.siteId === siteId),
      settings.siteChecks.rules.columns,
    );
}
