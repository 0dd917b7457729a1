import type { SilenceView } from '../../api/notify';
import type { Alert } from '../../domain/alerts/alert';
import type { SiteId, UnitId } from '../../domain/ids';
import { mayHide } from '../../domain/notify/hidingAbout';
import { isSilent, type Silence } from '../../domain/notify/silence';
import { inScope } from '../../domain/people/permissions';
import { DAY_MS } from '../../domain/time/instant';
import type { Scope } from '../../ports/storage';
import { readScope } from '../readScope';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { NotifyServices } from './contract';
import { placeAbout, type PlaceAbout } from './silencedPlace';

/** Silences that ended are shown for so long, where all of them are. */
const SHOWN_DAYS = 7;
/** Work that is planned is said so long before it begins, where what it will hide is shown. */
const AHEAD_DAYS = 1;

/** What several silences name, read once for all of them. */
interface Named {
  readonly siteNames: ReadonlyMap<SiteId, string>;
  /** Sites that the reader sees. */
  readonly siteIds: ReadonlySet<SiteId>;
  readonly alerts: readonly Alert[];
}

export function createReadSilences(deps: ServiceDeps): Pick<NotifyServices, 'silences'> {
  const { storage, clock } = deps;
  return {
    silences: async (principal, about = null) => {
      const scope = readScope(principal);
      const now = clock.now();
      if (about === null) {
        const shown = await storage.silences.endingAfter(new Date(now.getTime() - SHOWN_DAYS * DAY_MS));
        const named = await readNamed(deps, shown, { scope, unitIds: null });
        const theirs = scope === null ? shown : await concerning(deps, scope, { shown, named });
        return silenceViews(deps, theirs, { ...named, scope });
      }
      const { unitIds, place, isAbout } = await placeAbout(deps, about, scope);
      const ahead = now.getTime() + AHEAD_DAYS * DAY_MS;
      const all = await storage.silences.endingAfter(now);
      const near = all.filter(
        ({ kind, startsAt }) => startsAt <= now || (kind === 'maintenance' && startsAt.getTime() < ahead),
      );
      const named = await readNamed(deps, near, { scope, unitIds });
      const siteIds = place.siteIds ?? named.siteIds;
      const hiding = near.flatMap((silence) => hidingOf(silence, { ...place, siteIds, isAbout }, named));
      return silenceViews(deps, hiding, { ...named, scope });
    },
  };
}

/** The silence as it hides something of what is shown: of alerts that were picked, those about it alone. */
function hidingOf(
  silence: Silence,
  { isAbout, ...place }: PlaceAbout['place'] & Pick<PlaceAbout, 'isAbout'>,
  { alerts }: Named,
) {
  const { match } = silence;
  const { alertIds = [] } = match;
  if (!mayHide(match, place)) return [];
  if (alertIds.length === 0) return [silence];
  const own = alerts.filter((alert) => alertIds.includes(alert.id) && alert.state !== 'resolved' && isAbout(alert));
  return own.length === 0 ? [] : [{ ...silence, match: { ...match, alertIds: own.map(({ id }) => id) } }];
}

/** Those that may hide something of whoever reads for a unit, and of what was picked theirs alone. */
async function concerning(
  { storage }: ServiceDeps,
  scope: UnitId,
  { shown, named }: { readonly shown: readonly Silence[]; readonly named: Named },
): Promise<readonly Silence[]> {
  const units = shown.some(({ match }) => match.unitId !== null) ? await storage.units.list(scope) : [];
  const path = units.find(({ id }) => id === scope)?.path ?? [];
  // Above them, their own, or below them: it may hide something they would be told.
  const theirs = new Set([...path, ...units.map(({ id }) => id)]);
  return shown.flatMap((silence) => {
    const { match } = silence;
    const { unitId, siteId = null, alertIds = [] } = match;
    if (unitId !== null && !theirs.has(unitId)) return [];
    // Of a site that is not theirs it hides nothing from them, and its name and reason are not theirs to read.
    if (siteId !== null && !named.siteIds.has(siteId)) return [];
    if (alertIds.length === 0) return [silence];
    // Of alerts that were selected they are told theirs, and not how many others there are.
    const seen = named.alerts.filter(({ id, unitPath }) => alertIds.includes(id) && inScope(scope, unitPath));
    return seen.length === 0 ? [] : [{ ...silence, match: { ...match, alertIds: seen.map(({ id }) => id) } }];
  });
}

async function readNamed(
  { storage }: ServiceDeps,
  silences: readonly Silence[],
  { scope, unitIds }: { readonly scope: Scope; readonly unitIds: ReadonlySet<UnitId> | null },
): Promise<Named> {
  const siteIds = [...new Set(silences.flatMap(({ match }) => match.siteId ?? []))];
  const alertIds = [...new Set(silences.flatMap(({ match }) => match.alertIds ?? []))];
  const [sites, alerts] = await Promise.all([
    siteIds.length === 0 ? [] : storage.sites.byIds(siteIds),
    alertIds.length === 0 ? [] : storage.alerts.byIds(alertIds),
  ]);
  const seen = sites.filter(
    ({ unitPath, unitId }) => inScope(scope, unitPath) && (unitIds === null || unitIds.has(unitId)),
  );
  return {
    siteNames: new Map(sites.map(({ id, name }) => [id, name])),
    siteIds: new Set(seen.map(({ id }) => id)),
    alerts,
  };
}

/** Silences as they are shown, in the given order. */
export async function silenceViews(
  { storage, clock }: ServiceDeps,
  silences: readonly Silence[],
  { siteNames, scope }: Pick<Named, 'siteNames'> & { readonly scope: Scope },
): Promise<readonly SilenceView[]> {
  // What it keeps back from others is not for who sees a unit to know.
  const held = scope === null ? await storage.notifications.countsOfSilences(silences.map(({ id }) => id)) : null;
  return silences.map((silence) => ({
    ...silenceFields(silence, clock.now()),
    siteName: siteNames.get(silence.match.siteId ?? ('' as SiteId)) ?? null,
    holds: held === null ? null : (held.get(silence.id) ?? 0),
  }));
}

function silenceFields(silence: Silence, now: Date): Omit<SilenceView, 'siteName' | 'holds'> {
  const { id, kind, match, reason, by, startsAt, endsAt, version } = silence;
  return {
    ...{ id, kind, match, reason, version },
    byName: by.name,
    startsAt: iso(startsAt),
    endsAt: iso(endsAt),
    active: isSilent(silence, now),
  };
}
