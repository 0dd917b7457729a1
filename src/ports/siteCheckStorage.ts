import type { Site } from '../domain/accounts/site';
import type { DomainEvent } from '../domain/alerts/alert';
import type { SiteId, UnitId } from '../domain/ids';
import type { Crawl } from '../domain/siteChecks/crawl';
import type { PolicyDecision } from '../domain/siteChecks/policyDecisions';
import type { Probe } from '../domain/siteChecks/probe';
import type { SiteCheck } from '../domain/siteChecks/siteCheck';
import type { SiteDay } from '../domain/siteChecks/siteDay';
import type { SiteCheckKind, SiteState } from '../domain/siteChecks/siteVerdict';
import type { CivilDate, Instant } from '../domain/time/instant';
import type { Page, PageRequest, Scope } from './paging';

/** A website with how it stands by its checks. */
export interface CheckedSite {
  readonly site: Site;
  readonly check: SiteCheck;
  readonly policies: PolicyDecisions;
}

/** What people have decided of the policies of a site: kept beside its check, so that no visit writes over it. */
export interface PolicyDecisions {
  readonly decisions: readonly PolicyDecision[];
  /** Counts the changes of them; 0: there was none. */
  readonly version: number;
  readonly decidedAt: Instant | null;
}

/** Which of them; each state names those whose check stands so, `state` those whose worst check does. */
export interface CheckedSiteFilter extends Readonly<Partial<Record<SiteCheckKind, SiteState>>> {
  readonly state?: SiteState;
  readonly unitId?: UnitId;
}

/** How many sites of each state a check has, by check; `site`: as a whole. */
export type SiteStateCounts = Readonly<Record<SiteCheckKind | 'site', Readonly<Record<SiteState, number>>>>;

/** What is kept of the checks of websites, beside their registration: it goes where the site goes. */
export interface SiteChecks {
  /** Sites nobody has begun to check, at most so many. */
  unbegun(limit: number): Promise<readonly Site[]>;
  /** Begins to check a site, once. */
  begin(id: SiteId, check: SiteCheck): Promise<boolean>;
  /** Takes what is due for a visit; nobody else gets it before the lease ends. */
  claim(request: {
    readonly now: Instant;
    readonly owner: string;
    readonly leaseMs: number;
    readonly token: string;
    readonly limit: number;
  }): Promise<readonly CheckedSite[]>;
  /** What visits have changed; where the lease was lost nothing is written. Returns how many were. */
  settle(
    token: string,
    changes: readonly {
      readonly id: SiteId;
      readonly check: SiteCheck;
      readonly events: readonly DomainEvent[];
      /** The site was closed: it stands in no list and no number until it is visited again. */
      readonly isEnded?: boolean;
    }[],
  ): Promise<number>;
  /**
   * Writes decisions over those of `expected`. False: somebody was quicker. `check`: what follows from them at once;
   * null: a visit is under way, and the next one judges by them.
   */
  decide(
    expected: CheckedSite,
    next: {
      readonly decisions: readonly PolicyDecision[];
      readonly now: Instant;
      readonly check: SiteCheck | null;
      readonly events: readonly DomainEvent[];
    },
  ): Promise<boolean>;
  byId(id: SiteId, scope: Scope): Promise<CheckedSite | null>;
  list(filter: CheckedSiteFilter, page: PageRequest, scope: Scope): Promise<Page<CheckedSite>>;
  counts(scope: Scope): Promise<SiteStateCounts>;
  /** Sites with something held against them, after an id. */
  heldAgainst(after: SiteId | null, limit: number): Promise<readonly SiteId[]>;
}

/** A visit, of which site and day. */
export interface CountedVisit {
  readonly siteId: SiteId;
  readonly on: CivilDate;
  readonly probe: Probe;
}

/** The visits of each site and civil day. */
export interface SiteDays {
  /** Counts visits, each once. Returns the sites whose visit was counted already. */
  add(visits: readonly CountedVisit[]): Promise<ReadonlySet<SiteId>>;
  /** The days from `from` to `to`, both included, in their order. */
  between(siteId: SiteId, from: CivilDate, to: CivilDate): Promise<readonly SiteDay[]>;
}

/** A site that is being gone through, and how far it has come. */
export interface ClaimedCrawl {
  readonly site: Site;
  readonly crawl: Crawl;
}

/** How far each site was gone through for its links. */
export interface SiteCrawls {
  /** Begins those that are not there yet, some at a time: how many, and after which the next ones come (null: none). */
  begin(after: SiteId | null, now: Instant): Promise<{ readonly after: SiteId | null; readonly begun: number }>;
  /** The site whose turn it is longest; null: it is nobody's. */
  claim(request: {
    readonly now: Instant;
    readonly owner: string;
    readonly leaseMs: number;
    readonly token: string;
  }): Promise<ClaimedCrawl | null>;
  /** Stores how far it has come; false: the lease was lost. */
  keep(id: SiteId, token: string, crawl: Crawl): Promise<boolean>;
  release(id: SiteId, token: string, nextAt: Instant): Promise<boolean>;
  /** What the last one that came to its end has found; null: none did yet. */
  ended(id: SiteId): Promise<Pick<Crawl, 'findings' | 'pages' | 'outside' | 'endedAt'> | null>;
}

export interface SiteCheckStorage {
  readonly siteCrawls: SiteCrawls;
  readonly siteChecks: SiteChecks;
  readonly siteDays: SiteDays;
}
