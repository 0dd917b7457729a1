import { maySee, readersOf } from '../../domain/notify/channel';
import { isOutdated } from '../../domain/letters/digestPlan';
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
  { storage }: ServiceDeps,
  { desk, token }: Pick<HeldDesk, 'desk' | 'token'>,
): Promise<Message | null | 'lost'> {
  const asked = await storage.messages.askedAgain(desk.key);
  if (asked === null) return null;
  return (await storage.desks.open(desk.key, token, asked.id)) ? asked : 'lost';
}

/**
 * A message that was asked for again, as it is about to be tried: it goes where the recipient can be reached now, and
 * what it carries is under way again. Refused where it is not to be said any more. May be repeated.
 */
export async function sentAgain(deps: ServiceDeps, message: Message, way: Way | Closed): Promise<Message | 'lost'> {
  const { storage, clock } = deps;
  if (message.nextAt > clock.now()) return message;
  await storage.notifications.resume(message.id);
  if (message.letterId !== null) await storage.letters.resume(message.letterId, message.id);
  if (typeof way === 'string') return message;
  const obstacle = await needlessAgain(deps, message, way);
  if (obstacle !== null) return (await refuse(deps, message, obstacle)) ?? 'lost';
  const { recipient, notificationIds, content } = message;
  const to = way.target.to ?? message.to;
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
  return typeof way === 'string' ? way : needlessAgain(deps, message, way);
}

async function needlessAgain(deps: ServiceDeps, message: Message, way: Way): Promise<AgainObstacle | null> {
  const { storage } = deps;
  const person = message.personId === null ? null : await storage.people.byId(message.personId);
  const readers = readersOf(way.channel, person);
  if (message.letterId !== null) {
    const letter = await storage.letters.byId(message.letterId);
    if (letter === null) return 'forgotten';
    if (letter.state === 'fell-back') return 'handed-on';
    if (isOutdated(letter, deps.clock.now())) return 'too-late';
    const reminder = letter.reminderId === null ? null : await storage.reminders.byId(letter.reminderId, null);
    const needless = reminder === null ? null : await needlessSince(storage, reminder);
    return needless ?? (maySee(readers, letter.unitPath) ? null : 'out-of-scope');
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
  return needlessNow(told, alerts, reached).length === told.length ? 'over' : null;
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
  if (left.length === all.length) return saidAgain(message);
  const { language } = JSON.parse(message.content) as Said;
  return saidAgain({ ...message, content: JSON.stringify(messageText(left, language)) });
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
