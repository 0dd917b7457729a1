import type { Alert } from '../domain/alerts/alert';
import type { AlertFacts, Audience } from '../domain/notify/route';
import type { Telling } from '../domain/notify/whoIsTold';
import type { Account } from '../domain/accounts/account';
import type { AccountId, RosterId } from '../domain/ids';
import { inEachCapacity } from '../domain/people/assignment';
import { LONGEST_WAIT_DAYS } from '../domain/notify/quietTime';
import { dutyPlansOf } from '../domain/oncall/roster';
import { addCivilDays, civilDateOf } from '../domain/time/civil';
import type { Instant } from '../domain/time/instant';
import { accountsById } from './accountsById';
import type { ServiceDeps } from './settings';

/**
 * What the office has set up about telling people, as of now. `also`: audiences beside those of the routes that are
 * asked for. `sinceAt`: since when it is asked what it would have told; default now.
 */
export async function readTelling(
  { storage, settings, clock }: ServiceDeps,
  also: readonly Audience[] = [],
  sinceAt: Instant = clock.now(),
): Promise<Telling> {
  const [routes, channels, people, silences] = await Promise.all([
    storage.notifyRoutes.list(),
    storage.notifyChannels.list(),
    storage.people.list(),
    storage.silences.list(),
  ]);
  const isOfUnit = silences.some(({ match, endsAt }) => match.unitId !== null && endsAt > sinceAt);
  const audiences = [...routes.map(({ audience }) => audience), ...also];
  const rosterIds = new Set(audiences.flatMap((one) => ('rosterId' in one ? [one.rosterId] : [])));
  const units = isOfUnit || audiences.some(({ kind }) => kind === 'unit') ? await storage.units.list(null) : [];
  return {
    routes,
    channels,
    people: inEachCapacity(people).map(({ assignments: _, ...capacity }) => capacity),
    silences,
    rosters: await readPlans(storage, rosterIds, { sinceAt, now: clock.now() }),
    unitPaths: new Map(units.map(({ id, path }) => [id, path])),
    hours: settings.notify.hours,
    calendar: settings.calendar,
  };
}

/** Rosters with their days from the duty before `sinceAt` to the last day on which anything that waits now is told. */
async function readPlans(
  { dutyRosters, dutyDays, substitutions }: ServiceDeps['storage'],
  ids: ReadonlySet<RosterId>,
  { sinceAt, now }: { readonly sinceAt: Instant; readonly now: Instant },
): Promise<Telling['rosters']> {
  if (ids.size === 0) return [];
  const rosters = (await dutyRosters.list()).filter(({ id }) => ids.has(id));
  const [days, standIns] = await Promise.all([
    dutyDays.between(
      rosters.map(({ id }) => id),
      { from: addCivilDays(civilDateOf(sinceAt), -1), to: addCivilDays(civilDateOf(now), LONGEST_WAIT_DAYS) },
    ),
    substitutions.list(),
  ]);
  return dutyPlansOf(rosters, days, standIns);
}

type AskedAlert = Pick<
  Alert,
  'id' | 'kind' | 'severity' | 'unitPath' | 'byUnit' | 'subject' | 'figures' | 'platform' | 'siteId'
>;

/** What routes and silences ask of an alert beyond what it says itself. */
export async function readFacts({ storage }: Pick<ServiceDeps, 'storage'>, alert: AskedAlert): Promise<AlertFacts> {
  const accountId = askedAccount(alert);
  const { policyId } = alert.subject;
  const account = accountId === null ? null : ((await storage.accounts.byId(accountId, null))?.account ?? null);
  const policy = policyId === undefined ? null : await storage.policies.byId(policyId);
  return factsOf(alert, account, policy?.authority ?? null);
}

/** As `readFacts` of each, all accounts and policies read together. */
export async function readFactsEach<A extends AskedAlert>(
  { storage }: Pick<ServiceDeps, 'storage'>,
  alerts: readonly A[],
): Promise<readonly { readonly alert: A; readonly facts: AlertFacts }[]> {
  const accounts = await accountsById(
    storage,
    alerts.flatMap((alert) => askedAccount(alert) ?? []).map((accountId) => ({ accountId })),
  );
  const policyIds = new Set(alerts.flatMap(({ subject }) => subject.policyId ?? []));
  const authorities = await storage.policies.authorities([...policyIds]);
  return alerts.map((alert) => {
    const accountId = askedAccount(alert);
    const { policyId } = alert.subject;
    const account = accountId === null ? null : (accounts.get(accountId)?.account ?? null);
    const authority = policyId === undefined ? null : (authorities.get(policyId) ?? null);
    return { alert, facts: factsOf(alert, account, authority) };
  });
}

/** Alerts of before do not say the platform; of a column, the site may have been assigned since, or be another. */
function askedAccount({ subject, platform }: AskedAlert): AccountId | null {
  return platform === null || platform === 'portal' ? (subject.accountId ?? null) : null;
}

function factsOf(
  alert: AskedAlert,
  account: Pick<Account, 'platform' | 'siteId'> | null,
  authority: AlertFacts['authority'],
): AlertFacts {
  const named = alert.figures['platform'];
  return {
    alert,
    platform: alert.platform ?? account?.platform ?? (named === undefined ? null : (named as AlertFacts['platform'])),
    siteId: account === null ? alert.siteId : account.siteId,
    authority,
  };
}
