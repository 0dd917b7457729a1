import type { LetterId, MessageId } from '../../domain/ids';
import { letterFallback, type Letter } from '../../domain/letters/letter';
import { deskOf, FALLBACK_IN_DOUBT, IN_DOUBT, type NotificationState } from '../../domain/notify/notification';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import { isLetterInDoubt, letterInDoubt, letterPerhapsTwice } from './letterInDoubt';

/** The process that sent it is gone without a word of what came of it. */
export const INTERRUPTED = 'interrupted';
/** So long a notice that a letter may be missing waits: what comes in that time may be the letter after all. */
const DOUBT_WAITS_MS = 3 * MINUTE_MS;

interface LetterEnd {
  readonly state: NotificationState;
  readonly reason: string | null;
  readonly at: Instant;
}

/** Says of a letter what became of its message, and hands it on where it was not delivered. May be repeated. */
export async function finishLetter(
  deps: ServiceDeps,
  id: LetterId,
  { messageId, isInDoubt, ...end }: LetterEnd & { readonly messageId: MessageId; readonly isInDoubt: boolean },
): Promise<void> {
  const { storage } = deps;
  // Killed between the two, the message is there and its letter still waits.
  await storage.letters.take(id, messageId);
  await storage.letters.settle(id, end);
  if (end.state === 'sent') return;
  if (await handOn(deps, id, { at: end.at, isInDoubt })) await storage.letters.fellBack(id, end.at);
  else if (isInDoubt) await tellDoubt(deps, id, end);
}

/** That nobody knows whether a letter arrived, as one of its own that says so: never the same letter again. */
async function tellDoubt({ storage, hasher }: ServiceDeps, id: LetterId, { reason, at }: LetterEnd): Promise<void> {
  const letter = await storage.letters.byId(id);
  if (letter === null || (reason !== INTERRUPTED && isLetterInDoubt(letter.content))) return;
  const doubt: Letter = {
    ...letter,
    id: stableEventId(hasher, `doubt letter ${id}`) as string as LetterId,
    content: letterInDoubt(letter.content),
    state: 'queued',
    reason: IN_DOUBT,
    queuedAt: at,
    waitsUntilAt: new Date(at.getTime() + DOUBT_WAITS_MS),
    messageId: null,
    settledAt: null,
  };
  await storage.letters.insertMissing([doubt]);
  await storage.desks.ring(doubt.desk, doubt.waitsUntilAt);
}

/** A letter whose desk is closed: handed on where the recipient can be reached, and else refused. May be repeated. */
export async function turnAwayLetter(deps: ServiceDeps, id: LetterId, end: LetterEnd): Promise<void> {
  if (!(await handOnLetter(deps, id, end))) await deps.storage.letters.settle(id, end);
}

/** Hands a letter whose desk is closed on; false: the recipient can be reached nowhere else. May be repeated. */
export async function handOnLetter(
  deps: ServiceDeps,
  id: LetterId,
  { reason, at }: Pick<LetterEnd, 'reason' | 'at'>,
): Promise<boolean> {
  const isHandedOn = await handOn(deps, id, { at, isInDoubt: false });
  if (isHandedOn) await deps.storage.letters.settle(id, { state: 'fell-back', reason, at });
  return isHandedOn;
}

/** Where a letter goes that its channel cannot deliver; null: nowhere. */
export async function fallbackOfLetter(
  { storage }: ServiceDeps,
  id: LetterId,
): Promise<ReturnType<typeof letterFallback>> {
  const letter = await storage.letters.byId(id);
  if (letter === null) return null;
  const [channels, person] = await Promise.all([
    storage.notifyChannels.ever(),
    letter.personId === null ? null : storage.people.byId(letter.personId),
  ]);
  // Nobody is told anything any more who was shut out.
  return person?.disabled === true ? null : letterFallback(letter, { channels, person });
}

/** False: there is nowhere to hand it on to. */
async function handOn(
  deps: ServiceDeps,
  id: LetterId,
  { at, isInDoubt }: Pick<LetterEnd, 'at'> & { readonly isInDoubt: boolean },
): Promise<boolean> {
  const { storage, hasher } = deps;
  const [letter, next] = [await storage.letters.byId(id), await fallbackOfLetter(deps, id)];
  if (letter === null || next === null) return false;
  const desk = deskOf(next.channel.id, letter.personId);
  // Where it waited for its time it waits there as well.
  const waitsUntilAt = letter.waitsUntilAt > at ? letter.waitsUntilAt : at;
  const fallen: Letter = {
    ...letter,
    id: stableEventId(hasher, `letter ${letter.id} ${desk}`) as string as LetterId,
    desk,
    channelId: next.channel.id,
    recipient: letter.personId === null ? next.channel.name : letter.recipient,
    // Called in the group it was for: addresses of one kind of channel are none of another.
    to: null,
    content: isInDoubt ? letterPerhapsTwice(letter.content) : letter.content,
    state: 'queued',
    reason: isInDoubt ? FALLBACK_IN_DOUBT : 'fallback',
    queuedAt: at,
    waitsUntilAt,
    messageId: null,
    fellFrom: [...letter.fellFrom, letter.channelId],
    settledAt: null,
  };
  await storage.letters.insertMissing([fallen]);
  await storage.desks.ring(desk, waitsUntilAt);
  return true;
}
