import type { LetterId, MessageId } from '../../domain/ids';
import { recipientName } from '../../domain/letters/calledByOne';
import { calledStill, letterFallbacks, type Letter } from '../../domain/letters/letter';
import { deskOf, FALLBACK_IN_DOUBT, IN_DOUBT, type NotificationState } from '../../domain/notify/notification';
import { MINUTE_MS, type Instant } from '../../domain/time/instant';
import type { Person } from '../../ports/storage';
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

/** Hands a letter whose desk is closed on; false: some it is for can be reached nowhere else. May be repeated. */
export async function handOnLetter(
  deps: ServiceDeps,
  id: LetterId,
  { reason, at }: Pick<LetterEnd, 'reason' | 'at'>,
): Promise<boolean> {
  const isHandedOn = await handOn(deps, id, { at, isInDoubt: false });
  if (isHandedOn) await deps.storage.letters.settle(id, { state: 'fell-back', reason, at });
  return isHandedOn;
}

/** Where a letter goes that its channel cannot deliver, and whether all it is for can be reached so. */
export async function fallbacksOfLetter(
  { storage }: ServiceDeps,
  id: LetterId,
): Promise<
  ReturnType<typeof letterFallbacks> & { readonly letter: Letter | null; readonly people: readonly Person[] }
> {
  const letter = await storage.letters.byId(id);
  if (letter === null) return { letter, ways: [], isAll: false, people: [] };
  const isForGroup = letter.personId === null && letter.calledIds.length === 0;
  const [channels, people] = await Promise.all([
    storage.notifyChannels.ever(),
    isForGroup ? [] : storage.people.list(),
  ]);
  return { letter, people, ...letterFallbacks(letter, { channels, people }) };
}

/** False: there is nowhere to hand it on to, for some of those it is for. */
async function handOn(
  deps: ServiceDeps,
  id: LetterId,
  { at, isInDoubt }: Pick<LetterEnd, 'at'> & { readonly isInDoubt: boolean },
): Promise<boolean> {
  const { storage, hasher } = deps;
  const { letter, people, ways, isAll } = await fallbacksOfLetter(deps, id);
  if (letter === null) return false;
  // Where it waited for its time it waits there as well.
  const waitsUntilAt = letter.waitsUntilAt > at ? letter.waitsUntilAt : at;
  const fallen = ways.map((way): Letter => {
    const { channel, person, to, calledIds } = way;
    const desk = deskOf(channel.id, person?.id ?? null);
    return {
      ...letter,
      id: stableEventId(hasher, `letter ${letter.id} ${desk}`) as string as LetterId,
      desk,
      channelId: channel.id,
      personId: person?.id ?? null,
      recipient: recipientName(way),
      to: person === null ? to : null,
      calledIds,
      content: isInDoubt ? letterPerhapsTwice(letter.content) : letter.content,
      state: 'queued',
      reason: isInDoubt ? FALLBACK_IN_DOUBT : 'fallback',
      queuedAt: at,
      waitsUntilAt,
      messageId: null,
      fellFrom: [...letter.fellFrom, letter.channelId],
      settledAt: null,
    };
  });
  await storage.letters.insertMissing(fallen);
  for (const { desk } of fallen) await storage.desks.ring(desk, waitsUntilAt);
  // Last: whoever was killed before it hands on the same once more.
  const still = isAll ? null : calledStill(letter, { ways, people });
  if (still !== null) await storage.letters.call(id, still);
  return isAll;
}
