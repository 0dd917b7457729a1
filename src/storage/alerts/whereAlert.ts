import { PLATFORMS } from '../../domain/accounts/account';
import { ALERT_KINDS, ALERT_SEVERITIES, ALERT_STATES, type AlertState } from '../../domain/alerts/alert';
import type { AlertFilter } from '../../ports/storage';
import { checkChoice, checkId, checkSearch, checkText } from '../checkInput';
import { anyOf, atLeast, containing } from '../conditions';
import type { Filter } from '../table';

export const UNRESOLVED: readonly AlertState[] = ALERT_STATES.filter((state) => state !== 'resolved');

/** What a list of alerts is narrowed to, but for the unit, which is part of who sees what. */
export function whereAlert(filter: AlertFilter): Filter {
  const { kind, reason, severity, accountId, platform, assignedTo, q, noticedSince } = filter;
  return {
    ...(kind === undefined ? {} : { kind: checkChoice<string>(kind, ALERT_KINDS, 'kind') }),
    ...(reason === undefined ? {} : { reason: checkText(reason, 'reason', 100) }),
    ...(severity === undefined ? {} : { severity: checkChoice<string>(severity, ALERT_SEVERITIES, 'severity') }),
    ...(accountId === undefined ? {} : { 'subject.accountId': checkId(accountId, 'accountId') }),
    ...(platform === undefined ? {} : { platform: checkChoice<string>(platform, PLATFORMS, 'platform') }),
    ...(assignedTo === undefined ? {} : whoseIs(assignedTo)),
    ...(q === undefined ? {} : { 'subject.label': containing(checkSearch(q)) }),
    ...(noticedSince === undefined ? {} : { noticedAt: atLeast(noticedSince) }),
    ...whereState(filter),
  };
}

function whoseIs(assignedTo: NonNullable<AlertFilter['assignedTo']> | null): Filter {
  return assignedTo === null ? { assigned: null } : { 'assigned.to': checkId(assignedTo, 'assignedTo') };
}

/**
 * With a severity both states are named: they are merged from the index of what presses. Of one cause the index holds
 * what is not resolved.
 */
function whereState({ state, severity, reason }: AlertFilter): Filter {
  if (state === undefined) return {};
  const live = reason === undefined || state === 'resolved' ? {} : { live: true };
  if (state !== 'unresolved') return { ...live, state: checkChoice<string>(state, ALERT_STATES, 'state') };
  return { live: true, ...(severity === undefined ? {} : { state: anyOf(UNRESOLVED) }) };
}
