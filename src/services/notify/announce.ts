import type { Alert } from '../../domain/alerts/alert';
import { maySee, readersOf } from '../../domain/notify/channel';
import type { Notification } from '../../domain/notify/notification';
import { asEnded, isElsewhere, isToldNow, NOT_SAID, occasionOf, toldSince } from '../../domain/notify/telling';
import { calledTogether } from '../../domain/notify/calledTogether';
import { whoIsTold, type Telling } from '../../domain/notify/whoIsTold';
import type { Instant } from '../../domain/time/instant';
import {
  followEach,
  leftAfter,
  linesAgain,
  MOST_LEFT,
  readLeft,
  writeLeft,
  type Again,
  type BrokenLine,
} from '../linesLeft';
import type { ServiceDeps } from '../settings';
import type { Counts } from '../workRun';
import { notificationsFor, overOf } from './makeNotifications';
import { readFacts, readTelling } from '../readTelling';

/** How far people have been told of the alert log. */
const TOLD_TO = 'alerts-told-to';
const LEFT = 'alerts-told-left';
const AT_ONCE = 200;

/**
 * Makes notifications of what happened to alerts since the last time. Those of a batch are stored, under ids made from
 * what they are about, before the number moves on: whoever is killed, repeats or comes second stores the same once
 * more. The first time it begins with what happens from then on. A line that breaks is left for later with those of its
 * alert after it, holds up no other, and ends the run as failed once the rest of it is stored.
 */
export function createAnnounce(deps: ServiceDeps): (limit: number) => Promise<Counts> {
  const { storage, clock } = deps;
  return async (limit) => {
    const now = clock.now();
    const toldTo = await storage.settings.get(TOLD_TO);
    if (toldTo === null) {
      await storage.settings.replace(TOLD_TO, null, String(await storage.alerts.lastSeq()));
      return {};
    }
    const left = await readLeft(deps, LEFT);
    const again = await linesAgain(deps, left, { now, toSeq: Number(toldTo) });
    const news = await storage.alerts.since(Number(toldTo), Math.min(limit, AT_ONCE), null);
    const lines = [...again.lines, ...news].sort((one, other) => one.seq - other.seq);
    if (lines.length === 0) return {};
    const { made, broken } = await announceAll(deps, { lines, held: again.held, now });
    const leftNow = leftAfter(left, { again, broken, now });
    const [first] = broken;
    if (first !== undefined && leftNow.length > MOST_LEFT) throw first.error;
    const added = await storage.notifications.insertMissing(made);
    await ringFor(storage.desks, made);
    // After the work: what is repeated changes nothing. Before the number moves on: what is left out would be lost.
    if (!(await writeLeft(deps, left, leftNow))) return {};
    const last = news.at(-1);
    if (last !== undefined) await storage.settings.replace(TOLD_TO, toldTo, String(last.seq));
    if (first !== undefined) throw first.error;
    return added === 0 ? {} : { notifications: added };
  };
}

async function announceAll(
  deps: ServiceDeps,
  {
    lines,
    held,
    now,
  }: {
    readonly lines: readonly Alert[];
    readonly held: Again['held'];
    readonly now: Instant;
  },
): Promise<{ readonly made: readonly Notification[]; readonly broken: readonly BrokenLine[] }> {
  const telling = await readTelling(deps);
  // In one read: a flood has hundreds of lines, about as many alerts.
  const stored = await deps.storage.notifications.ofAlerts([...new Set(lines.map(({ id }) => id))]);
  const made: Notification[] = [];
  const broken = await followEach(deps, { lines, held, name: 'announced-line-broke' }, async (line) => {
    const earlier = asEnded([...stored, ...made].filter(({ alertId }) => alertId === line.id));
    made.push(...(await notificationsOf(deps, line, { telling, earlier, now })));
  });
  return { made, broken };
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
  /** Of the alert, those made in this batch and not stored yet among them. */
  readonly earlier: readonly Notification[];
  readonly now: Instant;
}

async function notificationsOf(
  deps: ServiceDeps,
  line: Alert,
  { telling, earlier: all, now }: Given,
): Promise<readonly Notification[]> {
  const { storage, hasher } = deps;
  if (line.change === 'acknowledged' || (telling.routes.length === 0 && line.change === 'opened')) return [];
  const before = line.change === 'changed' ? await storage.alerts.before(line.id, line.seq) : null;
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
  const decisions = calledTogether(whoIsTold(await readFacts(deps, line), telling, now), telling);
  const namedBefore = new Set<string>();
  if (elsewhereBefore !== null)
    for (const { desk, outcome } of calledTogether(
      whoIsTold(await readFacts(deps, elsewhereBefore), telling, now),
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
