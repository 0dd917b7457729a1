import { maySee, readersOf } from '../../domain/notify/channel';
import { isOfPastDay } from '../../domain/letters/digestPlan';
import type { Letter } from '../../domain/letters/letter';
import { FAILED_MESSAGE_STATES, type AgainObstacle, type Message } from '../../domain/notify/message';
import type { Notification } from '../../domain/notify/notification';
import { needlessNow } from '../../domain/notify/telling';
import type { MessageText } from '../../ports/notifier';
import { civilMoment } from '../../wording/civilMoment';
import { messageWords } from '../../wording/messageWords';
import { needlessSince } from '../remindedOf';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import { messageText } from './messageText';
import { refuse } from './tryMessage';
import type { Closed, HeldDesk, Way } from './way';

/** The message at the desk that somebody asked for again, put on it; null: there is none. */
export async function takeAsked(
  { storage, clock }: ServiceDeps,
  { desk, token }: Pick<HeldDesk, 'desk' | 'token'>,
): Promise<Message | null | 'lost'> {
  const asked = await storage.messages.askedAgain(desk.key);
  // One that the limit of its channel has put off holds up nothing else.
  if (asked === null || asked.nextAt > clock.now()) return null;
  return (await storage.desks.open(desk.key, token, asked.id)) ? asked : 'lost';
}

/**
 * A message that was asked for again, as it is about to be tried: it goes where the recipient can be reached now, and
 * what it carries is under way again. Refused where it is not to be said any more. May be repeated.
 */
export async function sentAgain(deps: ServiceDeps, message: Message, way: Way | Closed): Promise<Message | 'lost'> {
  const { storage, clock } = deps;
  if (message.nextAt > clock.now()) return message;
  const left = typeof way === 'string' ? null : await leftOf(deps, message, way);
  // Before the rest is under way again: what is over is no part of it any more.
  if (left !== null && typeof left !== 'string') await leaveOut(deps, message, left.needless);
  await storage.notifications.resume(message.id);
  if (message.letterId !== null) await storage.letters.resume(message.letterId, message.id);
  if (typeof way === 'string' || left === null) return message;
  if (typeof left === 'string') return (await refuse(deps, message, left)) ?? 'lost';
  const { recipient, to: calls } = left.called ?? message;
  const notificationIds = message.notificationIds.filter((id) => left.kept.some((one) => one.id === id));
  const content = left.told.length === message.notificationIds.length ? message.content : saidOf(message, left.told);
  const to = way.target.to ?? calls;
  const rendered = way.notifier.render(JSON.parse(content) as MessageText, { ...way.target, to });
  const said = { recipient, notificationIds, content, to, rendered };
  return (await storage.messages.rewrite(message, said)) ? { ...message, ...said } : 'lost';
}

/** Why a message cannot be sent again by hand now; null: it can. */
export async function obstacleTo(
  deps: ServiceDeps,
  message: Message,
  way: Way | Closed,
): Promise<AgainObstacle | null> {
  if (!FAILED_MESSAGE_STATES.some((state) => state === message.state)) return 'not-failed';
  if (typeof way === 'string') return way;
  const left = await leftOf(deps, message, way);
  return typeof left === 'string' ? left : null;
}

/** What of a message is said when it is sent again; a letter has no parts. */
interface Left {
  /** All of it but what need not be said any more. */
  readonly kept: readonly Notification[];
  /** Of that, what the fallback channel has not taken. */
  readonly told: readonly Notification[];
  readonly needless: readonly Notification[];
  /** Whom a letter calls still: whom a fallback channel has taken it does not; null: it is no letter. */
  readonly called: Pick<Letter, 'recipient' | 'to'> | null;
}

