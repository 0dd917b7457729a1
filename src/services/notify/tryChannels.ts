import { makeEvent } from '../../domain/alerts/events';
import type { NotifyChannelId } from '../../domain/ids';
import {
  afterCanary,
  nextCanary,
  type CanaryPlan,
  type CanaryRun,
  type ChannelTrials,
} from '../../domain/notify/canary';
import type { NotifyChannel } from '../../domain/notify/channel';
import { NOTIFY_LIMITS } from '../../domain/notify/limits';
import type { Instant } from '../../domain/time/instant';
import type { Delivery, Notifier } from '../../ports/notifier';
import { systemActor } from '../actors';
import { runWorkers, tally } from '../runWorkers';
import { LEAST_LEASE_LEFT, type ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import type { Counts, WorkRun } from '../workRun';
import { canaryMessage } from './messageText';
import { placeOf } from './way';

/** What became of the trial of a channel that was due. */
type Step = 'working' | 'failing' | 'again' | 'cut-off' | 'waits' | 'lost';

/** A channel that asks for trials, and the trial that is called now. */
interface Trial {
  readonly channel: NotifyChannel;
  readonly run: CanaryRun;
  readonly notifier: Notifier;
  readonly mayRepeat: boolean;
  readonly heldUntilAt: Instant;
  readonly signal: AbortSignal;
}

/** Lost races in a row: each means that somebody has just changed the channel. */
const MOST_RACES = 5;

function isSame(one: CanaryRun | null, other: CanaryRun): boolean {
  if (one === null || one.on !== other.on || one.state !== other.state) return false;
  return one.tries === other.tries && one.nextAt.getTime() === other.nextAt.getTime();
}

/**
 * Makes the trials of channels that are due. A trial is stored as begun before its call, and only where nobody else has
 * stored anything since, nor changed the channel: two processes make it once, and settings and secrets belong together.
 * What came of it is stored only where the trial is still under way: whoever changes or tests a channel ends it. A
 * message that was under way when its process died is not sent again, unless its receiver can tell; what sends nothing is
 * asked again.
 */
export function createTryChannels(deps: ServiceDeps): (run: WorkRun) => Promise<Counts> {
  const { storage, clock, settings, notifiers } = deps;
  return async (run) => {
    if (notifiers === undefined) return {};
    const channels = (await storage.notifyChannels.list()).filter(({ disabled }) => !disabled);
    const steps = await runWorkers({ ...run, max: channels.length }, settings.notify.concurrency, async () => {
      const channel = channels.shift();
      if (channel === undefined) return null;
      return (await tryOne(channel.id, run.signal)) ?? 'waits';
    });
    return tally(steps.filter((step) => step !== 'waits'));
  };

  /** The channel is read anew: it may have waited for many calls. */
  async function tryOne(id: NotifyChannelId, signal: AbortSignal): Promise<Step | null> {
    const channel = await storage.notifyChannels.byId(id);
    if (channel === null || channel.disabled || channel.canary === null) return null;
    if (notifiers?.kinds.includes(channel.kind) !== true) return null;
    const now = clock.now();
    const notifier = notifiers.of(channel.kind);
    const heldUntilAt = new Date(now.getTime() + settings.notify.leaseMs);
    const mayRepeat = notifier.check !== undefined || notifier.repeatable;
    const given = { now, heldUntilAt, calendar: settings.calendar, mayRepeat };
    const run = nextCanary(channel.canary, channel.trials, given);
    if (run === null) return null;
    const trials = { ...channel.trials, run };
    if (run.state === 'done')
      return (await storage.notifyChannels.recordTrials(channel, trials, null)) ? 'cut-off' : 'lost';
    return begin({ channel, run, notifier, mayRepeat, heldUntilAt, signal }, channel.canary);
  }

  async function begin(trial: Trial, plan: CanaryPlan): Promise<Step> {
    const { channel, run, notifier } = trial;
    const secrets = await storage.notifyChannels.secrets(channel.id).catch(() => null);
    const { kind, settings: filled } = channel;
    const target = { kind, settings: filled, secrets: secrets ?? {}, to: plan.to };
    const place = placeOf(deps, notifier, target);
    const limit = NOTIFY_LIMITS[kind];
    if (notifier.check === undefined && (await storage.notifyChannels.takePlace(place, limit, clock.now())) !== null)
      return 'waits';
    if (!(await storage.notifyChannels.recordTrials(channel, { ...channel.trials, run }, null))) return 'lost';
    const delivery: Delivery =
      secrets === null
        ? { kind: 'failed', next: 'reauthorise', code: 'secret-refused', retryAt: null }
        : await call(trial, target);
    const now = clock.now();
    if (notifier.check === undefined && delivery.kind === 'failed' && delivery.code === 'too-fast')
      await storage.notifyChannels.pause(place, delivery.retryAt ?? new Date(now.getTime() + limit.penaltyMs));
    const after = await settle(trial, delivery, now);
    if (after === null) return 'lost';
    if (after.run?.state !== 'done') return 'again';
    return after.isFailing ? 'failing' : 'working';
  }

  /** Null: the trial is not under way any more. A channel that was only renamed meanwhile is still the same. */
  async function settle(
    { channel: { id }, run, mayRepeat }: Trial,
    delivery: Delivery,
    now: Instant,
  ): Promise<ChannelTrials | null> {
    for (let lost = 0; lost < MOST_RACES; lost += 1) {
      const channel = await storage.notifyChannels.byId(id);
      if (channel === null || !isSame(channel.trials.run, run)) return null;
      const after = afterCanary({ ...channel.trials, run }, delivery, { now, mayRepeat });
      const event = after.isFailing === channel.trials.isFailing ? null : eventOf(channel, after.isFailing, now);
      if (await storage.notifyChannels.recordTrials(channel, after, event)) return after;
    }
    return null;
  }

  function call(
    { channel, run, notifier, heldUntilAt, signal }: Trial,
    target: Parameters<Notifier['send']>[0]['target'],
  ) {
    const now = clock.now();
    if (notifier.check !== undefined) return notifier.check({ target, now, signal });
    const leastLeftMs = settings.notify.leaseMs * LEAST_LEASE_LEFT;
    return notifier.send({
      ...{ target, now, signal },
      message: canaryMessage(channel.name, channel.language),
      // The same for every try of a day.
      deliveryId: stableEventId(deps.hasher, `canary ${channel.id} ${run.on}`),
      mayBegin: () => heldUntilAt.getTime() - clock.now().getTime() > leastLeftMs,
    });
  }

  function eventOf({ id, name }: NotifyChannel, isFailing: boolean, now: Instant) {
    return makeEvent(
      { eventId: deps.ids.eventId(), actor: systemActor('canaries'), now },
      {
        ...{ kind: 'notify-changed', subject: `notify-channel:${id}`, from: null },
        ...{ to: isFailing ? 'failing' : 'working', reason: name },
      },
    );
  }
}
