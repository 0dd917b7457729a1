import type { Alert } from '../domain/alerts/alert';
import type { AlertId } from '../domain/ids';
import { isSilent, silenceOf, type Silence } from '../domain/notify/silence';
import type { Instant } from '../domain/time/instant';
import type { AlertFilter, Scope } from '../ports/storage';
import { pagesOf } from './pagesOf';
import { readFactsEach } from './readTelling';
import type { ServiceDeps } from './settings';

/** More than these nobody waits for. */
const BOUNDS = { limit: 200, maxPages: 50 };

export interface AlertsFound {
  readonly alerts: readonly Alert[];
  /** There were more than are gone through. */
  readonly isCut: boolean;
}

type Deps = Pick<ServiceDeps, 'storage'>;

/**
 * What is not resolved and what one of these silences hides at an instant from a reader of the scope, by the rule by
 * which nobody is told of it.
 */
export async function hiddenAlerts(
  deps: Deps,
  silences: readonly Silence[],
  { now, scope }: { readonly now: Instant; readonly scope: Scope },
): Promise<AlertsFound> {
  const active = silences.filter((silence) => isSilent(silence, now));
  const found = new Map<AlertId, Alert>();
  let isCut = false;
  // Twenty silences of platforms are found in one list: it is read once.
  const filters = new Map(active.flatMap(candidatesOf).map((filter) => [JSON.stringify(filter), filter]));
  for (const filter of filters.values()) {
    const read = await gather(deps, { ...filter, state: 'unresolved' }, { scope });
    isCut ||= read.isCut;
    for (const alert of read.alerts) found.set(alert.id, alert);
  }
  return { alerts: await hiddenOf(deps, [...found.values()], { silences: active, now, scope }), isCut };
}

/** What was noticed since an instant, over or not, and what the silence would hide of it if it held now. */
export async function hiddenSince(
  deps: Deps,
  silence: Silence,
  { now, sinceAt }: { readonly now: Instant; readonly sinceAt: Instant },
): Promise<AlertsFound> {
  const found = new Map<AlertId, Alert>();
  let isCut = false;
  for (const filter of candidatesOf(silence)) {
    const read = await alertsNoticedSince(deps, filter, sinceAt);
    isCut ||= read.isCut;
    for (const alert of read.alerts) found.set(alert.id, alert);
  }
  return { alerts: await hiddenOf(deps, [...found.values()], { silences: [silence], now, scope: null }), isCut };
}

/** Alerts as they are now that were noticed since an instant, those changed last first. */
export async function alertsNoticedSince(deps: Deps, filter: AlertFilter, sinceAt: Instant): Promise<AlertsFound> {
  const { alerts, isCut } = await gather(deps, filter, { scope: null, sinceAt });
  return { alerts: alerts.filter(({ noticedAt }) => noticedAt >= sinceAt), isCut };
}

/** Lists in which everything stands that a silence can match. */
function candidatesOf({ match }: Silence): readonly AlertFilter[] {
  const { kinds, unitId, alertIds = [] } = match;
  const narrow: AlertFilter = {
    ...(unitId === null ? {} : { unitId }),
    ...(alertIds.length === 0 ? {} : { ids: alertIds }),
  };
  return kinds.length === 0 || alertIds.length > 0 ? [narrow] : kinds.map((kind) => ({ ...narrow, kind }));
}

async function gather(
  { storage }: Deps,
  filter: AlertFilter,
  { scope, sinceAt = null }: { readonly scope: Scope; readonly sinceAt?: Instant | null },
): Promise<AlertsFound> {
  const alerts: Alert[] = [];
  let isCut = false;
  for await (const page of pagesOf((asked) => storage.alerts.list(filter, asked, scope), BOUNDS)) {
    const recent = page.items.filter(({ changedAt }) => sinceAt === null || changedAt >= sinceAt);
    alerts.push(...recent);
    isCut = page.nextCursor !== null && recent.length === page.items.length;
    // What changed last stands first: nothing behind this was noticed since.
    if (recent.length < page.items.length) break;
  }
  return { alerts, isCut };
}

async function hiddenOf(
  deps: Deps,
  alerts: readonly Alert[],
  { silences, now, scope }: { readonly silences: readonly Silence[]; readonly now: Instant; readonly scope: Scope },
): Promise<readonly Alert[]> {
  if (alerts.length === 0) return [];
  const readerPath = scope === null ? null : ((await deps.storage.units.byId(scope, null))?.path ?? [scope]);
  const each = await readFactsEach(deps, alerts);
  return each.filter(({ facts }) => silenceOf(silences, facts, { now, readerPath }) !== null).map(({ alert }) => alert);
}
