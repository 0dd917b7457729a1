import { isSiteOpen, type Site } from '../accounts/site';
import type { SiteId } from '../ids';
import { addCivilDays } from '../time/civil';
import { HOUR_MS, type CivilDate, type Instant } from '../time/instant';
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
  /** The home page that all of this is of; null: not noted yet. */
  readonly homeUrl: string | null;
  /** Visits of days before are those of another home page; null: all are of this one. */
  readonly countsFrom: CivilDate | null;
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
      ...{ interpretedAt: null, homeUrl: null, countsFrom: null },
      verdicts,
      state: worstOf(verdicts),
    },
  };
}

/**
 * The check as it goes on for the home page that is registered now: where that is another one than before, nothing that
 * was seen of the former counts any more. The day of the change has visits of both, and counts for neither.
 */
export function checkOf(check: SiteCheck, homeUrl: string, today: CivilDate): SiteCheck {
  if (check.homeUrl === null || check.homeUrl === homeUrl) return { ...check, homeUrl };
  const anew = { recent: [], page: null, home: UNSEEN_HOME, lastProbe: null };
  return { ...check, ...anew, homeUrl, countsFrom: addCivilDays(today, 1) };
}

/** The first day of these whose visits count. */
export function countedFrom({ countsFrom }: Pick<SiteCheck, 'countsFrom'>, first: CivilDate): CivilDate {
  return countsFrom !== null && countsFrom > first ? countsFrom : first;
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
