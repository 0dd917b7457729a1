import type { PersonId } from '../ids';
import type { DeadlineRules } from '../time/deadline';
import type { Instant } from '../time/instant';
import { isWritten } from '../writtenText';
import type { Duty, DutyEntry, DutyEvent, DutyState } from './duty';
import { clockOf } from './dutyClock';
import { isReasonOf, WORDS_NEEDED } from './dutyReasons';

/** `running`: what its deadline and its extension say: `open`, `extension-asked`, `extended` or `overdue`. */
type Target = DutyState | 'running';
type Row = Readonly<Partial<Record<DutyEvent, Target>>>;

const WHILE_OWED: Row = {
  recompute: 'running',
  offer: 'running',
  accept: 'running',
  decline: 'running',
  'take-back': 'running',
  assign: 'running',
  join: 'running',
  contribute: 'running',
  release: 'running',
  reclassify: 'running',
  complete: 'done',
  withdraw: 'withdrawn',
};

/** Where each event leads from each state. What is not in this table cannot happen. */
const DUTY_TRANSITIONS: Readonly<Record<DutyState, Row>> = {
  open: { ...WHILE_OWED, 'ask-extension': 'running', 'pass-due': 'overdue' },
  'extension-asked': {
    ...WHILE_OWED,
    'grant-extension': 'running',
    'refuse-extension': 'running',
    'pass-due': 'overdue',
  },
  extended: { ...WHILE_OWED, 'pass-due': 'overdue' },
  // What was asked for in time can be decided about later.
  overdue: { ...WHILE_OWED, 'grant-extension': 'running', 'refuse-extension': 'running' },
  done: { reopen: 'running', amend: 'done' },
  withdrawn: { reopen: 'running' },
};

/** Why a step is refused: a closed list. */
export type DutyRefusal =
  | 'no-such-step'
  | 'no-such-reason'
  | 'words-missing'
  | 'not-due'
  | 'no-extension'
  | 'extension-used'
  | 'not-asked'
  | 'own-extension'
  | 'offered-already'
  | 'not-offered'
  | 'same-unit'
  | 'already-joint'
  | 'not-joint'
  | 'joint-outstanding'
  | 'too-many-joint';
export type DutyMove = { readonly duty: Duty } | { readonly refused: DutyRefusal };

/** Who did something, why, when; `by` null: the product itself. */
export interface DutyAct {
  readonly event: DutyEvent;
  readonly reason: string;
  readonly words?: string;
  readonly by: PersonId | null;
  readonly name: string;
  readonly at: Instant;
  readonly unitName?: string;
}

/** Whether an event can happen to a duty as it stands. */
export function canHappen({ state }: Pick<Duty, 'state'>, event: DutyEvent): boolean {
  return DUTY_TRANSITIONS[state][event] !== undefined;
}

/** One step of the table with what it changes beside the state: the only way a duty becomes another one. */
export function takeDutyStep(duty: Duty, act: DutyAct, change: Partial<Duty> = {}): DutyMove {
  const target = DUTY_TRANSITIONS[duty.state][act.event];
  if (target === undefined) return { refused: 'no-such-step' };
  if (!isReasonOf(act.event, act.reason)) return { refused: 'no-such-reason' };
  const words = act.words?.trim() ?? '';
  if ((WORDS_NEEDED.has(act.event) || act.reason === 'other') && !isWritten(words)) return { refused: 'words-missing' };
  const changed = { ...duty, ...change };
  const { event, reason, by, name, at } = act;
  const entry: DutyEntry = {
    ...{ event, reason, by, name, at, unitName: act.unitName ?? null },
    words: isWritten(words) ? words : null,
  };
  return {
    duty: {
      ...changed,
      state: target === 'running' ? runningState(changed, at) : target,
      thread: [...duty.thread, entry],
      version: duty.version + 1,
    },
  };
}

function runningState({ dueBy, extension }: Pick<Duty, 'dueBy' | 'extension'>, at: Instant): DutyState {
  if (at >= dueBy) return 'overdue';
  if (extension?.decision === 'granted') return 'extended';
  return extension !== null && extension.decision === null ? 'extension-asked' : 'open';
}

/** Its deadline has passed: dated by the rule, whenever it is noticed. */
export function passDue(duty: Duty, now: Instant): DutyMove {
  if (now < duty.dueBy) return { refused: 'not-due' };
  return takeDutyStep(duty, { event: 'pass-due', reason: 'limit-passed', by: null, name: '', at: duty.dueBy });
}

/** Its deadline by the calendar of today; null: it stays what it is. */
export function recompute(duty: Duty, rules: DeadlineRules, now: Instant): Duty | null {
  const clock = clockOf(duty.began, { terms: duty.terms, extended: duty.extension?.decision === 'granted' }, rules);
  const isSame =
    clock.dueBy.getTime() === duty.dueBy.getTime() &&
    clock.provisional === duty.provisional &&
    clock.remindAt.getTime() === duty.remindAt.getTime() &&
    clock.pressAt.getTime() === duty.pressAt.getTime();
  if (isSame) return null;
  const moved = takeDutyStep(
    duty,
    { event: 'recompute', reason: 'calendar-announced', by: null, name: '', at: now },
    clock,
  );
  return 'duty' in moved ? moved.duty : null;
}
