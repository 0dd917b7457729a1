import { isSiteOpen, type Site } from '../accounts/site';
import type { SiteId } from '../ids';
import type { Instant } from '../time/instant';
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
  readonly verdicts: SiteVerdicts;
  readonly state: SiteState;
}

/** A site nobody has visited yet. */
export function beginCheck(siteId: SiteId, now: Instant, visitsADay: number): SiteCheck {
  const verdicts = unseenVerdicts(now);
  return {
    next: nextProbe(siteId, now, visitsADay),
    ...{ lastProbe: null, recent: [], page: null, home: UNSEEN_HOME, verdicts, state: worstOf(verdicts) },
  };
}

/** A site that was closed is not visited any more: nothing is held against it. */
export function isVisited({ filing, closing }: Pick<Site, 'filing' | 'closing'>): boolean {
  return isSiteOpen({ closing: closing ?? null }) && (filing?.plan !== 'close' || filing.planDoneOn === null);
}
