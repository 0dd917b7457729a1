import type { DomainEvent, LedgerDraft } from '../../domain/alerts/alert';
import { makeEvent } from '../../domain/alerts/events';
import type { OnboardingPlan } from '../../domain/onboarding/onboardingPlan';
import type { Principal } from '../../domain/people/role';
import { personActor } from '../actors';
import type { ServiceDeps } from '../settings';

/** The line of the ledger about a plan, or about a unit in it (`unitId`). */
export function onboardingEvent(
  { ids, clock }: Pick<ServiceDeps, 'ids' | 'clock'>,
  { id, title }: Pick<OnboardingPlan, 'id' | 'title'>,
  said: {
    readonly reason: string;
    readonly note?: string;
    readonly data?: LedgerDraft['data'];
    readonly principal: Principal;
  },
): DomainEvent {
  return makeEvent(
    { eventId: ids.eventId(), actor: personActor(said.principal), now: clock.now() },
    {
      ...{ kind: 'onboarding-changed', subject: `onboarding:${id}`, from: null, to: null, reason: said.reason },
      data: { title, ...said.data, ...(said.note === undefined ? {} : { note: said.note }) },
    },
  );
}

/** What the ledger keeps of a plan beside its title. */
export function planData({ source, withinId, steps }: OnboardingPlan): LedgerDraft['data'] {
  const { basic, all } = steps;
  return { source, withinId, basicBy: basic.dueBy, basicClause: basic.clause, allBy: all.dueBy, allClause: all.clause };
}
