import type { MessageId } from '../../domain/ids';
import { SENT_LATELY_MS, type SentLately } from '../../domain/notify/folding';
import type { Message } from '../../domain/notify/message';
import type { Instant } from '../../domain/time/instant';
import type { MessageText } from '../../ports/notifier';
import { runWorkers, tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import type { Counts, WorkRun } from '../workRun';
import { compose } from './compose';
import { finishMessage } from './finishMessage';
import { messageText } from './messageText';
import { settleInterrupted, tryMessage } from './tryMessage';
import { wayTo, type Closed, type HeldDesk, type Way } from './way';

/** What became of a desk that was due. */
type Step = 'sent' | 'unsent' | 'waits' | 'lost';

/**
 * Sends what is due. A desk is one recipient in one channel, held by one process at a time: what waits there is folded
 * into one message, which is stored as rendered and marked as begun before the call. Whoever finds a message begun and
 * not settled knows that nobody can know whether it arrived.
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
    return work(deps, { desk, token, heldUntilAt, signal: run.signal });
  };
  return async (run) => tally(await runWorkers(run, settings.notify.concurrency, () => step(run)));
}

async function work(deps: ServiceDeps, held: HeldDesk): Promise<Step> {
  const { storage, clock } = deps;
  const { desk } = held;
  const way = await wayTo(deps, desk);
  const open = desk.messageId === null ? null : await storage.messages.byId(desk.messageId);
  const message = open ?? (await nextMessage(deps, held, way));
  if (message === null) return 'waits';
  if (message === 'lost') return 'lost';
  const known = message.state === 'sending' ? await settleInterrupted(deps, message, way) : message;
  if (known === null) return 'lost';
  const tried = known.state === 'ready' ? await tryMessage(deps, known, { way, held }) : known;
  if (tried === null || tried.state === 'sending') return 'lost';
  if (tried.state === 'ready') {
    await leave(deps, held, { messageId: tried.id, sent: desk.sent, dueAt: tried.nextAt });
    return 'unsent';
  }
  const families = await finishMessage(deps, tried);
  const since = clock.now().getTime() - SENT_LATELY_MS;
  const sent: readonly SentLately[] = [
    ...desk.sent.filter(({ at }) => at.getTime() >= since),
    ...(tried.begunAt === null ? [] : [{ at: tried.begunAt, families }]),
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

/** Null: the desk waits, and was left so. */
async function nextMessage(deps: ServiceDeps, held: HeldDesk, way: Way | Closed): Promise<Message | null | 'lost'> {
  const { storage, clock, hasher } = deps;
  const { desk, token } = held;
  const now = clock.now();
  const composed = await compose(deps, desk, {
    channel: typeof way === 'string' ? null : way.channel,
    closed: typeof way === 'string' ? way : null,
    now,
  });
  if (composed.kind === 'wait' || typeof way === 'string') {
    await leave(deps, held, {
      messageId: null,
      sent: desk.sent,
      dueAt: composed.kind === 'wait' ? composed.until : null,
    });
    return null;
  }
  const { notifications } = composed;
  const [first] = notifications;
  if (first === undefined) throw new Error('A message is made of notifications.');
  const number = desk.messages + 1;
  const id = stableEventId(hasher, `message ${desk.key} ${number}`) as string as MessageId;
  const content: MessageText = messageText(notifications, way.channel.language);
  const message: Message = {
    id,
    desk: desk.key,
    channelId: way.channel.id,
    channelName: way.channel.name,
    channelKind: way.channel.kind,
    personId: desk.personId,
    recipient: first.recipient,
    to: way.target.to,
    notificationIds: notifications.map((one) => one.id),
    content: JSON.stringify(content),
    rendered: way.notifier.render(content, way.target),
    state: 'ready',
    reason: null,
    attempts: 0,
    createdAt: now,
    begunAt: null,
    nextAt: now,
    settledAt: null,
    receipt: null,
  };
  // Whoever was killed after this left the same message, which is taken up as it is.
  const stored = (await storage.messages.insert(message)) === 'inserted' ? message : await storage.messages.byId(id);
  if (stored === null || !(await storage.desks.open(desk.key, token, { id, number }))) return 'lost';
  await storage.notifications.take(stored.notificationIds, id);
  return stored;
}
