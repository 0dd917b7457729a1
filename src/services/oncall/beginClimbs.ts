import type { Alert } from '../../domain/alerts/alert';
import type { EscalationId } from '../../domain/ids';
import { isMatch } from '../../domain/notify/route';
import { occasionOf } from '../../domain/notify/telling';
import { beginClimb, climbedAt, ended, type Escalation, type EscalationState } from '../../domain/oncall/escalation';
import { ladderFor, type EscalationLadder } from '../../domain/oncall/ladder';
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
import { readFacts } from '../readTelling';
import type { ServiceDeps } from '../settings';
import type { Counts } from '../workRun';
import { climbId } from './climbId';

/** How far the alert log has been followed. */
const FOLLOWED_TO = 'alerts-escalated-to';
const LEFT = 'alerts-escalated-left';
const AT_ONCE = 200;

/**
 * Follows the alert log: what opens or is raised, and a ladder matches, is climbed for; what is acknowledged or over is
 * not any more. Those of a batch are stored, under ids made from what they are about, before the number moves on:
 * whoever is killed, repeats or comes second stores the same once more. The first time it begins with what happens from
 * then on. A line that breaks is left for later with those of its alert after it, holds up no other, and ends the run
 * as failed once the rest of it is stored.
 */
export function createBeginClimbs(deps: ServiceDeps): (limit: number) => Promise<Counts> {
  const { storage, clock } = deps;
  return async (limit) => {
    const stored = await storage.settings.get(FOLLOWED_TO);
    if (stored === null) {
      await storage.settings.replace(FOLLOWED_TO, null, String(await storage.alerts.lastSeq()));
      return {};
    }
    const now = clock.now();
    const left = await readLeft(deps, LEFT);
    const again = await linesAgain(deps, left, { now, toSeq: Number(stored) });
    const news = await storage.alerts.since(Number(stored), Math.min(limit, AT_ONCE), null);
    const lines = [...again.lines, ...news].sort((one, other) => one.seq - other.seq);
    if (lines.length === 0) return {};
    const { climbs, ends, broken } = await followAll(deps, lines, again.held);
    const leftNow = leftAfter(left, { again, broken, now });
    const [first] = broken;
    if (first !== undefined && leftNow.length > MOST_LEFT) throw first.error;
    const added = await storage.escalations.insertMissing(climbs);
    // After what they end is stored, also by whoever was faster and saw less of the log.
    for (const { line, state } of ends)
      await storage.escalations.end({ alertId: line.id, beforeSeq: line.seq }, { state, at: line.changedAt });
    // Before the number moves on: what is left would be lost.
    if (!(await writeLeft(deps, left, leftNow))) return {};
    const last = news.at(-1);
    if (last !== undefined) await storage.settings.replace(FOLLOWED_TO, stored, String(last.seq));
    if (first !== undefined) throw first.error;
    return added === 0 ? {} : { escalations: added };
  };
}

interface Followed {
  readonly climbs: readonly Escalation[];
  readonly ends: readonly End[];
  readonly broken: readonly BrokenLine[];
}

async function followAll(deps: ServiceDeps, lines: readonly Alert[], held: Again['held']): Promise<Followed> {
  const { storage } = deps;
  const ladders = (await storage.ladders.list()).filter(({ disabled }) => !disabled);
  const climbs = new Map<string, readonly Escalation[]>();
  for (const one of await storage.escalations.ofAlerts(lines.map(({ id }) => id)))
    climbs.set(one.alertId, [...(climbs.get(one.alertId) ?? []), one]);
  const made = new Set<EscalationId>();
  const ends: End[] = [];
  const broken = await followEach(deps, { lines, held, name: 'climb-line-broke' }, async (line) => {
    const earlier = climbs.get(line.id) ?? [];
    const { end, begun } = await following(deps, line, { ladders, earlier });
    if (end !== null) ends.push({ line, state: end });
    // Lines after this one see what it ends, whether stored before or made from this batch.
    const leftOver = end === null ? earlier : earlier.map((one) => ({ ...one, ...endOf(one, { line, state: end }) }));
    const isNew = begun !== null && !leftOver.some((one) => one.id === begun.id);
    if (isNew) made.add(begun.id);
    climbs.set(line.id, isNew ? [...leftOver, begun] : leftOver);
  });
  return { climbs: [...climbs.values()].flat().filter(({ id }) => made.has(id)), ends, broken };
}

type EndState = Exclude<EscalationState, 'climbing'>;
interface End {
  readonly line: Alert;
  readonly state: EndState;
}

function endOf(one: Escalation, { line, state }: End): Partial<Escalation> {
  if (one.state !== 'climbing' || one.openedSeq >= line.seq) return {};
  return ended(state, { ...one, ladder: { name: one.ladderName }, now: line.changedAt });
}

/** What a line of the log ends, as the state it is left in, and what it begins. */
async function following(
  deps: ServiceDeps,
  line: Alert,
  { ladders, earlier }: { readonly ladders: readonly EscalationLadder[]; readonly earlier: readonly Escalation[] },
): Promise<{ readonly end: EndState | null; readonly begun: Escalation | null }> {
  const nothing = { end: null, begun: null };
  if (line.change === 'acknowledged' || line.change === 'resolved') {
    const end = line.change === 'resolved' ? 'over' : 'acknowledged';
    return earlier.length === 0 ? nothing : { end, begun: null };
  }
  const ladder = await ladderNow(deps, line, ladders);
  if (ladder === null || !(await isOpening(deps, line))) return nothing;
  const current = earlier.findLast((one) => climbedAt(one, line));
  if (current?.ladderId === ladder.id) return nothing;
  const end = current === undefined ? null : 'over';
  // A climb that was due has come to this ladder before the log was followed so far.
  if (earlier.some(({ openedSeq, ladderId }) => openedSeq >= line.seq && ladderId === ladder.id))
    return { end, begun: null };
  const { hasher, settings } = deps;
  const id = climbId(hasher, line, ladder.id);
  const time = { hours: settings.notify.hours, calendar: settings.calendar };
  return { end, begun: beginClimb(line, ladder, { id, time }) };
}

async function isOpening({ storage }: ServiceDeps, line: Alert): Promise<boolean> {
  if (line.change === 'opened') return true;
  return occasionOf(line, await storage.alerts.before(line.id, line.seq)) === 'raised';
}

/** Asks the store only where what the alert says itself leaves a ladder. */
async function ladderNow(
  deps: ServiceDeps,
  line: Alert,
  ladders: readonly EscalationLadder[],
): Promise<EscalationLadder | null> {
  const anywhere = { alert: line, platform: null, authority: null };
  const possible = ladders.filter(({ match }) =>
    isMatch({ ...match, platform: null, siteId: null, authority: null }, anywhere),
  );
  return possible.length === 0 ? null : ladderFor(possible, await readFacts(deps, line));
}
