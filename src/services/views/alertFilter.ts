import type { AlertId, PolicyId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { HOUR_MS } from '../../domain/time/instant';
import type { AlertFilter, Scope } from '../../ports/storage';
import { hiddenAlerts } from '../hiddenAlerts';
import { demandOffice } from '../notifyEvent';
import { readScope } from '../readScope';
import { invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { AlertQuery } from './contract';

/** Narrows what no index does: only what is wrong now is little enough to be gone through. */
const WITHIN_UNRESOLVED = ['q', 'noticedWithinHours', 'reason', 'authority', 'silenced'] as const;

/**
 * What is asked for as the store finds it: columns of a site and policies of an authority as they are now, which is how
 * routes and silences know them. Throws `Refusal` `invalid-input` where what is over would have to be gone through to
 * its end, `not-found` of a message and `forbidden` to whoever may not read messages.
 */
export async function alertFilterOf(deps: ServiceDeps, query: AlertQuery, principal: Principal): Promise<AlertFilter> {
  demandUnresolved(query);
  const { assigned, noticedWithinHours, siteId, authority, silenced, messageId, ...filter } = query;
  const { storage, clock } = deps;
  const scope = readScope(principal);
  const told = messageId === undefined ? null : await toldBy(deps, messageId, principal);
  const hidden = silenced === undefined ? null : await hiddenNow(deps, scope);
  const ids = idsOf(told, silenced === true ? hidden : null);
  return {
    ...filter,
    ...(assigned === undefined ? {} : { assignedTo: assigned === 'me' ? principal.personId : null }),
    ...(noticedWithinHours === undefined
      ? {}
      : { noticedSince: new Date(clock.now().getTime() - noticedWithinHours * HOUR_MS) }),
    ...(siteId === undefined
      ? {}
      : { accountIds: (await storage.accounts.ofSites([siteId])).map(({ account }) => account.id) }),
    ...(authority === undefined ? {} : { policyIds: await policiesOf(deps, authority, scope) }),
    ...(ids === null ? {} : { ids }),
    ...(silenced === false && hidden !== null ? { notIds: hidden } : {}),
  };
}

function demandUnresolved(query: AlertQuery): void {
  const isUnresolved = query.state !== undefined && query.state !== 'resolved';
  const field =
    WITHIN_UNRESOLVED.find((name) => query[name] !== undefined) ?? (query.assigned === 'nobody' ? 'assigned' : null);
  if (!isUnresolved && field !== null)
    throw invalidInput(
      field,
      `${field} 只能用于未解除的告警。`,
      '请同时给出 state（open、acknowledged 或 unresolved）。',
    );
}

async function toldBy(
  { storage }: ServiceDeps,
  messageId: NonNullable<AlertQuery['messageId']>,
  principal: Principal,
): Promise<readonly AlertId[]> {
  demandOffice('notify.manage', principal);
  if ((await storage.messages.byId(messageId)) === null) throw notFound('消息', 'messageId');
  return [...new Set((await storage.notifications.ofMessage(messageId)).map(({ alertId }) => alertId))];
}

async function hiddenNow(deps: ServiceDeps, scope: Scope): Promise<readonly AlertId[]> {
  const now = deps.clock.now();
  const { alerts } = await hiddenAlerts(deps, await deps.storage.silences.endingAfter(now), { now, scope });
  return alerts.map(({ id }) => id);
}

/** Those of both; null: neither narrows. */
function idsOf(one: readonly AlertId[] | null, other: readonly AlertId[] | null): readonly AlertId[] | null {
  if (one === null || other === null) return one ?? other;
  const both = new Set(other);
  return one.filter((id) => both.has(id));
}

async function policiesOf(
  { storage }: ServiceDeps,
  authority: NonNullable<AlertQuery['authority']>,
  scope: Scope,
): Promise<readonly PolicyId[]> {
  const found: PolicyId[] = [];
  for (const id of await storage.alerts.policiesConcerned(scope))
    if ((await storage.policies.byId(id))?.authority === authority) found.push(id);
  return found;
}
