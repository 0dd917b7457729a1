import type { Alert } from '../../domain/alerts/alert';
import type { NotificationId, NotifyChannelId } from '../../domain/ids';
import type { NotifyChannel } from '../../domain/notify/channel';
import { deskOf, toldAlert, type Notification, type Occasion } from '../../domain/notify/notification';
import { tellableFrom } from '../../domain/notify/quietTime';
import { isToldNow, occasionOf } from '../../domain/notify/telling';
import { fallbackOf, whoIsTold, type Telling, type TellingDecision } from '../../domain/notify/whoIsTold';
import type { Instant } from '../../domain/time/instant';
import type { Hasher } from '../../ports/runtime';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import type { Counts } from '../workRun';
import { readFacts, readTelling } from './readTelling';

/** How far people have been told of the alert log. */
const TOLD_TO = 'alerts-told-to';
const AT_ONCE = 200;

/**
 * Makes notifications of what happened to alerts since the last time. Those of a batch are stored, under ids made from
 * what they are about, before the number moves on: whoever is killed, repeats or comes second stores the same once
 * more. The first time it begins with what happens from then on.
 */
export function createAnnounce(deps: ServiceDeps): (limit: number) => Promise<Counts> {
  const { storage, clock } = deps;
  return async (limit) => {
    const now = clock.now();
    const stored = await storage.settings.get(TOLD_TO);
    if (stored === null) {
      await storage.settings.replace(TOLD_TO, null, String(await storage.alerts.lastSeq()));
      return {};
    }
    const lines = await storage.alerts.since(Number(stored), Math.min(limit, AT_ONCE), null);
    const last = lines.at(-1);
    if (last === undefined) return {};
    const telling = await readTelling(deps);
    const made: Notification[] = [];
    for (const line of lines) made.push(...(await notificationsOf(deps, line, { telling, made, now })));
    const added = await storage.notifications.insertMissing(made);
    await ringFor(storage.desks, made);
    // After the work: what is repeated changes nothing, what is left out would be lost.
    await storage.settings.replace(TOLD_TO, stored, String(last.seq));
    return added === 0 ? {} : { notifications: added };
  };
}

/** Rings each desk something waits at, once. */
export async function ringFor(
  desks: ServiceDeps['storage']['desks'],
  notifications: readonly Pick<Notification, 'desk' | 'state' | 'queuedAt' | 'waitsUntilAt'>[],
): Promise<void> {
  const rings = new Map<string, Instant>();
  for (const { desk, state, queuedAt, waitsUntilAt } of notifications) {
    const soonest = rings.get(desk);
    if (state !== 'queued' && state !== 'silenced') continue;
    // The silence may have been ended between the decision and this.
    const at = state === 'silenced' ? queuedAt : waitsUntilAt;
    if (soonest === undefined || at < soonest) rings.set(desk, at);
  }
  for (const [desk, at] of rings) await desks.ring(desk, at);
}

interface Given {
  readonly telling: Telling;
  /** Made in this batch and not stored yet. */
  readonly made: readonly Notification[];
  readonly now: Instant;
}

async function notificationsOf(
  deps: ServiceDeps,
  line: Alert,
  { telling, made, now }: Given,
): Promise<readonly Notification[]> {
  const { storage, hasher } = deps;
  if (telling.routes.length === 0 && line.change !== 'resolved') return [];
  const before = line.change === 'changed' ? await storage.alerts.before(line.id, line.seq) : null;
  const occasion = occasionOf(line, before?.severity ?? null);
  if (occasion === null) return [];
  const stored = await storage.notifications.ofAlert(line.id, null);
  const earlier = [...stored, ...made.filter(({ alertId }) => alertId === line.id)];
  const ofDesk = (desk: string): readonly Notification[] => earlier.filter((one) => one.desk === desk);
  if (occasion === 'resolved') {
    const desks = [...new Set(earlier.map(({ desk }) => desk))];
    return desks.flatMap((desk) => {
      const told = ofDesk(desk).filter(({ seq }) => seq < line.seq);
      const last = told.at(-1);
      return last !== undefined && isToldNow(line, occasion, told)
        ? [overOf(last, line, { telling, hasher, now })]
        : [];
    });
  }
  if (telling.routes.length === 0) return [];
  const decisions = whoIsTold(await readFacts(deps, line), telling, now);
  return decisions
    .filter(({ desk }) => isToldNow(line, occasion, ofDesk(desk)))
    .flatMap((decision) => madeOf(decision, { line, occasion, telling, hasher, now }));
}

