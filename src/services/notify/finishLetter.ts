import type { LetterId, MessageId } from '../../domain/ids';
import { letterFallback, type Letter } from '../../domain/letters/letter';
import { deskOf, type NotificationState } from '../../domain/notify/notification';
import type { Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';

interface LetterEnd {
  readonly state: NotificationState;
  readonly reason: string | null;
  readonly at: Instant;
}

/** Says of a letter what became of its message, and hands it on where it was not delivered. May be repeated. */
export async function finishLetter(
  deps: ServiceDeps,
  id: LetterId,
  { messageId, ...end }: LetterEnd & { readonly messageId: MessageId },
): Promise<void> {
  const { storage } = deps;
  // Killed between the two, the message is there and its letter still waits.
  await storage.letters.take(id, messageId);
  await storage.letters.settle(id, end);
  if (end.state !== 'sent' && (await handOn(deps, id, end.at))) await storage.letters.fellBack(id, end.at);
}

/** A letter whose desk is closed: handed on where the recipient can be reached, and else refused. May be repeated. */
export async function turnAwayLetter(deps: ServiceDeps, id: LetterId, end: LetterEnd): Promise<void> {
  const isHandedOn = await handOn(deps, id, end.at);
  await deps.storage.letters.settle(id, { ...end, state: isHandedOn ? 'fell-back' : end.state });
}

/** Where a letter goes that its channel cannot deliver; null: nowhere. */
export async function fallbackOfLetter(
  { storage }: ServiceDeps,
  id: LetterId,
): Promise<ReturnType<typeof letterFallback>> {
  const letter = await storage.letters.byId(id);
  if (letter === null) return null;
  const [channels, person] = await Promise.all([
    storage.notifyChannels.list(),
    letter.personId === null ? null : storage.people.byId(letter.personId),
  ]);
  // Nobody is told anything any more who was shut out.
  return person?.disabled === true ? null : letterFallback(letter, { channels, person });
}

/** False: there is nowhere to hand it on to. */
async function handOn(deps: ServiceDeps, id: LetterId, at: Instant): Promise<boolean> {
  const { storage, hasher } = deps;
  const [letter, next] = [await storage.letters.byId(id), await fallbackOfLetter(deps, id)];
  if (letter === null || next === null) return false;
  const desk = deskOf(next.channel.id, letter.personId);
  const fallen: Letter = {
    ...letter,
    id: stableEventId(hasher, `letter ${letter.id} ${desk}`) as string as LetterId,
    desk,
    channelId: next.channel.id,
    recipient: letter.personId === null ? next.channel.name : letter.recipient,
    state: 'queued',
    reason: 'fallback',
    queuedAt: at,
    waitsUntilAt: at,
    messageId: null,
    fellFrom: [...letter.fellFrom, letter.channelId],
    settledAt: null,
  };
  await storage.letters.insertMissing([fallen]);
  await storage.desks.ring(desk, at);
  return true;
}
