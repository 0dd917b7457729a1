import type { NotifyChannel } from '../notify/channel';
import { mayStopAt } from '../webhooks/afterFailure';
import type { Subscription, SubscriptionCursor } from '../webhooks/subscription';
import type { Alert, AlertDraft, Resolution } from './alert';
import { CHANNEL_FAILING_ALERT, RECEIVER_ALERTS } from './alertTable';

/** Whose state says whether people and receivers are reached. */
export const REACH_OWNER = 'reach';

const OFFICE = { owner: REACH_OWNER, unitId: null, unitPath: [], byUnit: null } as const;
const channelCause = (id: string): string => `channel:${id}`;
const receiverCause = (id: string): string => `receiver:${id}`;

type Channel = Pick<NotifyChannel, 'id' | 'name' | 'disabled' | 'canary' | 'trials'>;
/** A subscription, and how it goes with its receiver. */
export interface Receiver {
  readonly subscription: Pick<Subscription, 'id' | 'name' | 'disabled'>;
  readonly cursor: Pick<SubscriptionCursor, 'state' | 'failingSinceAt' | 'code'>;
}

/** Channels whose last trial failed, and receivers that were stopped or will be within a day; for the whole office. */
export function reachAlerts(
  { channels, receivers }: { readonly channels: readonly Channel[]; readonly receivers: readonly Receiver[] },
  now: Date,
): readonly AlertDraft[] {
  const failing = channels.flatMap(({ id, name, disabled, canary, trials }): AlertDraft[] => {
    if (disabled || canary === null || !trials.isFailing || trials.lastFailed === null) return [];
    const { at, code } = trials.lastFailed;
    // The same fault day by day, whatever each trial calls it.
    const occurredAt = trials.failingSinceAt ?? at;
    const about = { subject: { label: name }, reason: code, figures: {}, occurredAt };
    return [{ ...CHANNEL_FAILING_ALERT, ...OFFICE, ...about, cause: channelCause(id) }];
  });
  const stopping = receivers.flatMap(({ subscription, cursor }): AlertDraft[] => {
    const level = levelOf(cursor, now);
    const { failingSinceAt, code } = cursor;
    if (subscription.disabled || level === null || failingSinceAt === null) return [];
    const figures: Record<string, string> = code === null ? {} : { failure: code };
    const about = { subject: { label: subscription.name }, reason: level, figures, occurredAt: failingSinceAt };
    return [{ ...RECEIVER_ALERTS[level], ...OFFICE, ...about, cause: receiverCause(subscription.id) }];
  });
  return [...failing, ...stopping];
}

/** Told of a receiver: that it will be stopped, and that it is. */
export const RECEIVER_LEVELS = ['stops-soon', 'stopped'] as const;
export type ReceiverLevel = (typeof RECEIVER_LEVELS)[number];

function levelOf({ state, failingSinceAt }: Receiver['cursor'], now: Date): ReceiverLevel | null {
  if (state === 'stopped') return 'stopped';
  const warnAt = state === 'retrying' && failingSinceAt !== null ? mayStopAt(failingSinceAt).warnAt : null;
  return warnAt !== null && warnAt <= now ? 'stops-soon' : null;
}

/** Why one of these is over. */
export function reachAlertEnd(
  { cause }: Pick<Alert, 'cause'>,
  { channels, receivers }: { readonly channels: readonly Channel[]; readonly receivers: readonly Receiver[] },
): Resolution {
  const channel = channels.find(({ id }) => channelCause(id) === cause);
  if (channel !== undefined && (channel.disabled || channel.canary === null)) return 'removed';
  if (channel !== undefined) return channel.trials.lastGoodAt === null ? 'set-anew' : 'works-again';
  const receiver = receivers.find(({ subscription }) => receiverCause(subscription.id) === cause);
  return receiver === undefined || receiver.subscription.disabled ? 'removed' : 'delivers-again';
}
