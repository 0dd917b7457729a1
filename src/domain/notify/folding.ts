import type { AlertSeverity } from '../alerts/alert';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../time/instant';
import { FALLBACK_IN_DOUBT, IN_DOUBT, type Notification, type Occasion, type ToldAlert } from './notification';
import { severityRank } from './route';

/** How long the first of a kind waits for others to go with it. */
const GATHER_MS: Readonly<Record<AlertSeverity, number>> = {
  critical: 10 * SECOND_MS,
  warning: MINUTE_MS,
  notice: 5 * MINUTE_MS,
  info: 15 * MINUTE_MS,
};
/** After the first message about something, the second …: how long what is of its kind waits. */
const SPACING_MS: readonly number[] = [5 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS];
/** What is critical waits for others of its family as well, never for long: a flood must not hide the next one. */
const CRITICAL_SPACING_MS: readonly number[] = [MINUTE_MS, 5 * MINUTE_MS];
/** What was sent longer ago than this makes nothing wait. */
export const SENT_LATELY_MS = 2 * HOUR_MS;
/** However different the things are: more messages an hour reach nobody. What is critical does not wait for that. */
const MOST_AN_HOUR = 20;

/** A message that went to the recipient: when, and about what. */
export interface SentLately {
  readonly at: Instant;
  readonly families: readonly string[];
  /** It was refused, since nothing could go there. */
  readonly isTurnedAway?: boolean;
}
type Waiting = Pick<Notification, 'occasion' | 'queuedAt' | 'waitsUntilAt'> & {
  readonly alert: Pick<ToldAlert, 'severity'>;
} & {
  readonly family: string;
};

/** Alerts of one kind, one reason and one occasion are told together, and apart from those told once more in doubt. */
export function familyOf({
  occasion,
  alert,
  reason,
}: {
  readonly occasion: Occasion;
  readonly alert: Pick<ToldAlert, 'kind' | 'reason' | 'resolution'>;
  readonly reason: string | null;
}): string {
  const doubt = reason === IN_DOUBT || reason === FALLBACK_IN_DOUBT ? ` ${reason}` : '';
  return `${occasion} ${alert.kind} ${alert.reason} ${alert.resolution ?? ''}${doubt}`;
}

/**
 * When the next message goes to a recipient; null: nothing waits. A flood of one cause is told at its beginning, then
 * ever more seldom, each time with all that came meanwhile; something else is told at once.
 */
export function nextMessageAt(waiting: readonly Waiting[], sent: readonly SentLately[], now: Instant): Instant | null {
  const lately = sent.filter(({ at }) => now.getTime() - at.getTime() < SENT_LATELY_MS);
  const heldBack = (ms: number): number => {
    const ofHour = lately.filter(({ at }) => ms - at.getTime() < HOUR_MS).map(({ at }) => at.getTime());
    const free = ofHour.sort((one, other) => other - one)[MOST_AN_HOUR - 1];
    return free === undefined ? ms : Math.max(ms, free + HOUR_MS);
  };
  let nextMs = Infinity;
  for (const one of waiting) {
    const alike = lately.filter(({ families }) => families.includes(one.family));
    const last = Math.max(...alike.map(({ at }) => at.getTime()), -Infinity);
    const { severity } = one.alert;
    const isCritical = severity === 'critical' && one.occasion !== 'resolved';
    const spacings = isCritical ? CRITICAL_SPACING_MS : SPACING_MS;
    const spacing = spacings[Math.min(alike.length, spacings.length) - 1] ?? 0;
    const ms = Math.max(one.queuedAt.getTime() + GATHER_MS[severity], one.waitsUntilAt.getTime(), last + spacing);
    nextMs = Math.min(nextMs, isCritical ? ms : heldBack(ms));
  }
  return nextMs === Infinity ? null : new Date(nextMs);
}

/** Told one by one, or the alike together. */
export interface FoldedLine<N> {
  readonly told: N;
  /** How many of its kind it stands for, itself included. */
  readonly count: number;
  readonly others: readonly N[];
}

/** Longer messages are not read to their end. */
const MOST_LINES = 8;
/** So many of one family still stand by themselves. */
const ALONE = 3;

/**
 * The lines of a message, what presses most first; of the alike that one line stands for it is the worst. `more`:
 * notifications that no line stands for.
 */
export function foldLines<N extends Pick<Notification, 'occasion' | 'alert' | 'reason'>>(
  notifications: readonly N[],
): { readonly lines: readonly FoldedLine<N>[]; readonly more: number } {
  const families = new Map<string, N[]>();
  for (const one of notifications) {
    const family = families.get(familyOf(one)) ?? [];
    family.push(one);
    families.set(familyOf(one), family);
  }
  const groups = [...families.values()].map(worstFirst).sort((one, other) => pressing(other) - pressing(one));
  const isShort = notifications.length <= MOST_LINES;
  const all = groups.flatMap((group): FoldedLine<N>[] => {
    if (isShort || group.length <= ALONE) return group.map((told) => ({ told, count: 1, others: [] }));
    const [told, ...others] = group;
    return told === undefined ? [] : [{ told, count: group.length, others }];
  });
  const lines = all.slice(0, MOST_LINES);
  return { lines, more: notifications.length - lines.reduce((sum, { count }) => sum + count, 0) };
}

function worstFirst<N extends Pick<Notification, 'alert'>>(group: readonly N[]): readonly N[] {
  return [...group].sort((one, other) => severityRank(other.alert.severity) - severityRank(one.alert.severity));
}

function pressing<N extends Pick<Notification, 'occasion' | 'alert'>>(group: readonly N[]): number {
  const [first] = group;
  if (first === undefined) return 0;
  return severityRank(first.alert.severity) * 2 + (first.occasion === 'resolved' ? 0 : 1);
}
