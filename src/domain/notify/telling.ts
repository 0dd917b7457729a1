import type { Alert, Resolution } from '../alerts/alert';
import { isFurther } from '../alerts/alertChanges';
import type { Notification, NotificationState, Occasion, ToldAlert } from './notification';
import { severityRank } from './route';

/** What a recipient was told of an alert before, by the line of the log it told of. */
export type ToldBefore = Pick<Notification, 'seq' | 'occasion' | 'state' | 'tellsResolved'> & {
  readonly alert: Pick<ToldAlert, 'kind' | 'severity' | 'occurredAt' | 'reason' | 'figures'>;
};

/** Reached somebody, or may have: whoever was told that it began is told that it is over. */
export const REACHED: readonly NotificationState[] = ['sent', 'sending', 'unclear'];
/** May still reach somebody; whether it did is looked at again before it is said that it is over. */
const MAY_REACH: readonly NotificationState[] = [...REACHED, 'queued', 'silenced'];

/** Ends that nobody is told: another alert says what goes on, or there was only something to know. */
export const NOT_SAID: ReadonlySet<Resolution> = new Set(['folded', 'superseded', 'told']);

/** Ends that leave open whether all is well: the cause is not undone, it is only not said any more. */
const NOT_RESTORED: ReadonlySet<Resolution> = new Set([
  'not-seen',
  'deadline-passed',
  'account-ended',
  'none-left-in-unit',
]);
export function isRestored(resolution: Resolution | undefined): boolean {
  return resolution === undefined || !NOT_RESTORED.has(resolution);
}

type Line = Pick<
  Alert,
  'change' | 'kind' | 'severity' | 'state' | 'byUnit' | 'occurredAt' | 'reason' | 'figures' | 'unitPath'
>;

/**
 * What a change of an alert is to people: it opened, it presses more than before, it is over; null: nothing they are
 * told of. It presses more as well where it is of another kind, crossed a further limit, or is open again after somebody
 * acknowledged what it was. `before`: the line before; null where there is none.
 */
export function occasionOf(line: Line, before: Line | null): Occasion | null {
  if (line.change === 'opened' || line.change === 'resolved') return line.change;
  if (line.change !== 'changed' || before === null) return null;
  const isRaised =
    line.kind !== before.kind ||
    severityRank(line.severity) > severityRank(before.severity) ||
    (before.state === 'acknowledged' && line.state === 'open') ||
    isFurther(line, before);
  return isRaised ? 'raised' : null;
}

/** Whether a change brings the alert into the sight of some, or out of it. */
export function isElsewhere(line: Line, before: Line): boolean {
  const units = new Set(before.unitPath);
  return line.unitPath.length !== units.size || line.unitPath.some((unit) => !units.has(unit));
}

/** Surely reached nobody. What nobody can know counts as told: it is not said twice. */
const NOT_TOLD: ReadonlySet<NotificationState> = new Set(['over', 'refused', 'given-up']);

/**
 * What was told of an alert since the last time it was said to be over, from lines before the given one; nothing that
 * reached nobody.
 */
export function toldSince<T extends ToldBefore>({ seq }: Pick<Alert, 'seq'>, told: readonly T[]): readonly T[] {
  const earlier = told.filter((one) => one.seq < seq).sort((one, other) => one.seq - other.seq);
  const lastOver = earlier.findLastIndex(({ occasion }) => occasion === 'resolved');
  return earlier.slice(lastOver + 1).filter(({ state }) => !NOT_TOLD.has(state));
}

/** As they are, but what fell back to where it surely reached nobody either as it ended there. */
export function asEnded<
  T extends Pick<Notification, 'alertId' | 'seq' | 'personId' | 'channelId' | 'fellFrom' | 'state'>,
>(all: readonly T[]): readonly T[] {
  const handedTo = (one: T): readonly T[] => {
    const fellFrom = [...one.fellFrom, one.channelId].join();
    return all.filter(
      (next) =>
        next.alertId === one.alertId &&
        next.seq === one.seq &&
        next.personId === one.personId &&
        next.fellFrom.join() === fellFrom,
    );
  };
  const endOf = (one: T): NotificationState => {
    if (one.state !== 'fell-back') return one.state;
    const ends = handedTo(one).map(endOf);
    const [first = one.state] = ends;
    return ends.every((end) => NOT_TOLD.has(end)) ? first : one.state;
  };
  return all.map((one) => ({ ...one, state: endOf(one) }));
}

/**
 * Whether a recipient is told, after what they were told before of the same alert. What is opened again within the hour
 * is told again only to whom it was said to be over, and to whom nothing of it came. Lines of the log from this one on do not count, so that a repeated
 * decision is the same one.
 */
export function isToldNow(
  line: Pick<Alert, 'seq' | 'kind' | 'severity' | 'byUnit' | 'occurredAt' | 'reason' | 'figures'>,
  occasion: Occasion,
  before: readonly ToldBefore[],
): boolean {
  const since = toldSince(line, before);
  if (occasion === 'resolved')
    return since.some(({ state, tellsResolved }) => tellsResolved && MAY_REACH.includes(state));
  return since.every(
    ({ alert }) =>
      alert.kind !== line.kind ||
      severityRank(alert.severity) < severityRank(line.severity) ||
      (occasion === 'raised' && isFurther(line, alert)),
  );
}

/** What waits, with what has become of its alert by now. */
export type AboutToSend = Pick<Notification, 'id' | 'alertId' | 'occasion' | 'seq'> & {
  readonly alert: Pick<ToldAlert, 'resolution'>;
};

/**
 * What of the waiting need not be told any more: what is over before anybody heard of it, that it is over where nobody
 * heard that it began or it is open again, and that nobody has acknowledged it where somebody has by now. `alerts`: as
 * they are now.
 * `reached`: alerts of which the recipient was told that they began.
 */
export function needlessNow<N extends AboutToSend>(
  waiting: readonly N[],
  alerts: ReadonlyMap<string, Pick<Alert, 'state' | 'seq'>>,
  reached: ReadonlySet<string>,
): readonly N[] {
  return waiting.filter(({ alertId, occasion, seq, alert }) => {
    const now = alerts.get(alertId);
    if (occasion === 'resolved') {
      // What only left their units goes on elsewhere.
      const isEnded = alert.resolution !== 'none-left-in-unit';
      const isOpenAgain = isEnded && now !== undefined && now.state !== 'resolved' && now.seq > seq;
      return isOpenAgain || !reached.has(alertId);
    }
    if (now?.state === 'acknowledged') return occasion === 'escalated';
    return now?.state === 'resolved' && now.seq > seq;
  });
}
