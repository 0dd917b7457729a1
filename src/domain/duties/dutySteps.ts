import type { UnitId } from '../ids';
import type { DeadlineRules } from '../time/deadline';
import type { Duty, DutyEvidence, DutyShare } from './duty';
import { clockOf } from './dutyClock';
import { takeDutyStep, type DutyAct, type DutyMove } from './dutyTable';
import { termsOf, type LimitRule } from './limitRule';

/** Units that answer together with the lead unit. */
const MOST_SHARES = 20;

/** What a step is taken with beside who takes it and why. */
export interface StepGiven {
  /** The other unit: whom it is offered to, who joins or is released. */
  readonly unit?: { readonly id: UnitId; readonly path: readonly UnitId[]; readonly name: string };
  readonly evidence?: DutyEvidence;
  /** The rule it falls under instead. */
  readonly rule?: LimitRule;
  readonly category?: string;
  readonly rules: DeadlineRules;
}

/** Takes one step of a person. Who may take it is the caller's to know. */
export function takePersonStep(duty: Duty, act: DutyAct, given: StepGiven): DutyMove {
  switch (act.event) {
    case 'ask-extension':
      return askExtension(duty, act);
    case 'grant-extension':
    case 'refuse-extension':
      return decideExtension(duty, act, given.rules);
    case 'offer':
    case 'assign':
      return handOver(duty, act, given.unit);
    case 'accept':
    case 'decline':
    case 'take-back':
      return settleOffer(duty, act, given.unit);
    case 'join':
      return join(duty, act, given.unit);
    case 'contribute':
    case 'release':
      return settleShare(duty, act, given.unit);
    case 'reclassify':
      return reclassify(duty, act, given);
    case 'complete':
      return complete(duty, act, given.evidence);
    case 'amend':
      if (given.evidence === undefined) return { refused: 'words-missing' };
      return takeDutyStep(duty, act, { ...ended(duty, act), evidence: given.evidence });
    case 'withdraw':
      return takeDutyStep(duty, act, { ...ended(duty, act), offer: null });
    case 'reopen':
      return takeDutyStep(duty, act, { endedAt: null, isLate: false, evidence: null });
    default:
      return { refused: 'no-such-step' };
  }
}

function askExtension(duty: Duty, act: DutyAct): DutyMove {
  const { by, at, reason } = act;
  if (duty.terms.extension === null) return { refused: 'no-extension' };
  if (duty.extension !== null && duty.extension.decision !== 'refused') return { refused: 'extension-used' };
  if (by === null || at >= duty.dueBy) return { refused: 'no-such-step' };
  return takeDutyStep(duty, act, { extension: { askedBy: by, askedAt: at, reason, decision: null } });
}

function decideExtension(duty: Duty, act: DutyAct, rules: DeadlineRules): DutyMove {
  const { extension } = duty;
  if (extension === null || extension.decision !== null) return { refused: 'not-asked' };
  if (extension.askedBy === act.by) return { refused: 'own-extension' };
  if (act.event === 'refuse-extension')
    return takeDutyStep(duty, act, { extension: { ...extension, decision: 'refused' } });
  const clock = clockOf(duty.began, { terms: duty.terms, extended: true }, rules);
  return takeDutyStep(duty, act, { ...clock, extension: { ...extension, decision: 'granted' } });
}

/** An offer leaves it where it is: the unit that was asked first answers for it until another has taken it. */
function handOver(duty: Duty, act: DutyAct, unit: StepGiven['unit']): DutyMove {
  if (unit === undefined || unit.id === duty.unitId) return { refused: 'same-unit' };
  if (act.event === 'assign')
    return takeDutyStep(duty, { ...act, unitName: unit.name }, { ...withUnit(duty, unit), offer: null });
  if (duty.offer !== null) return { refused: 'offered-already' };
  if (act.by === null) return { refused: 'no-such-step' };
  const offer = { unitId: unit.id, by: act.by, at: act.at };
  return takeDutyStep(duty, { ...act, unitName: unit.name }, { offer });
}

function settleOffer(duty: Duty, act: DutyAct, unit: StepGiven['unit']): DutyMove {
  if (duty.offer === null) return { refused: 'not-offered' };
  const taken = { ...act, ...(unit === undefined ? {} : { unitName: unit.name }) };
  if (act.event !== 'accept') return takeDutyStep(duty, taken, { offer: null });
  if (unit?.id !== duty.offer.unitId) return { refused: 'not-offered' };
  return takeDutyStep(duty, taken, { ...withUnit(duty, unit), offer: null });
}

/** Its clock goes on as it is; a unit that owes it as a whole has no share of its own beside. */
function withUnit(duty: Duty, unit: NonNullable<StepGiven['unit']>): Partial<Duty> {
  return {
    ...{ unitId: unit.id, unitPath: unit.path, transfers: duty.transfers + 1 },
    shares: duty.shares.filter(({ unitId }) => unitId !== unit.id),
  };
}

function join(duty: Duty, act: DutyAct, unit: StepGiven['unit']): DutyMove {
  if (unit === undefined || unit.id === duty.unitId) return { refused: 'same-unit' };
  const others = duty.shares.filter(({ unitId }) => unitId !== unit.id);
  if (duty.shares.some(({ unitId, state }) => unitId === unit.id && state !== 'released'))
    return { refused: 'already-joint' };
  if (others.length >= MOST_SHARES) return { refused: 'too-many-joint' };
  const share: DutyShare = { unitId: unit.id, state: 'asked', askedAt: act.at, words: null, at: null };
  return takeDutyStep(duty, { ...act, unitName: unit.name }, { shares: [...others, share] });
}

function settleShare(duty: Duty, act: DutyAct, unit: StepGiven['unit']): DutyMove {
  const asked = duty.shares.find(({ unitId, state }) => unitId === unit?.id && state === 'asked');
  if (asked === undefined || unit === undefined) return { refused: 'not-joint' };
  const state = act.event === 'contribute' ? 'contributed' : 'released';
  const share: DutyShare = { ...asked, state, words: act.words?.trim() ?? null, at: act.at };
  const shares = duty.shares.map((one) => (one === asked ? share : one));
  return takeDutyStep(duty, { ...act, unitName: unit.name }, { shares });
}

/** Another rule counts from the same event; what was granted under the one before is void. */
function reclassify(duty: Duty, act: DutyAct, { rule, rules, category }: StepGiven): DutyMove {
  if (rule === undefined || rule.subject !== duty.subject) return { refused: 'no-such-step' };
  const terms = termsOf(rule);
  const clock = clockOf(duty.began, { terms, extended: false }, rules);
  return takeDutyStep(duty, act, {
    ...{ ...clock, terms, ruleKey: rule.key, extension: null },
    category: category ?? duty.category,
  });
}

function complete(duty: Duty, act: DutyAct, evidence: DutyEvidence | undefined): DutyMove {
  if (evidence === undefined) return { refused: 'words-missing' };
  if (duty.shares.some(({ state }) => state === 'asked')) return { refused: 'joint-outstanding' };
  return takeDutyStep(duty, act, { ...ended(duty, act), evidence, offer: null });
}

function ended({ dueBy }: Duty, { at }: DutyAct): Pick<Duty, 'endedAt' | 'isLate'> {
  return { endedAt: at, isLate: at >= dueBy };
}
