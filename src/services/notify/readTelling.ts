import type { Alert } from '../../domain/alerts/alert';
import type { AlertFacts } from '../../domain/notify/route';
import type { Telling } from '../../domain/notify/whoIsTold';
import type { ServiceDeps } from '../settings';

/** What the office has set up about telling people, as of now. */
export async function readTelling({ storage, settings }: ServiceDeps): Promise<Telling> {
  const [routes, channels, people, silences] = await Promise.all([
    storage.notifyRoutes.list(),
    storage.notifyChannels.list(),
    storage.people.list(),
    storage.silences.list(),
  ]);
  return { routes, channels, people, silences, hours: settings.notify.hours, calendar: settings.calendar };
}

/** What routes and silences ask of an alert beyond what it says itself. */
export async function readFacts(
  { storage }: Pick<ServiceDeps, 'storage'>,
  alert: Pick<Alert, 'kind' | 'severity' | 'unitPath' | 'subject' | 'figures'>,
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
