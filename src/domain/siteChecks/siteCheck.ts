import { isSiteOpen, type Site } from '../accounts/site';
import type { SiteId } from '../ids';
import { HOUR_MS, type Instant } from '../time/instant';
import { UNSEEN_HOME, type HomeFacts } from './homePage';
import type { InspectedPage } from './pageItems';
import type { Probe } from './probe';
import { nextProbe, type PlannedProbe } from './probePlan';
import type { DayFigures } from './siteDay';
import { unseenVerdicts, worstOf, type SiteState, type SiteVerdicts } from './siteVerdict';

/** How a website stands by its checks: what is kept of it, beside what is registered. */
export interface SiteCheck {
  readonly next: PlannedProbe;
  readonly lastProbe: Probe | null;
  /** The figures of the days that are judged and of today, oldest first. */
  readonly recent: readonly DayFigures[];
  readonly home: HomeFacts;
  /** What its home page carries, as it was inspected last; null: not yet. */
  readonly page: InspectedPage | null;
  /** When its policies and their interpretations were compared last; null: not yet. */
  readonly interpretedAt: Instant | null;
  readonly verdicts: SiteVerdicts;
  readonly state: SiteState;
}

/** A site nobody has visited yet. */
export function beginCheck(siteId: SiteId, now: Instant, visitsADay: number): SiteCheck {
  const verdicts = unseenVerdicts(now);
  return {
    next: nextProbe(siteId, now, visitsADay),
    ...{
      lastProbe: null,
      recent: [],
      page: null,
      home: UNSEEN_HOME,
      interpretedAt: null,
      verdicts,
      state: worstOf(verdicts),
    },
  };
}

/** Policies and interpretations come out by days: they are compared once in so long. */
const INTERPRETED_EVERY_MS = 20 * HOUR_MS;

/** Whether it is time to compare them again; what a person has decided since is looked at with the next visit. */
export function isToBeInterpreted(
  { interpretedAt }: Pick<SiteCheck, 'interpretedAt'>,
  { decidedAt, now }: { readonly decidedAt: Instant | null; readonly now: Instant },
): boolean {
  if (interpretedAt === null || now.getTime() - interpretedAt.getTime() >= INTERPRETED_EVERY_MS) return true;
  return decidedAt !== null && decidedAt >= interpretedAt;
}

/** A site that was closed is not visited any more: nothing is held against it. */
export function isVisited({ filing, closing }: Pick<Site, 'filing' | 'closing'>): boolean {
  return isSiteOpen({ closing: closing ?? null }) && (filing?.plan !== 'close' || filing.planDoneOn === null);
}
