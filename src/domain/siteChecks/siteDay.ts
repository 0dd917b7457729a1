import type { SiteId } from '../ids';
import type { CivilDate } from '../time/instant';
import { hasFailed, type Probe, type ProbeOutcome } from './probe';

/** The figures of one civil day of visits. */
export interface DayFigures {
  readonly on: CivilDate;
  /** Visits that count: those that opened, and those that failed. */
  readonly visits: number;
  readonly failures: number;
  /** Visits that count neither way. */
  readonly unknown: number;
}

/** What one civil day of visits says of a site. */
export interface SiteDay extends DayFigures {
  readonly siteId: SiteId;
  readonly probes: readonly Probe[];
}

/** A day nobody has visited the site on. */
export function emptyDay(siteId: SiteId, on: CivilDate): SiteDay {
  return { siteId, on, visits: 0, failures: 0, unknown: 0, probes: [] };
}

/** The day with one more visit; null: this visit is counted already. */
export function withProbe(day: SiteDay, probe: Probe): SiteDay | null {
  if (day.probes.some(({ slot }) => slot === probe.slot)) return null;
  const probes = [...day.probes, probe].sort((one, other) => one.slot - other.slot);
  return { ...day, ...counted(day, probe.outcome), probes };
}

/** The figures of the last days with one more visit; days before `first` are left. */
export function withVisit(
  days: readonly DayFigures[],
  { on, outcome }: { readonly on: CivilDate; readonly outcome: ProbeOutcome },
  first: CivilDate,
): readonly DayFigures[] {
  const day = days.find((one) => one.on === on) ?? { on, visits: 0, failures: 0, unknown: 0 };
  const others = days.filter((one) => one.on !== on);
  return [...others, { on, ...counted(day, outcome) }]
    .filter((one) => one.on >= first)
    .sort((one, other) => (one.on < other.on ? -1 : 1));
}

function counted(day: DayFigures, outcome: ProbeOutcome): Omit<DayFigures, 'on'> {
  const counts = outcome !== 'unknown';
  return {
    visits: day.visits + (counts ? 1 : 0),
    failures: day.failures + (hasFailed({ outcome }) ? 1 : 0),
    unknown: day.unknown + (counts ? 0 : 1),
  };
}
