import type { InterpretationState, PairedBy, UnsureReason } from '../domain/siteChecks/interpretations';
import type { InterpretationForm } from '../domain/siteChecks/ownPolicies';
import type { PolicyAct } from '../domain/siteChecks/policyDecisions';
import type { LinkProblem } from '../domain/siteChecks/crawl';
import type { PageFinding } from '../domain/siteChecks/pageItems';
import type { ProbeOutcome, ProbeReason } from '../domain/siteChecks/probe';
import type { RuleClause } from '../domain/siteChecks/siteCheckRules';
import type { SiteCheckKind, SiteReason, SiteState } from '../domain/siteChecks/siteVerdict';
import type { IsoInstant } from './wire';

/** What one check says of a website, and by what. */
export interface SiteVerdictView {
  readonly state: SiteState;
  readonly reason: SiteReason;
  /** Null: nothing is held against the site. */
  readonly clause: RuleClause | null;
  readonly figures: Readonly<Record<string, number>>;
  readonly sinceAt: IsoInstant;
}

/** A website by its checks. */
export interface SiteCheckView {
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly homeUrl: string;
  /** Its worst check. */
  readonly state: SiteState;
  readonly verdicts: Readonly<Record<SiteCheckKind, SiteVerdictView>>;
  /** The last visit; null: nobody has visited it yet. */
  readonly lastVisit: ProbeView | null;
  readonly nextVisitAt: IsoInstant;
}

/** One visit of a home page. */
export interface ProbeView {
  readonly at: IsoInstant;
  readonly outcome: ProbeOutcome;
  readonly reason: ProbeReason;
  readonly tookMs: number;
}

/** The visits of one civil day. */
export interface SiteDayView {
  readonly on: string;
  /** Visits that count. */
  readonly visits: number;
  readonly failures: number;
  /** Visits that count neither way. */
  readonly unknown: number;
}

export interface SiteCheckDetailView extends SiteCheckView {
  /** The days that are judged and today, oldest first; a day nobody visited it on is not there. */
  readonly days: readonly SiteDayView[];
  /** How a column that nobody keeps up ends, and that its coming and going is filed. */
  readonly columnsFiling: RuleClause;
  readonly home: {
    /** The newest date beside a link of the home page. */
    readonly newestOn: string | null;
    readonly changedAt: IsoInstant | null;
    readonly lastSeenAt: IsoInstant | null;
  };
  /** What the home page carries; null: nobody has inspected it yet. */
  readonly page: { readonly seenAt: IsoInstant; readonly findings: readonly PageFinding[] } | null;
}

/** Something that is wrong with a link. */
export interface SiteLinkView {
  readonly problem: LinkProblem;
  readonly url: string;
  readonly text: string;
  /** The page it stands on. */
  readonly page: string;
  /** Of a dead one, how it ended. */
  readonly reason: ProbeReason | null;
}

/** How many sites stand how, by check and as a whole. */
export interface SiteStatesView {
  readonly counts: Readonly<Record<SiteCheckKind | 'site', Readonly<Record<SiteState, number>>>>;
  readonly asOf: IsoInstant;
}

/** One own policy of a website, and what explains it. */
export interface InterpretedPolicyView {
  readonly url: string;
  readonly title: string;
  readonly docNumber: string | null;
  readonly publishedOn: string;
  readonly state: InterpretationState;
  /** From then on it is missing. */
  readonly dueBy: IsoInstant;
  readonly interpretation: {
    readonly url: string;
    /** Empty: it stands in no column that is watched. */
    readonly title: string;
    readonly form: InterpretationForm;
    readonly by: PairedBy;
  } | null;
  /** Why nothing can be said of it. */
  readonly unsure: UnsureReason | null;
  /** What a person has decided of it; null: nothing. */
  readonly decision: {
    readonly act: Exclude<PolicyAct, 'revoke'>;
    readonly reason: string;
    readonly byName: string;
    readonly at: IsoInstant;
  } | null;
}
