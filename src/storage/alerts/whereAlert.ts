import { PLATFORMS } from '../../domain/accounts/account';
import { ALERT_KINDS, ALERT_SEVERITIES, ALERT_STATES, type AlertState } from '../../domain/alerts/alert';
import type { AlertFilter } from '../../ports/storage';
import { checkChoice, checkId, checkIds, checkSearch, checkText } from '../checkInput';
import { anyOf, atLeast, containing, noneOf } from '../conditions';
import type { Filter } from '../table';

export const UNRESOLVED: readonly AlertState[] = ALERT_STATES.filter((state) => state !== 'resolved');

/** What a list of alerts is narrowed to, but for the unit, which is part of who sees what. */
export function whereAlert(filter: AlertFilter): Filter {
  const { kind, reason, severity, platform, assignedTo, q, noticedSince } = filter;
  return {
    ...(kind === undefined ? {} : { kind: checkChoice<string>(kind, ALERT_KINDS, 'kind') }),
    ...(reason === undefined ? {} : { reason: checkText(reason, 'reason', 100) }),
    ...(severity === undefined ? {} : { severity: checkChoice<string>(severity, ALERT_SEVERITIES, 'severity') }),
    ...(platform === undefined ? {} : { platform: checkChoice<string>(platform, PLATFORMS, 'platform') }),
    ...(assignedTo === undefined ? {} : whoseIs(assignedTo)),
    ...(q === undefined ? {} : { 'subject.label': containing(checkSearch(q)) }),
    ...(noticedSince === undefined ? {} : { noticedAt: atLeast(noticedSince) }),
    ...whichOf(filter),
    ...whereState(filter),
  };
}

/** Those that somebody has found out already. */
function whichOf({ accountId, accountIds, policyIds, ids, notIds }: AlertFilter): Filter {
  const accounts = accountId === undefined ? accountIds : [accountId].filter((id) => accountIds?.includes(id) ?? true);
  const named = ids === undefined ? undefined : ids.filter((id) => notIds?.includes(id) !== true);
  const without = named === undefined && notIds !== undefined && notIds.length > 0;
  return {
    ...(accounts === undefined ? {} : { 'subject.accountId': oneOf(checkIds(accounts, 'accountId')) }),
    ...(policyIds === undefined ? {} : { 'subject.policyId': oneOf(checkIds(policyIds, 'policyId')) }),
    ...(named === undefined ? {} : { _id: oneOf(checkIds(named, 'alertId')) }),
    ...(without ? { _id: noneOf(checkIds(notIds, 'alertId')) } : {}),
  };
}

/** One alone is looked up as such. */
function oneOf(ids: readonly string[]): unknown {
  return ids.length === 1 ? ids[0] : anyOf(ids);
}

function whoseIs(assignedTo: NonNullable<AlertFilter['assignedTo']> | null): Filter {
  return assignedTo === null ? { assigned: null } : { 'assigned.to': checkId(assignedTo, 'assignedTo') };
}

/**
 * With a severity both states are named: they are merged from the index of what presses. Of one cause, or of
 * policies, the index holds what is not resolved.
 */
function whereState({ state, severity, reason, policyIds }: AlertFilter): Filter {
  if (state === undefined) return {};
  const isOfLive = reason !== undefined || policyIds !== undefined;
  const live = isOfLive && state !== 'resolved' ? { live: true } : {};
  if (state !== 'unresolved') return { ...live, state: checkChoice<string>(state, ALERT_STATES, 'state') };
  return { live: true, ...(severity === undefined ? {} : { state: anyOf(UNRESOLVED) }) };
}
