import type { OwnWordView } from '../../api/content';
import { OWN_WORD_STEPS, refusesStep, standingOf, type OwnWord, type OwnWordStep } from '../../domain/content/ownWord';
import { may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import { iso } from '../toView/isoInstant';

/** Whether a step takes the right to decide: all but withdrawing one's own. */
export function isDecision(step: OwnWordStep): boolean {
  return step !== 'withdraw';
}

/** An entry as somebody sees it. */
export function ownWordView(
  entry: OwnWord,
  { unitName, principal, now }: { readonly unitName: string; readonly principal: Principal; readonly now: Instant },
): OwnWordView {
  const today = civilDateOf(now);
  const { id, unitId, ruleId, kind, words, lastOn, proposedBy, proposedAt, thread, version } = entry;
  return {
    ...{ id, unitId, unitName, ruleId, kind, words, lastOn, version },
    standing: standingOf(entry, today),
    proposedByName: proposedBy.name,
    proposedAt: iso(proposedAt),
    thread: thread.map(({ event, name, at, words: said }) => ({ event, name, at: iso(at), words: said })),
    acts: OWN_WORD_STEPS.filter(
      (step) =>
        (!isDecision(step) || may(principal, 'rules.manage')) &&
        refusesStep(entry, step, { by: principal.personId, today }) === null,
    ),
  };
}
