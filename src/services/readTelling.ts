import type { Alert } from '../domain/alerts/alert';
import type { AlertFacts, Audience } from '../domain/notify/route';
import { isSilent } from '../domain/notify/silence';
import type { Telling } from '../domain/notify/whoIsTold';
import type { ServiceDeps } from './settings';

/**
 * What the office has set up about telling people, as of now. `also`: audiences beside those of the routes that are
 * asked for.
 */
export async function readTelling(
  { storage, settings, clock }: ServiceDeps,
  also: readonly Audience[] = [],
): Promise<Telling> {
  const [routes, channels, people, silences] = await Promise.all([
    storage.notifyRoutes.list(),
    storage.notifyChannels.list(),
    storage.people.list(),
    storage.silences.list(),
  ]);
  const now = clock.now();
  const isOfUnit = silences.some((silence) => silence.match.unitId !== null && isSilent(silence, now));
  const asked = new Set([...routes.map(({ audience }) => audience), ...also].map(({ kind }) => kind));
  const units = isOfUnit || asked.has('unit') ? await storage.units.list(null) : [];
  return {
    routes,
    channels,
    people,
    silences,
    rosters: [],
    unitPaths: new Map(units.map(({ id, path }) => [id, path])),
    hours: settings.notify.hours,
    calendar: settings.calendar,
  };
}

/** What routes and silences ask of an alert beyond what it says itself. */
export async function readFacts(
  { storage }: Pick<ServiceDeps, 'storage'>,
  alert: Pick<Alert, 'kind' | 'severity' | 'unitPath' | 'byUnit' | 'subject' | 'figures'>,
): Promise<AlertFacts> {
  const { accountId, policyId } = alert.subject;
  const account = accountId === undefined ? null : await storage.accounts.byId(accountId, null);
  const policy = policyId === undefined ? null : await storage.policies.byId(policyId);
  const named = alert.figures['platform'];
  return {
    alert,
    platform: account?.account.platform ?? (named === undefined ? null : (named as AlertFacts['platform'])),
    authority: policy?.authority ?? null,
  };
}
