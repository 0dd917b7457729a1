import type { LetterId, MessageId } from '../../domain/ids';
import { SENT_LATELY_MS, type SentLately } from '../../domain/notify/folding';
import type { Message } from '../../domain/notify/message';
import type { Notification } from '../../domain/notify/notification';
import type { Instant } from '../../domain/time/instant';
import { runWorkers, tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import type { Counts, WorkRun } from '../workRun';
import type { Desk } from '../../ports/notifyStorage';
import { compose } from './compose';
import { finishMessage } from './finishMessage';
import { letterAtDesk, letterStill } from './letterAtDesk';
import { addressed, calling, contentOf, contentOfLetter, type Content } from './messageContent';
import { newMessage } from './newMessage';
import { givesWay, parkedUntil, takeParked } from './parked';
import { pressingAt } from './pressing';
import { sentAgain, takeAsked } from './sendAgain';
import { handOnSome } from './handOnSome';
import { haveFallback, settleInterrupted, tryMessage } from './tryMessage';
import { wayOnceMended, wayTo, type Closed, type HeldDesk, type Way } from './way';

/** What became of a desk that was due. */
type Step = 'sent' | 'unsent' | 'waits' | 'lost';

/**
 * Sends what is due. A desk is one recipient in one channel, held by one process at a time: a letter goes by itself,
 * and what else waits there is folded into one message, which is stored as rendered and marked as begun before the
 * call. Whoever finds a message begun and not settled knows that nobody can know whether it arrived.
 */
export function createDeliver(deps: ServiceDeps): (run: WorkRun) => Promise<Counts> {
  const { storage, clock, ids, settings } = deps;
  const step = async (run: WorkRun): Promise<Step | null> => {
    const now = clock.now();
    const token = ids.secret();
    const { leaseMs } = settings.notify;
    const desk = await storage.desks.claim({ now, owner: run.owner, leaseMs, token });
    if (desk === null) return null;
    const heldUntilAt = new Date(now.getTime() + leaseMs);
    // The clock may have been set back: what was sent later than now holds up nothing.
    const sent = desk.sent.filter(({ at }) => at <= now);
    return work(deps, { desk: { ...desk, sent }, token, heldUntilAt, signal: run.signal });
  };
  return async (run) => tally(await runWorkers(run, settings.notify.concurrency, () => step(run)));
}

async function work(deps: ServiceDeps, claimed: HeldDesk): Promise<Step> {
  const { storage, clock } = deps;
  const way = await wayTo(deps, claimed.desk);
  // What was refused while the desk was closed reached nobody: nothing waits for it once that is mended.
  const lately = claimed.desk.sent.filter(({ isTurnedAway = false }) => !isTurnedAway || typeof way === 'string');
  const desk = { ...claimed.desk, sent: lately };
  const held = { ...claimed, desk };
  const open = desk.messageId === null ? null : await storage.messages.byId(desk.messageId);
  const message = await messageNow(deps, held, { open, way });
  if (message === null) return 'waits';
  if (message === 'lost') return 'lost';
  const known = message.state === 'sending' ? await settleInterrupted(deps, message, way) : message;
  if (known === null) return 'lost';
  const tried = known.state === 'ready' ? await tryMessage(deps, known, { way, held }) : known;
  if (tried === null || tried.state === 'sending') return 'lost';
  if (tried.state === 'ready') {
    if (typeof way !== 'string') await handOnSome(deps, tried, { way, desk });
    const dueAt = sooner(tried.nextAt, await pressingSince(deps, tried, { desk, way }));
    await leave(deps, held, { messageId: tried.id, sent: desk.sent, dueAt });
    return 'unsent';
  }
  const families = await finishMessage(deps, tried);
  const since = clock.now().getTime() - SENT_LATELY_MS;
  const sent: readonly SentLately[] = [
    ...desk.sent.filter(({ at }) => at.getTime() >= since),
    ...sentNow(tried, families),
  ];
  await leave(deps, held, { messageId: null, sent, dueAt: clock.now() });
  return tried.state === 'sent' ? 'sent' : 'unsent';
}

async function leave(
  { storage }: ServiceDeps,
  { desk, token }: HeldDesk,
  to: { readonly messageId: MessageId | null; readonly sent: readonly SentLately[]; readonly dueAt: Instant | null },
): Promise<void> {
  await storage.desks.settle(desk.key, token, to);
}

/** What is remembered of a message, so that a flood is few of them: also of those that a closed desk refuses. */
function sentNow({ begunAt, settledAt }: Message, families: readonly string[]): readonly SentLately[] {
  if (begunAt !== null) return [{ at: begunAt, families }];
  return settledAt === null ? [] : [{ at: settledAt, families, isTurnedAway: true }];
}

/**
 * The message to go on with. One that surely was not sent is made again of what there is to say now: what is over,
 * hidden or beyond the recipient by now is not told, and it goes where they can be reached now. Null: the desk waits,
 * and was left so.
 */
async function messageNow(
  deps: ServiceDeps,
  held: HeldDesk,
  { open, way }: { readonly open: Message | null; readonly way: Way | Closed },
): Promise<Message | null | 'lost'> {
  if (open === null) {
    const taken = (await takeAsked(deps, held)) ?? (await takeParked(deps, held));
    if (taken === null) return nextMessage(deps, held, { way, unsent: null });
    if (taken === 'lost') return taken;
    if (taken.again !== null) return sentAgain(deps, taken, way);
    return taken.mayHaveArrived ? taken : messageNow(deps, held, { open: taken, way });
  }
  if (open.state !== 'ready') return open;
  // What somebody asked for again says what they saw of it.
  if (open.again !== null && (typeof way === 'string' || open.nextAt <= deps.clock.now()))
    return sentAgain(deps, open, way);
  if (typeof way === 'string') return open;
  if (open.mayHaveArrived || open.again !== null)
    return (await givesWay(deps, held.desk, open)) ? messageNow(deps, held, { open: null, way }) : open;
  if (open.nextAt > deps.clock.now()) return pressingNow(deps, held, { open, way });
  if (open.letterId !== null) return letterNow(deps, held, { open, letterId: open.letterId, way });
  await handOnSome(deps, open, { way, desk: held.desk });
  await deps.storage.notifications.putBack(open.id);
  return nextMessage(deps, held, { way, unsent: open });
}

/**
 * A letter that is due and surely was not sent, or what is to be sent instead. One that was tried and says nothing of
 * today any more is given up, with its tries.
 */
async function letterNow(
  deps: ServiceDeps,
  held: HeldDesk,
  { open, letterId, way }: { readonly open: Message; readonly letterId: LetterId; readonly way: Way },
): Promise<Message | null | 'lost'> {
  const { storage, clock } = deps;
  const still = await letterStill(deps, held.desk, { letterId, way });
  if (still === 'goes') return (await letterAgain(deps, open, way)) ?? 'lost';
  if (still === 'outdated' && open.attempts > 0) {
    const at = clock.now();
    return (await storage.messages.giveUp(open, at)) ? { ...open, state: 'given-up', settledAt: at } : 'lost';
  }
  // It waits at the desk, where it holds up nothing else, or is settled there.
  if (still !== 'ended') await storage.letters.putBack(letterId);
  if (!(await storage.messages.withdraw(open))) return 'lost';
  return nextMessage(deps, held, { way, unsent: null });
}

/** When something presses at the desk of a message that waits for its next try. */
async function pressingSince(
  deps: ServiceDeps,
  open: Message,
  { desk, way }: { readonly desk: Desk; readonly way: Way | Closed },
): Promise<Instant | null> {
  return typeof way !== 'string' ? pressingAt(deps, desk, deps.clock.now()) : null;
}

/**
 * A message that waits for its next try, or what presses meanwhile: what is critical is told now, together with it;
 * what somebody asked for again, and what is critical beside a letter, goes before it, and it is made anew after that.
 */
async function pressingNow(
  deps: ServiceDeps,
  held: HeldDesk,
  { open, way }: { readonly open: Message; readonly way: Way },
): Promise<Message | null | 'lost'> {
  const { storage, clock } = deps;
  const at = await pressingAt(deps, held.desk, clock.now());
  if (at === null || at > clock.now()) return open;
  const asked = await storage.messages.askedAgain(held.desk.key);
  await handOnSome(deps, open, { way, desk: held.desk });
  await storage.notifications.putBack(open.id);
  if (asked === null && open.letterId === null) return nextMessage(deps, held, { way, unsent: open });
  // A letter that was tried waits for its next try, free of the desk.
  if (open.letterId === null || open.attempts === 0) {
    if (open.letterId !== null) await storage.letters.putBack(open.letterId);
    if (!(await storage.messages.withdraw(open))) return 'lost';
  }
  const taken = await takeAsked(deps, held);
  if (taken === 'lost') return 'lost';
  return taken === null
    ? nextMessage(deps, held, { way, unsent: null, isPressing: true })
    : sentAgain(deps, taken, way);
}

async function nextMessage(
  deps: ServiceDeps,
  held: HeldDesk,
  {
    way,
    unsent,
    isPressing = false,
  }: {
    readonly way: Way | Closed;
    /** What it takes the place of. */
    readonly unsent: Message | null;
    /** Alerts go before letters. */
    readonly isPressing?: boolean;
  },
): Promise<Message | null | 'lost'> {
  const { storage, clock } = deps;
  const { desk } = held;
  const now = clock.now();
  const closed = typeof way === 'string' ? way : null;
  const written = typeof way === 'string' ? await wayOnceMended(deps, desk, way) : way;
  const { letter, until } = await letterAtDesk(deps, desk, { way: written, closed, now });
  if (letter !== null && unsent === null && written !== null && !isPressing)
    return started(deps, held, { unsent, way: written, content: contentOfLetter(letter, written) });
  const composed = await compose(deps, desk, { channel: written?.channel ?? null, closed, now });
  if (composed.kind === 'wait' || written === null) {
    if (unsent !== null) await storage.messages.withdraw(unsent);
    await leave(deps, held, {
      messageId: null,
      sent: desk.sent,
      dueAt: sooner(sooner(composed.kind === 'wait' ? composed.until : null, until), await parkedUntil(deps, desk)),
    });
    return null;
  }
  const content = contentOf(composed.notifications, written);
  const soon = unsent !== null && unsent.nextAt > now ? { nextAt: now } : {};
  const counted = await countedAnew(deps, unsent, { notifications: composed.notifications, way: written });
  return started(deps, held, { unsent, way: written, content: { ...content, ...counted, ...soon } });
}

/**
 * What joins a message that was tried already is tried as often as if it were alone. Where all of it can go another way
 * its tries count on: whatever keeps joining it must not keep it from there.
 */
async function countedAnew(
  deps: ServiceDeps,
  unsent: Message | null,
  { notifications, way }: { readonly notifications: readonly Notification[]; readonly way: Way },
): Promise<Partial<Pick<Message, 'attemptsBefore'>>> {
  const known = new Set(unsent?.notificationIds);
  if (unsent === null || notifications.every(({ id }) => known.has(id))) return {};
  const { channel } = way;
  if (await haveFallback(deps, notifications, { channel, personId: unsent.personId })) return {};
  return { attemptsBefore: unsent.attempts };
}

function sooner(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** Puts the message on the desk and stores it, ready to be sent. */
async function started(
  deps: ServiceDeps,
  held: HeldDesk,
  { unsent, way, content }: { readonly unsent: Message | null; readonly way: Way; readonly content: Content },
): Promise<Message | 'lost'> {
  const { storage } = deps;
  const { desk, token } = held;
  const message = unsent ?? (await newMessage(deps, held, { way, content }));
  if (!(await storage.desks.open(desk.key, token, message.id))) return 'lost';
  // Whoever was killed after this left the same message, which says what is to be said now if it has not begun.
  const isNew = unsent === null && (await storage.messages.insert(message)) === 'inserted';
  const stored = isNew ? message : await rewritten(deps, message.id, content);
  if (stored === null) return 'lost';
  await storage.notifications.take(stored.notificationIds, stored.id);
  if (stored.letterId !== null) await storage.letters.take(stored.letterId, stored.id);
  return stored;
}

/** It says the same, and goes where they can be reached now. Null: somebody else has it. */
function letterAgain(
  deps: ServiceDeps,
  { id, recipient, notificationIds, letterId, content, to }: Message,
  way: Way,
): Promise<Message | null> {
  const said = { recipient, notificationIds, letterId, content };
  return rewritten(deps, id, { ...said, ...addressed(content, calling(way, to)) });
}

/** Null: somebody else has it. */
async function rewritten({ storage }: ServiceDeps, id: MessageId, content: Content): Promise<Message | null> {
  const stored = await storage.messages.byId(id);
  if (stored === null || stored.state !== 'ready' || stored.mayHaveArrived) return stored;
  return (await storage.messages.rewrite(stored, content)) ? { ...stored, ...content } : null;
}
