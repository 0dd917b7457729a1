import type { Alert, AlertSeverity } from '../alerts/alert';
import type { Notification, NotificationState, Occasion } from './notification';
import { severityRank } from './route';

/** What a recipient was told of an alert before, by the line of the log it told of. */
export type ToldBefore = Pick<Notification, 'seq' | 'occasion' | 'state' | 'tellsResolved'> & {
  readonly alert: { readonly severity: AlertSeverity };
};

/** Reached somebody, or may have: whoever was told that it began is told that it is over. */
export const REACHED: readonly NotificationState[] = ['sent', 'sending', 'unclear'];
/** May still reach somebody; whether it did is looked at again before it is said that it is over. */
const MAY_REACH: readonly NotificationState[] = [...REACHED, 'queued', 'silenced'];

/**
 * What a change of an alert is to people: it opened, it presses more than before, it is over; null: nothing they are
 * told of. `severityBefore`: as of the line before; null where there is none.
 */
export function occasionOf(
  { change, severity }: Pick<Alert, 'change' | 'severity'>,
  severityBefore: AlertSeverity | null,
): Occasion | null {
  if (change === 'opened' || change === 'resolved') return change;
  if (change !== 'changed' || severityBefore === null) return null;
  return severityRank(severity) > severityRank(severityBefore) ? 'raised' : null;
}

/**
 * Whether a recipient is told, after what they were told before of the same alert. What is opened again within the hour
 * is told again only to whom it was said to be over. Lines of the log from this one on do not count, so that a repeated
 * decision is the same one.
 */
export function isToldNow(
  { seq, severity }: Pick<Alert, 'seq' | 'severity'>,
  occasion: Occasion,
  before: readonly ToldBefore[],
): boolean {
  const earlier = before.filter((one) => one.seq < seq).sort((one, other) => one.seq - other.seq);
  const lastOver = earlier.findLastIndex((one) => one.occasion === 'resolved');
  const since = earlier.slice(lastOver + 1).filter(({ state }) => state !== 'over');
  if (occasion === 'resolved')
    return since.some(({ state, tellsResolved }) => tellsResolved && MAY_REACH.includes(state));
  return since.every((one) => severityRank(one.alert.severity) < severityRank(severity));
}

/** What waits, with what has become of its alert by now. */
export type AboutToSend = Pick<Notification, 'id' | 'alertId' | 'occasion' | 'seq'>;

/**
 * What of the waiting need not be told any more: what is over before anybody heard of it, and that it is over where
 * nobody heard that it began. `overAt`: the line of the log with which an alert was over, where it is. `reached`: alerts
 * of which the recipient was told that they began.
 */
export function needlessNow<N extends AboutToSend>(
  waiting: readonly N[],
  overAt: ReadonlyMap<string, number>,
  reached: ReadonlySet<string>,
): readonly N[] {
  return waiting.filter(({ alertId, occasion, seq }) => {
    if (occasion === 'resolved') return !reached.has(alertId);
    const over = overAt.get(alertId);
    return over !== undefined && over > seq;
  });
}