/** Told, waiting, silenced, or handed to the fallback at once where the channel has no address of the person. */
function madeOf(
  decision: TellingDecision,
  given: {
    readonly line: Alert;
    readonly occasion: Occasion;
    readonly telling: Telling;
    readonly hasher: Hasher;
    readonly now: Instant;
  },
): readonly Notification[] {
  const { outcome, route, channel, person, desk, to, unitId, waitsUntilAt, silenceId } = decision;
  const { line, occasion, telling, hasher, now } = given;
  if (outcome === 'out-of-scope' || outcome === 'shut-out' || outcome === 'channel-disabled') return [];
  const state = outcome === 'silenced' ? 'silenced' : outcome === 'no-address' ? 'refused' : 'queued';
  const notification: Notification = {
    id: notificationId(hasher, line, desk),
    alertId: line.id,
    seq: line.seq,
    occasion,
    alert: toldAlert(line, unitId),
    unitPath: line.byUnit === null ? line.unitPath : [],
    desk,
    channelId: channel.id,
    personId: person?.id ?? null,
    recipient: person?.name ?? channel.name,
    to,
    routeId: route.id,
    routeName: route.name,
    tellsResolved: route.tellsResolved,
    state,
    reason: outcome === 'told' ? null : outcome,
    queuedAt: now,
    waitsUntilAt,
    silenceId,
    messageId: null,
    fellFrom: [],
    settledAt: state === 'refused' ? now : null,
  };
  if (outcome !== 'no-address' || person === null) return [notification];
  const next = fallbackOf(channel, [channel.id], { channels: telling.channels, addresses: person.addresses });
  if (next === null) return [notification];
  return [{ ...notification, state: 'fell-back' }, fallenTo(notification, next, { hasher, now })];
}

/** The same for the same recipient through another channel. */
export function fallenTo(
  from: Notification,
  { channel, to }: { readonly channel: NotifyChannel; readonly to: string | null },
  { hasher, now }: { readonly hasher: Hasher; readonly now: Instant },
): Notification {
  const desk = deskOf(channel.id, from.personId);
  const fellFrom: readonly NotifyChannelId[] = [...from.fellFrom, from.channelId];
  return {
    ...from,
    id: notificationId(hasher, { id: from.alertId, seq: from.seq }, desk),
    desk,
    channelId: channel.id,
    recipient: from.personId === null ? channel.name : from.recipient,
    to,
    state: 'queued',
    reason: 'fallback',
    queuedAt: now,
    messageId: null,
    fellFrom,
    settledAt: null,
  };
}

function overOf(
  told: Notification,
  line: Alert,
  { telling, hasher, now }: { readonly telling: Telling; readonly hasher: Hasher; readonly now: Instant },
): Notification {
  const waits = telling.routes.find(({ id }) => id === told.routeId)?.waits ?? 'never';
  return {
    ...told,
    id: notificationId(hasher, line, told.desk),
    seq: line.seq,
    occasion: 'resolved',
    state: 'queued',
    reason: null,
    queuedAt: now,
    // That something is over can wait, however much it pressed.
    waitsUntilAt: tellableFrom({ now, waits, severity: 'info' }, telling.hours, telling.calendar),
    silenceId: null,
    messageId: null,
    settledAt: null,
  };
}

/** One a line of the alert log and recipient, whoever makes it however often. */
function notificationId(hasher: Hasher, { id, seq }: Pick<Alert, 'id' | 'seq'>, desk: string): NotificationId {
  return stableEventId(hasher, `notification ${id} ${seq} ${desk}`) as string as NotificationId;
}
