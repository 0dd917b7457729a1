import type { SiteHistoryView } from '../../api/sites';
import type { LedgerEntry } from '../../domain/alerts/alert';
import { siteChangesIn } from '../../domain/alerts/siteHistory';
import { ID_PATTERN, type AccountId } from '../../domain/ids';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso, listView } from '../toView/isoInstant';
import type { ViewServices } from './contract';
import { paperOf } from './readFilings';

/** What was changed of a website, newest first; units and columns that the reader does not see are `…`. */
export function createSiteHistory({ storage, clock }: ServiceDeps): ViewServices['siteHistory'] {
  return async (id, page, principal) => {
    const scope = readScope(principal);
    if ((await storage.sites.byId(id, scope)) === null) throw notFound('站点');
    const lines = await storage.ledger.ofSubject(`site:${id}`, page);
    const columns = new Set(
      lines.items.flatMap(siteChangesIn).flatMap(({ field, from, to }) => (field === 'repostColumn' ? [from, to] : [])),
    );
    const names = new Map<string, string>();
    for (const unit of await storage.units.list(scope)) names.set(unit.id, unit.name);
    const ids = [...columns].filter((one): one is AccountId => one !== null && ID_PATTERN.test(one));
    for (const { account } of await storage.accounts.byIds(ids))
      if (scope === null || account.unitPath.includes(scope)) names.set(account.id, account.name);
    return listView(lines, (line) => historyLine(line, names), clock.now());
  };
}

function historyLine(entry: LedgerEntry, names: ReadonlyMap<string, string>): SiteHistoryView {
  const { kind, reason, actor, data, recordedAt } = entry;
  const named = (value: string | null): string | null => (value === null ? null : (names.get(value) ?? '…'));
  return {
    at: iso(recordedAt),
    kind,
    reason,
    by: text(data['actorName']) ?? (actor.startsWith('system:') ? null : actor),
    note: text(data['note']),
    paper: paperOf(data),
    changes: siteChangesIn(entry).map(({ field, from, to }) =>
      field === 'unit' || field === 'repostColumn' ? { field, from: named(from), to: named(to) } : { field, from, to },
    ),
  };
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
