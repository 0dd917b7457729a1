import type { SandboxBehaviour } from '../contract';
import type { Actor } from './actor';
import { DAY_MS, HOUR_MS, dayNumber, instantOfDay, minuteOfDay } from './civilTime';
import type { Draw } from './seededDraw';
import { drawFor } from './seededDraw';
import type { WorkCalendar } from './workCalendar';

/** When accounts write. Every answer depends on the arguments alone. */

interface Quiet {
  readonly days: number;
  readonly earliestBackMs: number;
  readonly latestBackMs: number;
}

/**
 * How long before the anchor the last post lies. The 13-day ones pass their 14th day 20 to 40 hours after the anchor.
 */
const QUIET: Partial<Record<SandboxBehaviour, Quiet>> = {
  'quiet-8d': quietFor(8),
  'quiet-11d': quietFor(11),
  'quiet-13d': { days: 13, earliestBackMs: 14 * DAY_MS - 20 * HOUR_MS, latestBackMs: 14 * DAY_MS - 40 * HOUR_MS },
  'quiet-20d': quietFor(20),
  'quiet-45d': quietFor(45),
  'quiet-100d': quietFor(100),
  cancelled: quietFor(60),
};

/**
 * A slow account writes every eleven days, and did so three days before the anchor: slow by its pauses, not about to
 * fall silent.
 */
const SLOW_PERIOD_DAYS = 11;
const SLOW_LAST_BACK_DAYS = 3;
/** Accounts that fell quiet long ago still show some history before it. */
const DAYS_BEFORE_QUIET = 21;

function quietFor(days: number): Quiet {
  return { days, earliestBackMs: days * DAY_MS + 15 * HOUR_MS, latestBackMs: days * DAY_MS };
}

/** The instant of the last post an account writes by itself, or null where it goes on writing. */
export function lastPostAt(actor: Actor, anchorAt: Date, seed: number): Date | null {
  const quiet = QUIET[actor.account.behaviour];
  if (quiet === undefined) return null;
  const draw = drawFor(seed, 'quiet', actor.account.key);
  const from = anchorAt.getTime() - quiet.earliestBackMs;
  const spanMs = quiet.earliestBackMs - quiet.latestBackMs;
  const candidates = Array.from({ length: 60 }, () => new Date(from + Math.floor(draw.fraction() * spanMs)));
  const byDay = candidates.find((at) => minuteOfDay(at) >= 7 * 60 && minuteOfDay(at) < 22 * 60);
  return byDay ?? candidates[0] ?? anchorAt;
}

/** The first day an account has posts of. */
export function firstDayOf(actor: Actor, historyDay: number, anchorAt: Date): number {
  const quiet = QUIET[actor.account.behaviour];
  return quiet === undefined ? historyDay : Math.min(historyDay, dayNumber(anchorAt) - quiet.days - DAYS_BEFORE_QUIET);
}

/** The instants at which an account writes on a day, in order. */
export function instantsOfDay(
  actor: Actor,
  day: number,
  world: { seed: number; anchorAt: Date; calendar: WorkCalendar },
): readonly Date[] {
  const draw = drawFor(world.seed, 'rhythm', actor.account.key, day);
  const working = world.calendar.isWorkingDay(day);
  const count = countOfDay({ actor, day, working, draw, anchorDay: dayNumber(world.anchorAt) });
  const minutes = Array.from({ length: count }, () => minuteFor(working, draw));
  return minutes.sort((a, b) => a - b).map((minute) => instantOfDay(day, minute));
}

function countOfDay(about: { actor: Actor; day: number; working: boolean; draw: Draw; anchorDay: number }): number {
  const { actor, day, working, draw } = about;
  switch (actor.account.behaviour) {
    case 'lively':
      return working ? draw.whole(2, 4) : draw.whole(0, 2);
    case 'slow': {
      const phase = (day - (about.anchorDay - SLOW_LAST_BACK_DAYS)) % SLOW_PERIOD_DAYS;
      return phase === 0 ? 1 : 0;
    }
    default: {
      // The duty day bounds every pause, holidays included: an ordinary account never comes near a limit by chance.
      const isDutyDay = (day + actor.index) % 4 === 0;
      if (isDutyDay) return 1;
      return draw.chance(working ? 0.6 : 0.08) ? 1 : 0;
    }
  }
}

function minuteFor(working: boolean, draw: Draw): number {
  const inOffice = !working || draw.chance(0.86);
  const [from, to] = inOffice ? (working ? [8 * 60 + 30, 18 * 60] : [9 * 60, 20 * 60]) : [18 * 60, 21 * 60 + 30];
  return from + draw.fraction() * (to - from);
}
