import type { Alert } from '../domain/alerts/alert';
import type { AlertFacts, Audience } from '../domain/notify/route';
import { isSilent } from '../domain/notify/silence';
import type { Telling } from '../domain/notify/whoIsTold';
import type { RosterId } from '../domain/ids';
import { inEachCapacity } from '../domain/people/assignment';
import { LONGEST_WAIT_DAYS } from '../domain/notify/quietTime';
import { dutyPlansOf } from '../domain/oncall/roster';
import { addCivilDays, civilDateOf } from '../domain/time/civil';
import type { Instant } from '../domain/time/instant';
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
  const audiences = [...routes.map(({ audience }) => audience), ...also];
  const rosterIds = new Set(audiences.flatMap((one) => ('rosterId' in one ? [one.rosterId] : [])));
  const units = isOfUnit || audiences.some(({ kind }) => kind === 'unit') ? await storage.units.list(null) : [];
  return {
    routes,
    channels,
    people: inEachCapacity(people).map(({ assignments: _, ...capacity }) => capacity),
    silences,
    rosters: await readPlans(storage, rosterIds, now),
    unitPaths: new Map(units.map(({ id, path }) => [id, path])),
    hours: settings.notify.hours,
    calendar: settings.calendar,
  };
}

/** Rosters with their days from yesterday's duty to the last day on which anything that waits now is told. */
async function readPlans(
  { dutyRosters, dutyDays, substitutions }: ServiceDeps['storage'],
  ids: ReadonlySet<RosterId>,
  now: Instant,
): Promise<Telling['rosters']> {
  if (ids.size === 0) return [];
  const today = civilDateOf(now);
  const rosters = (await dutyRosters.list()).filter(({ id }) => ids.has(id));
  const [days, standIns] = await Promise.all([
    dutyDays.between(
      rosters.map(({ id }) => id),
      { from: addCivilDays(today, -1), to: addCivilDays(today, LONGEST_WAIT_DAYS) },
    ),
    substitutions.list(),
  ]);
  return dutyPlansOf(rosters, days, standIns);
}

/** What routes and silences ask of an alert beyond what it says itself. */
export async function readFacts(
  { storage }: Pick<ServiceDeps, 'storage'>,
  alert: Pick<Alert, 'kind' | 'severity' | 'unitPath' | 'byUnit' | 'subject' | 'figures' | 'platform' | 'siteId'>,
): Promise<AlertFacts> {
  const { accountId, policyId } = alert.subject;
  // Alerts of before do not say the platform; of a column, the site may have been assigned since, or be another.
  const isAsked = accountId !== undefined && (alert.platform === null || alert.platform === 'portal');
  const account = isAsked ? ((await storage.accounts.byId(accountId, null))?.account ?? null) : null;
  const policy = policyId === undefined ? null : await storage.policies.byId(policyId);
  const named = alert.figures['platform'];
  return {
    alert,
    platform: alert.platform ?? account?.platform ?? (named === undefined ? null : (named as AlertFacts['platform'])),
    siteId: account === null ? alert.siteId : account.siteId,
    authority: policy?.authority ?? null,
  };
}
