import type { Duty } from './duty';
import { isOwed } from './duty';
import type { StepGiven } from './dutySteps';
import type { DutyAct } from './dutyTable';
import type { Interaction } from './interaction';
import { ruleForKind, type LimitRule } from './limitRule';

/** The next step a duty takes so that it stands as its message does. */
export interface FollowStep {
  readonly act: DutyAct;
  readonly given: Omit<StepGiven, 'rules'>;
}

/** What is to be done next of a duty whose message stands so; null: they agree. */
export function nextFollowStep(duty: Duty, interaction: Interaction, rules: readonly LimitRule[]): FollowStep | null {
  const last = interaction.thread.at(-1);
  const { state, kind, setAside } = interaction;
  const by = { by: last?.by ?? null, name: last?.name ?? '', at: last?.at ?? interaction.receivedAt };
  const isOpen = state === 'received' || state === 'in-review';
  if (!isOwed(duty))
    return isOpen
      ? { act: { event: 'reopen', reason: 'inadequate', words: last?.words ?? '重新办理', ...by }, given: {} }
      : null;
  const rule = ruleForKind(rules, kind);
  if (rule !== null && (rule.key !== duty.ruleKey || kind !== duty.category))
    return { act: { event: 'reclassify', reason: 'other-kind', ...by }, given: { rule, category: kind } };
  if (state === 'not-valid')
    return {
      act: { event: 'withdraw', reason: setAside ?? 'no-valid-message', words: last?.words ?? '', ...by },
      given: {},
    };
  if (state !== 'answered') return null;
  const at = interaction.answeredAt ?? by.at;
  const waiting = duty.shares.find((share) => share.state === 'asked');
  // The answer was passed without them.
  if (waiting !== undefined)
    return {
      act: { event: 'release', reason: 'not-needed', words: '答复已经审定', ...by, at },
      given: { unit: { id: waiting.unitId, path: [], name: '' } },
    };
  return {
    act: { event: 'complete', reason: 'answered', words: '答复已经审定', ...by, at },
    given: { evidence: { kind: 'answer', link: interaction.answerLink, words: '答复已经审定' } },
  };
}
