import type { AlertId, NotificationId, SilenceId } from '../../domain/ids';
import type { Alert } from '../../domain/alerts/alert';
import type { Readers } from '../../domain/notify/channel';
import type { Notification } from '../../domain/notify/notification';
import { tellableFrom } from '../../domain/notify/quietTime';
import { isSilent, silenceOf, type Silence } from '../../domain/notify/silence';
import type { Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';
import { readFactsEach } from '../readTelling';

/**
 * What waits, as the silences of now have it: what one hides by now waits for its end, what none hides any more waits
 * for nothing but its hours. So it does not matter when a silence was begun or ended, or what broke off meanwhile.
 */
export async function underSilences(
  deps: ServiceDeps,
  waiting: readonly Notification[],
  {
    alerts,
    readers,
    now,
  }: { readonly alerts: ReadonlyMap<string, Alert>; readonly readers: Readers; readonly now: Instant },
): Promise<readonly Notification[]> {
  const { storage } = deps;
  const silences = (await storage.silences.endingAfter(now)).filter((one) => isSilent(one, now));
  const hiding = await hidingEach(deps, waiting, { alerts, readers, silences, now });
  const held = new Map<SilenceId, { readonly untilAt: Instant; readonly ids: NotificationId[] }>();
  const released = new Map<number, NotificationId[]>();
  const { hours } = deps.settings.notify;
  const all = waiting.map((one): Notification => {
    // That something is over is told all the same.
    const silence = one.occasion === 'resolved' ? null : (hiding.get(one.alertId) ?? null);
    if (silence !== null) {
      const { id: silenceId, endsAt: untilAt } = silence;
      const isKnown = one.state === 'silenced' && one.silenceId === silenceId && one.waitsUntilAt >= untilAt;
      if (isKnown) return one;
      held.set(silenceId, held.get(silenceId) ?? { untilAt, ids: [] });
      held.get(silenceId)?.ids.push(one.id);
      return { ...one, state: 'silenced', silenceId, waitsUntilAt: untilAt };
    }
    if (one.state !== 'silenced') return one;
    const { waits } = one;
    const { severity } = one.alert;
    const waitsUntilAt = tellableFrom({ now, waits, severity }, hours, deps.settings.calendar);
    released.set(waitsUntilAt.getTime(), released.get(waitsUntilAt.getTime()) ?? []);
    released.get(waitsUntilAt.getTime())?.push(one.id);
    return { ...one, state: 'queued', silenceId: null, waitsUntilAt };
  });
  for (const [silenceId, { ids, untilAt }] of held) await storage.notifications.hold(ids, { silenceId, untilAt });
  for (const [at, ids] of released) await storage.notifications.release(ids, new Date(at));
  return all;
}

/** The silence that hides each alert; those that none hides are left out. */
async function hidingEach(
  deps: ServiceDeps,
  waiting: readonly Notification[],
  {
    alerts,
    readers,
    silences,
    now,
  }: {
    readonly alerts: ReadonlyMap<string, Alert>;
    readonly readers: Readers;
    readonly silences: readonly Silence[];
    readonly now: Instant;
  },
): Promise<ReadonlyMap<AlertId, Silence>> {
  const hiding = new Map<AlertId, Silence>();
  if (silences.length === 0) return hiding;
  const { unitId } = readers;
  const readerPath = unitId === null ? null : ((await deps.storage.units.byId(unitId, null))?.path ?? [unitId]);
  const asked = [...new Set(waiting.map((one) => one.alertId))].flatMap((alertId) => alerts.get(alertId) ?? []);
  for (const { alert, facts } of await readFactsEach(deps, asked)) {
    const silence = silenceOf(silences, facts, { now, readerPath });
    if (silence !== null) hiding.set(alert.id, silence);
  }
  return hiding;
}
