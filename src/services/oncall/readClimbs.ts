import type { ClimbedRungView, EscalationView, LadderDryRunView, LadderRehearsalRung } from '../../api/ladders';
import { gapOf } from '../../domain/notify/audience';
import type { AlertFacts } from '../../domain/notify/route';
import { decideFor, type Telling } from '../../domain/notify/whoIsTold';
import { stepReason, type Escalation } from '../../domain/oncall/escalation';
import { ladderFor, rungDueAt, type EscalationLadder, type OfficeTime, type Rung } from '../../domain/oncall/ladder';
import { inScope } from '../../domain/people/permissions';
import type { Instant } from '../../domain/time/instant';
import { demandOffice } from '../notifyEvent';
import { readFacts, readTelling } from '../readTelling';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso, isoOrNull } from '../toView/isoInstant';
import type { LadderServices } from './ladderContract';

/** What people see of climbs: how far an alert has come, and who would be told next. */
export function createReadClimbs(deps: ServiceDeps): Pick<LadderServices, 'rehearse' | 'escalations'> {
  const { storage, clock, settings } = deps;
  const time = { hours: settings.notify.hours, calendar: settings.calendar };
  return {
    escalations: async (alertId, principal) => {
      const [alert] = await storage.alerts.byIds([alertId]);
      if (alert === undefined || !inScope(readScope(principal), alert.unitPath)) return [];
      const climbs = await storage.escalations.ofAlerts([alertId]);
      if (climbs.length === 0) return [];
      const [ladders, channels] = await Promise.all([storage.ladders.list(), storage.notifyChannels.list()]);
      const names = new Map(channels.map(({ id, name }) => [id, name]));
      return [...climbs]
        .sort(byBeginning)
        .map((one) => {
          const ladder = ladders.find(({ id }) => id === one.ladderId);
          return escalationView(one, { rungs: rungViews(one, { ladder, names, time }) });
        })
        .reverse();
    },
    rehearse: async (alertId, principal) => {
      demandOffice('notify.manage', principal);
      const [alert] = await storage.alerts.byIds([alertId]);
      if (alert === undefined) throw notFound('告警', 'alertId');
      const now = clock.now();
      const facts = await readFacts(deps, alert);
      const ladders = await storage.ladders.list();
      const climbs = await storage.escalations.ofAlerts([alertId]);
      const climbing = climbs.findLast(({ state }) => state === 'climbing');
      const ladder =
        ladders.find(({ id, disabled }) => id === climbing?.ladderId && !disabled) ?? ladderFor(ladders, facts);
      if (ladder === null) return { alertId, ladderName: null, isClimbing: false, rungs: [] };
      const isClimbing = climbing !== undefined && climbing.ladderId === ladder.id;
      const from = isClimbing ? climbing : { rung: 0, clock: { fromAt: now, minutes: 0 } };
      const telling = await readTelling(
        deps,
        ladder.rungs.map(({ audience }) => audience),
      );
      const rungs = ladder.rungs.flatMap((rung, index): LadderRehearsalRung[] => {
        const dueAt = rungDueAt(ladder, { rung: index, clock: from.clock }, time);
        if (index < from.rung || dueAt === null) return [];
        const at = dueAt < now ? now : dueAt;
        return [{ number: index + 1, ...rehearsal(rung, { facts, telling, at, isNight: ladder.isNight }) }];
      });
      return { alertId, ladderName: ladder.name, isClimbing, rungs } satisfies LadderDryRunView;
    },
  };
}

/** Of those of one line the one that followed another ladder's climbs on, or ended, later. */
function byBeginning(one: Escalation, other: Escalation): number {
  const until = ({ climbedUntilAt }: Escalation): number => climbedUntilAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return one.openedSeq - other.openedSeq || until(one) - until(other);
}

function escalationView(one: Escalation, { rungs }: Pick<EscalationView, 'rungs'>): EscalationView {
  const { id, ladderName, state, openedAt, nextAt, isHeld } = one;
  return { id, ladderName, state, openedAt: iso(openedAt), nextAt: isoOrNull(nextAt), isHeld, rungs };
}

/** What was reached as it was, and of what climbs what is to come. */
function rungViews(
  { history, state, rung, clock }: Escalation,
  given: {
    readonly ladder: EscalationLadder | undefined;
    readonly names: ReadonlyMap<string, string>;
    readonly time: OfficeTime;
  },
): readonly ClimbedRungView[] {
  const { ladder, names, time } = given;
  const channelName = (index: number): string | null => names.get(ladder?.rungs[index]?.channelId ?? '') ?? null;
  const reached = history.map((step): ClimbedRungView => ({
    number: step.rung + 1,
    channelName: channelName(step.rung),
    at: iso(step.at),
    told: step.told,
    reason: step.reason,
  }));
  if (state !== 'climbing' || ladder === undefined) return reached;
  const toCome = ladder.rungs.flatMap((_rung, index): ClimbedRungView[] => {
    const at = rungDueAt(ladder, { rung: index, clock }, time);
    if (index < rung) return [];
    return [{ number: index + 1, channelName: channelName(index), at: isoOrNull(at), told: null, reason: null }];
  });
  return [...reached, ...toCome];
}

function rehearsal(
  { channelId, audience }: Rung,
  given: {
    readonly facts: AlertFacts;
    readonly telling: Telling;
    readonly at: Instant;
    readonly isNight: boolean;
  },
): Omit<LadderRehearsalRung, 'number'> {
  const { facts, telling, at, isNight } = given;
  const channel = telling.channels.find(({ id }) => id === channelId);
  if (channel === undefined) return { at: iso(at), channelName: null, recipients: [], reason: 'channel-gone' };
  const waits = isNight ? 'never' : 'quiet-hours';
  const decisions = decideFor(audience, channel, { facts, telling, now: at, waits });
  const isTold = decisions.some(({ outcome }) => outcome === 'told' || outcome === 'waits' || outcome === 'silenced');
  return {
    at: iso(at),
    channelName: channel.name,
    recipients: decisions.map(({ outcome, toldAs, person }) => ({
      outcome,
      toldAs,
      recipient: person?.name ?? channel.name,
    })),
    reason: isTold ? null : stepReason(decisions, gapOf(audience, { ...telling, facts, now: at })),
  };
}
