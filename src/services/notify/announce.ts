import type { Alert } from '../../domain/alerts/alert';
import { maySee, readersOf } from '../../domain/notify/channel';
import type { Notification } from '../../domain/notify/notification';
import { asEnded, isElsewhere, isToldNow, NOT_SAID, occasionOf, toldSince } from '../../domain/notify/telling';
import { calledTogether } from '../../domain/notify/calledTogether';
import { whoIsTold, type Telling } from '../../domain/notify/whoIsTold';
import type { Instant } from '../../domain/time/instant';
import { aboutLines, type AboutLines } from '../aboutLines';
import { walkLog } from '../linesLeft';
import type { ServiceDeps } from '../settings';
import type { Counts } from '../workRun';
import { notificationsFor, overOf } from './makeNotifications';
import { readTelling } from '../readTelling';

/** How far people have been told of the alert log. */
const WALK = { to: 'alerts-told-to', left: 'alerts-told-left', broke: 'announced-line-broke' } as const;

/** Makes notifications of what happened to alerts since the last time, as `walkLog` follows it. */
export function createAnnounce(deps: ServiceDeps): (limit: number) => Promise<Counts> {
  const { storage } = deps;
  return async (limit) => {
    const added = await walkLog(deps, { ...WALK, limit }, async (lines, now) => {
      const telling = await readTelling(deps);
      // In one read: a flood has hundreds of lines, about as many alerts.
      const stored = await storage.notifications.ofAlerts([...new Set(lines.map(({ id }) => id))]);
      const about = aboutLines(deps, lines);
      const made: Notification[] = [];
      return {
        follow: async (line) => {
          const earlier = asEnded([...stored, ...made].filter(({ alertId }) => alertId === line.id));
          made.push(...(await notificationsOf(deps, line, { telling, about, earlier, now })));
        },
        store: async () => {
          const count = await storage.notifications.insertMissing(made);
          await ringFor(storage.desks, made);
          return count;
        },
      };
    });
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
  readonly about: AboutLines;
  /** Of the alert, those made in this batch and not stored yet among them. */
  readonly earlier: readonly Notification[];
  readonly now: Instant;
}

async function notificationsOf(
  deps: ServiceDeps,
  line: Alert,
  { telling, about, earlier: all, now }: Given,
): Promise<readonly Notification[]> {
  const { hasher } = deps;
  if (line.change === 'acknowledged' || (telling.routes.length === 0 && line.change === 'opened')) return [];
  const before = line.change === 'changed' ? await about.beforeOf(line) : null;
  const occasion = occasionOf(line, before);
  const elsewhereBefore = before !== null && isElsewhere(line, before) ? before : null;
  if (occasion === null && elsewhereBefore === null) return [];
  const earlier = new Map<string, readonly Notification[]>();
  for (const one of all) earlier.set(one.desk, [...(earlier.get(one.desk) ?? []), one]);
  const resolution = line.resolved?.reason ?? (occasion === 'resolved' ? null : 'none-left-in-unit');
  const isOverFor = (told: Notification): boolean =>
    occasion === 'resolved' || (elsewhereBefore !== null && hasLeft(told, line, telling));
  const overs = [...earlier.values()].flatMap((told) => {
    const last = toldSince(line, told).at(-1);
    if (last === undefined || (resolution !== null && NOT_SAID.has(resolution))) return [];
    return isOverFor(last) && isToldNow(line, 'resolved', told)
      ? [overOf(last, { line, resolution, telling, hasher, now })]
      : [];
  });
  if (occasion === 'resolved' || telling.routes.length === 0) return overs;
  const decisions = calledTogether(whoIsTold(await about.factsOf(line), telling, now), telling);
  const namedBefore = new Set<string>();
  if (elsewhereBefore !== null)
    for (const { desk, outcome } of calledTogether(
      whoIsTold(await about.factsOf(elsewhereBefore), telling, now),
      telling,
    ))
      if (outcome !== 'out-of-scope') namedBefore.add(desk);
  const news = decisions.flatMap((decision) => {
    const told = earlier.get(decision.desk) ?? [];
    // To those it came to only now it begins now.
    const isJoined = elsewhereBefore !== null && !namedBefore.has(decision.desk) && toldSince(line, told).length === 0;
    const saying = isJoined ? 'opened' : occasion;
    if (saying === null || !isToldNow(line, saying, told)) return [];
    return notificationsFor(decision, { line, occasion: saying, telling, hasher, now });
  });
  return [...overs, ...news];
}

/** Nothing of the alert is in sight of whoever was told of it. */
function hasLeft({ channelId, personId }: Notification, line: Alert, { channels, people }: Telling): boolean {
  const channel = channels.find(({ id }) => id === channelId);
  if (channel === undefined) return false;
  if (personId === null) return !maySee(readersOf(channel, null), line.unitPath);
  const capacities = people.filter(({ id }) => id === personId);
  return capacities.length > 0 && !capacities.some((one) => maySee(readersOf(channel, one), line.unitPath));
}
