import type { AccountId, DutyId, MandateId } from '../ids';
import { isWritten } from '../writtenText';
import { isVoid } from './emergencyDuties';
import {
  standingStatements,
  type Emergency,
  type EmergencyEntry,
  type EmergencyEvent,
  type EmergencyState,
  type Statement,
} from './emergency';

/** `running`: answered once something was said, else open. */
type Row = Readonly<Partial<Record<EmergencyEvent, EmergencyState | 'running'>>>;
const WHILE_OPEN: Row = {
  ...{ choose: 'running', state: 'running', see: 'running', strike: 'running', call: 'running' },
  close: 'closed',
};

/** Where each event leads from each state. What is not in this table cannot happen. */
const EMERGENCY_TRANSITIONS: Readonly<Record<EmergencyState, Row>> = {
  open: WHILE_OPEN,
  answered: WHILE_OPEN,
  closed: { reopen: 'running' },
};
/** What one row holds; what is found beyond it is counted. */
const MOST_STATEMENTS = 2_000;

export type EmergencyRefusal =
  'no-such-step' | 'words-missing' | 'before-known' | 'still-to-come' | 'too-many' | 'no-such-statement';
export type EmergencyMove = { readonly emergency: Emergency } | { readonly refused: EmergencyRefusal };
type By = Pick<EmergencyEntry, 'by' | 'name' | 'at'>;

export function canHappenToEmergency({ state }: Pick<Emergency, 'state'>, event: EmergencyEvent): boolean {
  return EMERGENCY_TRANSITIONS[state][event] !== undefined;
}

/** Whose posts are looked through, and for which words. */
export function chooseVoices(
  emergency: Emergency,
  chosen: { readonly accounts: readonly AccountId[]; readonly keywords: readonly string[] },
  by: By,
): EmergencyMove {
  return step(emergency, { event: 'choose', ...by, words: chosen.keywords.join('、') }, chosen);
}

/**
 * Something was said. The clock that ran is done by it, and the next one runs from the latest that was said: what came
 * in together starts one clock.
 */
export function addStatements(
  emergency: Emergency,
  { statements, followUp }: { readonly statements: readonly Statement[]; readonly followUp: DutyId },
  by: By,
): EmergencyMove {
  const known = new Set(emergency.statements.flatMap(({ postId }) => (postId === null ? [] : [postId])));
  const found = statements.filter(({ postId }) => postId === null || !known.has(postId));
  const added = found.toSorted(byTime).slice(0, Math.max(0, MOST_STATEMENTS - emergency.statements.length));
  const beyond = found.length - added.length;
  if (beyond > 0 && found.some(({ origin }) => origin === 'entered')) return { refused: 'too-many' };
  const [first] = added;
  if (first === undefined) return beyond > (emergency.beyond ?? 0) ? countBeyond(emergency, beyond, by) : NOTHING_NEW;
  if (added.some(({ at }) => at < emergency.knownAt)) return { refused: 'before-known' };
  if (added.some(({ at }) => at > by.at)) return { refused: 'still-to-come' };
  if (added.some(({ origin, words }) => origin === 'entered' && !isWritten(words))) return { refused: 'words-missing' };
  const all = [...emergency.statements, ...added].sort(byTime);
  const latest = standingStatements({ statements: all }).at(-1)?.at ?? by.at;
  // A clock whose beginning was struck runs again once something else was said at that very instant.
  const running = emergency.clocks.filter((clock) => !isVoid(emergency, clock));
  const runsSince = running.at(-1)?.began ?? emergency.knownAt;
  const isNext = latest > runsSince || running.length === 1;
  const isKnown = emergency.clocks.some(
    ({ stage, began }) => stage === 'follow-up' && began.getTime() === latest.getTime(),
  );
  const clocks =
    isNext && !isKnown
      ? [...emergency.clocks, { dutyId: followUp, stage: 'follow-up' as const, began: latest }]
      : emergency.clocks;
  const event = first.origin === 'seen' ? 'see' : 'state';
  const words = added.map(({ speaker }) => speaker).join('、');
  const counted = beyond === 0 ? {} : { beyond };
  return step(emergency, { event, ...by, words }, { statements: all, clocks, isTold: false, ...counted });
}

const NOTHING_NEW = { refused: 'no-such-step' } as const;
const byTime = (one: Statement, other: Statement): number => one.at.getTime() - other.at.getTime();

/** More was said of it than is kept: how much more stands in the file. */
function countBeyond(emergency: Emergency, beyond: number, by: By): EmergencyMove {
  return step(emergency, { event: 'see', ...by, words: '' }, { beyond });
}

/** Something was no statement of this event: it stays in the record as struck, and no clock is done or run by it. */
export function strikeStatement(
  emergency: Emergency,
  { at: index, words }: { readonly at: number; readonly words: string },
  by: By,
): EmergencyMove {
  const struck = emergency.statements[index];
  if (struck === undefined || struck.struck !== undefined) return { refused: 'no-such-statement' };
  if (!isWritten(words)) return { refused: 'words-missing' };
  const said = { ...struck, struck: { at: by.at, name: by.name, words: words.trim() } };
  const statements = emergency.statements.map((one) => (one === struck ? said : one));
  return step(emergency, { event: 'strike', ...by, words }, { statements, isTold: false });
}

/** Others are asked to say the same by a mandate. */
export function addCall(
  emergency: Emergency,
  call: { readonly mandateId: MandateId; readonly title: string },
  by: By,
): EmergencyMove {
  if (emergency.calls.some(({ mandateId }) => mandateId === call.mandateId)) return { emergency };
  const calls = [...emergency.calls, { ...call, at: by.at, name: by.name }];
  return step(emergency, { event: 'call', ...by, words: call.title }, { calls });
}

/** Archived with a summary; what still ran is over. */
export function closeEmergency(emergency: Emergency, summary: string, by: By): EmergencyMove {
  if (!isWritten(summary)) return { refused: 'words-missing' };
  const closed = { summary: summary.trim(), closedAt: by.at, isTold: false };
  return step(emergency, { event: 'close', ...by, words: summary }, closed);
}

/** It goes on: what ran last runs again from when it began. */
export function reopenEmergency(emergency: Emergency, words: string, by: By): EmergencyMove {
  if (!isWritten(words)) return { refused: 'words-missing' };
  return step(emergency, { event: 'reopen', ...by, words }, { closedAt: null, isTold: false });
}

function step(
  emergency: Emergency,
  { event, by, name, at, words }: By & { readonly event: EmergencyEvent; readonly words: string },
  change: Partial<Emergency>,
): EmergencyMove {
  const target = EMERGENCY_TRANSITIONS[emergency.state][event];
  if (target === undefined) return { refused: 'no-such-step' };
  const changed = { ...emergency, ...change };
  const entry: EmergencyEntry = { event, by, name, at, words: isWritten(words) ? words.trim() : null };
  return {
    emergency: {
      ...changed,
      state: target === 'running' ? (standingStatements(changed).length > 0 ? 'answered' : 'open') : target,
      thread: [...emergency.thread, entry],
      version: emergency.version + 1,
    },
  };
}