/** Why nothing of a message is to be said any more, or what of it is. */
async function leftOf(deps: ServiceDeps, message: Message, way: Way): Promise<AgainObstacle | Left> {
  const { storage } = deps;
  const person = message.personId === null ? null : await storage.people.byId(message.personId);
  const readers = readersOf(way.channel, person);
  if (message.letterId !== null) {
    const letter = await storage.letters.byId(message.letterId);
    if (letter === null) return 'forgotten';
    if (letter.state === 'fell-back') return 'handed-on';
    if (isOfPastDay(letter, deps.clock.now())) return 'too-late';
    const reminder = letter.reminderId === null ? null : await storage.reminders.byId(letter.reminderId, null);
    const needless = reminder === null ? null : await needlessSince(storage, reminder);
    if (needless !== null) return needless;
    if (!maySee(readers, letter.unitPath)) return 'out-of-scope';
    return { kept: [], told: [], needless: [], called: letter };
  }
  const all = await storage.notifications.ofMessage(message.id);
  if (all.length === 0) return 'forgotten';
  const told = all.filter(isLeft);
  if (told.length === 0) return 'handed-on';
  const lines = await storage.alerts.byIds([...new Set(told.map(({ alertId }) => alertId))]);
  const alerts = new Map<string, (typeof lines)[number]>(lines.map((alert) => [alert.id, alert]));
  const isSeen = told.every(
    ({ alertId, occasion }) => occasion === 'resolved' || maySee(readers, alerts.get(alertId)?.unitPath ?? []),
  );
  if (!isSeen) return 'out-of-scope';
  // Whoever is told that something is over was told that it began: that was settled when the message was made.
  const reached = new Set(told.map(({ alertId }) => alertId as string));
  const needless = needlessNow(told, alerts, reached);
  if (needless.length === told.length) return 'over';
  const isLeftOut = (one: Notification): boolean => needless.includes(one);
  const kept = all.filter((one) => !isLeftOut(one));
  return { kept, told: told.filter((one) => !isLeftOut(one)), needless, called: null };
}

/** What is over before it was said is over; of what may have arrived that is all anybody knows. */
async function leaveOut(
  { storage, clock }: ServiceDeps,
  { mayHaveArrived, reason }: Message,
  needless: readonly Notification[],
): Promise<void> {
  if (needless.length === 0) return;
  const ids = needless.map(({ id }) => id);
  const to = mayHaveArrived ? ({ state: 'unclear', reason } as const) : ({ state: 'over', reason: 'over' } as const);
  await storage.notifications.leaveOut(ids, { ...to, at: clock.now() });
}

type Said = MessageText & { /** Its title before it was asked for again. */ readonly ownTitle?: string };

/** The fallback channel has not taken it. */
function isLeft({ state }: Notification): boolean {
  return state !== 'fell-back';
}

/** What a message says when it is sent again: of those the fallback channel took it tells nothing. */
export async function contentAgain({ storage }: ServiceDeps, message: Message): Promise<string> {
  const all = message.letterId === null ? await storage.notifications.ofMessage(message.id) : [];
  const left = all.filter(isLeft);
  return left.length === all.length ? saidAgain(message) : saidOf(message, left);
}

/** A message as one that says these alone. */
function saidOf(message: Message, told: readonly Notification[]): string {
  const { language } = JSON.parse(message.content) as Said;
  return saidAgain({ ...message, content: JSON.stringify(messageText(told, language)) });
}

/** The same, with a title that says since when it is so and, where it may have arrived, that it may be a repetition. */
function saidAgain({ content, createdAt, mayHaveArrived }: Message): string {
  const said = JSON.parse(content) as Said;
  const { messages } = messageWords(said.language);
  const ownTitle = said.ownTitle ?? said.title;
  const at = civilMoment(iso(createdAt));
  const late = messages.sentLate(ownTitle, at === null ? '' : `${at.date.slice(5)} ${at.hour}:${at.minute}`);
  const told: Said = { ...said, ownTitle, title: mayHaveArrived ? messages.perhapsTwice(late) : late };
  return JSON.stringify(told);
}
