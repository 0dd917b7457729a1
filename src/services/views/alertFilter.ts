import type { AlertId, PersonId, PolicyId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { HOUR_MS } from '../../domain/time/instant';
import type { AlertFilter, Scope } from '../../ports/storage';
import { hiddenAlerts } from '../hiddenAlerts';
import { demandOffice } from '../notifyEvent';
import { readScope } from '../readScope';
import { invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { AlertQuery } from './contract';

/** A month: what was noticed for so long is gone through where no index narrows it further. */
const MOST_HOURS_OVER = 744;

/**
 * What is asked for as the store finds it: columns of a site and policies of an authority as they are now, which is how
 * routes and silences know them. Throws `Refusal` `invalid-input` where what is over would have to be gone through for
 * longer than a month, `not-found` of a message and `forbidden` to whoever may not read messages.
 */
export async function alertFilterOf(
  deps: ServiceDeps,
  query: AlertQuery,
  principal: Principal,
): Promise<{ readonly filter: AlertFilter; /** More is silenced than is gone through. */ readonly isCut: boolean }> {
  const isUnresolved = query.state !== undefined && query.state !== 'resolved';
  if (!isUnresolved) demandBounds(query);
  const { assigned, noticedWithinHours, siteId, authority, silenced, messageId, ...rest } = query;
  const { storage, clock } = deps;
  const scope = readScope(principal);
  const told = messageId === undefined ? null : await toldBy(deps, messageId, principal);
  const hidden = silenced === undefined ? null : await hiddenNow(deps, scope);
  const ids = idsOf(told, silenced === true && hidden !== null ? hidden.ids : null);
  const filter: AlertFilter = {
    ...rest,
    ...(assigned === undefined ? {} : { assignedTo: whose(assigned, principal) }),
    ...(noticedWithinHours === undefined
      ? {}
      : { noticedSince: new Date(clock.now().getTime() - noticedWithinHours * HOUR_MS) }),
    ...(siteId === undefined
      ? {}
      : { accountIds: (await storage.accounts.ofSites([siteId])).map(({ account }) => account.id) }),
    ...(authority === undefined
      ? {}
      : { policyIds: await policiesOf(deps, { authority, of: isUnresolved ? 'unresolved' : 'any' }, scope) }),
    ...(ids === null ? {} : { ids }),
    ...(silenced === false && hidden !== null ? { notIds: hidden.ids } : {}),
  };
  return { filter, isCut: hidden?.isCut ?? false };
}

/** Who has what is asked for; null: nobody. */
function whose(assigned: NonNullable<AlertQuery['assigned']>, { personId }: Principal): PersonId | null {
  if (assigned === 'nobody') return null;
  return assigned === 'me' ? personId : assigned;
}

/** What is over is found by indexes, and by a part of the name, or that nobody has it, within a month. */
function demandBounds({ q, assigned, noticedWithinHours, silenced }: AlertQuery): void {
  if (silenced !== undefined)
    throw invalidInput(
      'silenced',
      'silenced 只能用于未解除的告警。',
      '请同时给出 state（open、acknowledged 或 unresolved）。',
    );
  const field = q !== undefined ? 'q' : assigned === 'nobody' ? 'assigned' : null;
  if (field !== null && (noticedWithinHours ?? Infinity) > MOST_HOURS_OVER)
    throw invalidInput(
      field,
      `${field} 用于已解除的告警时，须限定发现时间。`,
      `请同时给出 noticedWithinHours（不超过 ${MOST_HOURS_OVER}），或给出 state（open、acknowledged 或 unresolved）。`,
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

async function hiddenNow(
  deps: ServiceDeps,
  scope: Scope,
): Promise<{ readonly ids: readonly AlertId[]; readonly isCut: boolean }> {
  const now = deps.clock.now();
  const { alerts, isCut } = await hiddenAlerts(deps, await deps.storage.silences.endingAfter(now), { now, scope });
  return { ids: alerts.map(({ id }) => id), isCut };
}

/** Those of both; null: neither narrows. */
function idsOf(one: readonly AlertId[] | null, other: readonly AlertId[] | null): readonly AlertId[] | null {
  if (one === null || other === null) return one ?? other;
  const both = new Set(other);
  return one.filter((id) => both.has(id));
}

async function policiesOf(
  { storage }: ServiceDeps,
  { authority, of }: { readonly authority: NonNullable<AlertQuery['authority']>; readonly of: 'unresolved' | 'any' },
  scope: Scope,
): Promise<readonly PolicyId[]> {
  const concerned = await storage.policies.authorities(await storage.alerts.policiesConcerned(of, scope));
  return [...concerned].flatMap(([id, whose]) => (whose === authority ? [id] : []));
}
