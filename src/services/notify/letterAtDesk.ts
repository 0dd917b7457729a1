import { maySee, readersOf } from '../../domain/notify/channel';
import { isOutdated } from '../../domain/letters/digestPlan';
import type { Letter } from '../../domain/letters/letter';
import type { Instant } from '../../domain/time/instant';
import type { Desk } from '../../ports/notifyStorage';
import { needlessSince } from '../remindedOf';
import { sendableAt } from '../sendableAt';
import type { ServiceDeps } from '../settings';
import { handOnLetter, turnAwayLetter } from './finishLetter';
import type { Closed, Way } from './way';

/** Letters looked at in one go; what is beyond them comes when these have left. */
const AT_ONCE = 20;

/**
 * The letter that is to be sent to a recipient now, or when the next is. Settles those that cannot go there any more, or
 * whose figures are not for those who read there by now.
 */
export async function letterAtDesk(
  deps: ServiceDeps,
  desk: Desk,
  {
    way,
    closed,
    now,
  }: {
    /** Null: nothing will ever go there again. */
    readonly way: Way | null;
    readonly closed: Closed | null;
    readonly now: Instant;
  },
): Promise<{ readonly letter: Letter | null; readonly until: Instant | null }> {
  const { storage } = deps;
  const waiting = await storage.letters.waiting(desk.key, AT_ONCE);
  if (waiting.length === 0) return { letter: null, until: null };
  const end = (id: Letter['id'], reason: string) => turnAwayLetter(deps, id, { state: 'refused', reason, at: now });
  if (way === null) {
    for (const { id } of waiting) await end(id, closed ?? 'channel-gone');
    return { letter: null, until: waiting.length < AT_ONCE ? null : now };
  }
  const readers = readersOf(way.channel, desk.personId === null ? null : await storage.people.byId(desk.personId));
  for (const letter of waiting) {
    if (isOutdated(letter, now)) {
      await storage.letters.settle(letter.id, { state: 'over', reason: 'too-late', at: now });
      continue;
    }
    // What is refused as a message, to be sent again once that is mended, disturbs nobody at night; before its time it
    // waits on.
    if (closed !== null && (await handOnLetter(deps, letter.id, { reason: closed, at: now }))) continue;
    const sendable = closed === null ? sendableFrom(deps, letter, now) : later(letter.waitsUntilAt, now);
    const needless = sendable <= now ? await needlessBy(deps, letter) : null;
    if (needless !== null) {
      await storage.letters.settle(letter.id, { state: 'over', reason: needless, at: now });
      continue;
    }
    if (maySee(readers, letter.unitPath)) return { letter: sendable <= now ? letter : null, until: sendable };
    await end(letter.id, 'out-of-scope');
  }
  return { letter: null, until: waiting.length < AT_ONCE ? null : now };
}

/** What becomes of a letter that surely was not sent and is to be tried again; `later`: when it is not so late in the day. */
type LetterStill = 'goes' | 'ended' | 'outdated' | 'later';

/**
 * Whether a letter that surely was not sent may go there still: a channel may have been given to others since, or a
 * person have moved. Settles it where not, but for one that says nothing of today any more. May be repeated.
 */
export async function letterStill(
  deps: ServiceDeps,
  desk: Desk,
  { letterId, way }: { readonly letterId: Letter['id']; readonly way: Way },
): Promise<LetterStill> {
  const { storage, clock } = deps;
  const letter = await storage.letters.byId(letterId);
  if (letter === null) return 'ended';
  const readers = readersOf(way.channel, desk.personId === null ? null : await storage.people.byId(desk.personId));
  const now = clock.now();
  if (isOutdated(letter, now)) return 'outdated';
  const needless = await needlessBy(deps, letter);
  if (needless !== null) {
    await storage.letters.settle(letterId, { state: 'over', reason: needless, at: now });
    return 'ended';
  }
  if (maySee(readers, letter.unitPath)) return sendableFrom(deps, letter, now) <= now ? 'goes' : 'later';
  await turnAwayLetter(deps, letterId, { state: 'refused', reason: 'out-of-scope', at: now });
  return 'ended';
}

/** The quiet hours may have begun since it was decided when to send a reminder: whatever held it up, they hold. */
function sendableFrom(deps: ServiceDeps, { kind, waitsUntilAt }: Letter, now: Instant): Instant {
  const at = later(waitsUntilAt, now);
  return kind === 'reminder' ? sendableAt(deps, at) : at;
}

function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}

/** Why a reminder need not be sent any more; null: it is to be, or is none. */
async function needlessBy({ storage }: ServiceDeps, { reminderId }: Letter): ReturnType<typeof needlessSince> {
  const reminder = reminderId === null ? null : await storage.reminders.byId(reminderId, null);
  return reminder === null ? null : needlessSince(storage, reminder);
}
