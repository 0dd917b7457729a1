import type { Alert } from '../../domain/alerts/alert';
import type { EscalationId } from '../../domain/ids';
import { isMatch } from '../../domain/notify/route';
import { occasionOf } from '../../domain/notify/telling';
import { beginClimb, climbedAt, ended, type Escalation, type EscalationState } from '../../domain/oncall/escalation';
import { ladderFor, type EscalationLadder } from '../../domain/oncall/ladder';
import { aboutLines, type AboutLines } from '../aboutLines';
import { walkLog } from '../linesLeft';
import type { ServiceDeps } from '../settings';
import type { Counts } from '../workRun';
import { climbId } from './climbId';

/** How far the alert log has been followed. */
const WALK = { to: 'alerts-escalated-to', left: 'alerts-escalated-left', broke: 'climb-line-broke' } as const;

/**
 * Follows the alert log as `walkLog` does: what opens or is raised, and a ladder matches, is climbed for; what is
 * acknowledged or over is not any more.
 */
export function createBeginClimbs(deps: ServiceDeps): (limit: number) => Promise<Counts> {
  return async (limit) => {
    const added = await walkLog(deps, { ...WALK, limit }, (lines) => followAll(deps, lines));
    return added === 0 ? {} : { escalations: added };
  };
}

async function followAll(
  deps: ServiceDeps,
  lines: readonly Alert[],
): Promise<{ readonly follow: (line: Alert) => Promise<void>; readonly store: () => Promise<number> }> {
  const { storage } = deps;
  const ladders = (await storage.ladders.list()).filter(({ disabled }) => !disabled);
  const climbs = new Map<string, readonly Escalation[]>();
  for (const one of await storage.escalations.ofAlerts(lines.map(({ id }) => id)))
    climbs.set(one.alertId, [...(climbs.get(one.alertId) ?? []), one]);
  const about = aboutLines(deps, lines);
  const made = new Set<EscalationId>();
  const ends: End[] = [];
  return {
    follow: async (line) => {
      const earlier = climbs.get(line.id) ?? [];
      const { end, begun } = await following(deps, line, { ladders, about, earlier });
      if (end !== null) ends.push({ line, state: end });
      // Lines after this one see what it ends, whether stored before or made from this batch.
      const leftOver = end === null ? earlier : earlier.map((one) => ({ ...one, ...endOf(one, { line, state: end }) }));
      const isNew = begun !== null && !leftOver.some((one) => one.id === begun.id);
      if (isNew) made.add(begun.id);
      climbs.set(line.id, isNew ? [...leftOver, begun] : leftOver);
    },
    store: async () => {
      const added = await storage.escalations.insertMissing(
        [...climbs.values()].flat().filter(({ id }) => made.has(id)),
      );
      // After what they end is stored, also by whoever was faster and saw less of the log.
      for (const { line, state } of ends)
        await storage.escalations.end({ alertId: line.id, beforeSeq: line.seq }, { state, at: line.changedAt });
      return added;
    },
  };
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
  {
    ladders,
    about,
    earlier,
  }: {
    readonly ladders: readonly EscalationLadder[];
    readonly about: AboutLines;
    readonly earlier: readonly Escalation[];
  },
): Promise<{ readonly end: EndState | null; readonly begun: Escalation | null }> {
  const nothing = { end: null, begun: null };
  if (line.change === 'acknowledged' || line.change === 'resolved') {
    const end = line.change === 'resolved' ? 'over' : 'acknowledged';
    return earlier.length === 0 ? nothing : { end, begun: null };
  }
  const ladder = await ladderNow(line, ladders, about);
  if (ladder === null || !(await isOpening(line, about))) return nothing;
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

async function isOpening(line: Alert, { beforeOf }: AboutLines): Promise<boolean> {
  return line.change === 'opened' || occasionOf(line, await beforeOf(line)) === 'raised';
}

/** Asks the store only where what the alert says itself leaves a ladder. */
async function ladderNow(
  line: Alert,
  ladders: readonly EscalationLadder[],
  { factsOf }: AboutLines,
): Promise<EscalationLadder | null> {
  const anywhere = { alert: line, platform: null, authority: null };
  const possible = ladders.filter(({ match }) =>
    isMatch({ ...match, platform: null, siteId: null, authority: null }, anywhere),
  );
  return possible.length === 0 ? null : ladderFor(possible, await factsOf(line));
}
