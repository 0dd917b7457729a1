import type { TargetSeen } from '../domain/siteChecks/crawl';
import type { HomeSeen } from '../domain/siteChecks/homePage';
import type { Delivery, PageFacts } from '../domain/siteChecks/pageItems';
import type { Visit } from '../domain/siteChecks/probe';

/** A home page as it was found: how the visit went, and what the page shows; null: nothing was read of it. */
export interface HomeVisit extends Visit {
  readonly home: HomeSeen | null;
  /** What the page carries and how it is delivered, where that was asked for and could be read. */
  readonly page: { readonly facts: PageFacts; readonly delivery: Delivery } | null;
}

/** Visits websites as anybody does: bounded in time and size, to no private address. */
export interface SiteVisitor {
  /**
   * Gives up after the time in which a page must open. Never throws: every way it can go wrong is a reason of a closed
   * list.
   */
  visitHome(url: string, request: { readonly signal: AbortSignal; readonly inspects: boolean }): Promise<HomeVisit>;
  /** Goes to an address; of a page that is read, with its links. */
  readLinks(url: string, request: { readonly signal: AbortSignal; readonly reads: boolean }): Promise<TargetSeen>;
  /** A small text, such as robots.txt; null: there is none. */
  readText(url: string, signal: AbortSignal): Promise<string | null>;
  /** Whether any of these addresses answers: then our own line stands. */
  anyAnswers(addresses: readonly string[], signal: AbortSignal): Promise<boolean>;
}
