import type { DomainEvent } from '../../domain/alerts/alert';
import { makeEvent } from '../../domain/alerts/events';
import type { Actor } from '../../domain/cases/case';
import type { FilingFinding, FilingFindingState } from '../../domain/filings/filingFinding';
import type { ServiceDeps } from '../settings';

/** The line of the ledger about a finding. Whoever follows the ledger finds its unit by it. */
export function filingEvent(
  { ids, clock }: Pick<ServiceDeps, 'ids' | 'clock'>,
  finding: FilingFinding,
  said: {
    readonly from: FilingFindingState | null;
    readonly reason: string;
    readonly note?: string;
    readonly actor: Actor;
  },
): DomainEvent {
  const { id, kind, unitId, label, state, accountIds, acceptance, basis, occurredAt } = finding;
  const now = clock.now();
  return makeEvent(
    { eventId: ids.eventId(), actor: said.actor, now },
    {
      ...{ kind: 'filing-finding-changed', subject: `filing-finding:${id}`, from: said.from, to: state },
      reason: said.reason,
      ...(said.reason === 'opened' && occurredAt !== null ? { occurredAt } : {}),
      data: {
        ...{
          findingKind: kind,
          unitId,
          label,
          basis,
          accountId: accountIds.length === 1 ? (accountIds[0] ?? null) : null,
        },
        ...(acceptance === null ? {} : { untilOn: acceptance.untilOn }),
        ...(said.note === undefined ? {} : { note: said.note }),
      },
    },
  );
}
