/** What a limit rests on: the document, and the sentence. */
export interface RuleClause {
  readonly source: string;
  readonly text: string;
}

/** Whether the home page opens (站点无法访问). */
export interface AvailabilityRules {
  /** Visits planned a civil day, at uneven times. */
  readonly visitsADay: number;
  /** A day with no more counted visits than this proves nothing. */
  readonly moreThanVisitsADay: number;
  /** What takes this long, or longer, counts as a failure. */
  readonly slowSeconds: number;
  /** Civil days that are judged together. */
  readonly days: number;
  /** A share of failures above this is warned of. */
  readonly warnAbovePercent: number;
  /** From this share on it is the veto. */
  readonly vetoFromPercent: number;
  readonly warnClause: RuleClause;
  readonly vetoClause: RuleClause;
}

/** Whether the home page is updated (首页不更新). */
export interface HomeRules {
  readonly warnAfterDays: number;
  readonly vetoAfterDays: number;
  readonly warnClause: RuleClause;
  readonly vetoClause: RuleClause;
}

/** Whether the columns are updated (栏目不更新), by the national sums. */
export interface ColumnRules {
  /** Columns of news, and of notices and policies, that are stale: together. */
  readonly staleVetoFrom: number;
  /** All columns that are stale. */
  readonly shouldUpdateWarnAbove: number;
  readonly shouldUpdateVetoFrom: number;
  readonly emptyWarnAbove: number;
  readonly emptyVetoFrom: number;
  /** What each class of column may stay without an update. */
  readonly staleAfterDays: { readonly news: number; readonly notices: number; readonly other: number };
  readonly warnClause: RuleClause;
  readonly vetoClause: RuleClause;
  /** How a column that nobody keeps up ends, and that its coming and going is filed. */
  readonly filingClause: RuleClause;
}

/** Whether own policies stand together with what explains them (政策解读). */
export interface InterpretationRules {
  /** Words in the names of columns that hold policies, and of those that hold what explains them. */
  readonly policyColumns: readonly string[];
  readonly interpretationColumns: readonly string[];
  /** Words in titles of what stands in such a column and is nothing to be explained. */
  readonly notPolicies: readonly string[];
  /** So many working days after a policy its interpretation is there. */
  readonly afterWorkingDays: number;
  /** Policies of so many days are looked at. */
  readonly windowDays: number;
  readonly clause: RuleClause;
}

/** How a site is gone through for its links, and what of them is told. */
export interface LinkRules {
  readonly everyDays: number;
  /** Hours of the civil day between which sites are gone through. */
  readonly nightFromHour: number;
  readonly nightUntilHour: number;
  /** Bounds of one going through: pages of the site, addresses outside, links away from the home page. */
  readonly mostPages: number;
  readonly mostOutside: number;
  readonly mostDepth: number;
  /** Addresses that differ in their numbers alone. */
  readonly mostOfOneForm: number;
  readonly targetsARun: number;
  /** Hosts, with those below them, that a link may lead to without a notice. */
  readonly knownHosts: readonly string[];
  /** Words of links that no government site has. */
  readonly darkWords: readonly string[];
  readonly clause: RuleClause;
}

/** Every limit websites are checked by; each with the sentence it comes from. */
export interface SiteCheckRules {
  readonly availability: AvailabilityRules;
  readonly home: HomeRules;
  readonly columns: ColumnRules;
  readonly links: LinkRules;
  readonly interpretations: InterpretationRules;
  /** Addresses of others that answer always: where none does either, our own line is down. */
  readonly controls: readonly string[];
}
