import type { RegionNames } from '../domain/accounts/regionNames';
import type { Platform } from '../domain/accounts/account';
import type { InspectContent } from '../domain/content/inspectContent';
import type { KindOfRule } from '../domain/content/ruleKinds';
import type { WordKnowledge } from '../domain/content/wrongCharacters';
import type { CoverageRules } from '../domain/filings/coverage';
import type { RulePack } from '../domain/judging/rulePack';
import type { RetentionDays } from '../domain/retention/retentionRules';
import type { TellingHours } from '../domain/notify/quietTime';
import type { LimitRule } from '../domain/duties/limitRule';
import type { EmergencyRules } from '../domain/emergencies/emergencyDuties';
import type { SurveyQuota } from '../domain/surveys/surveyQuota';
import type { SiteCheckRules } from '../domain/siteChecks/siteCheckRules';
import type { SubmissionRules } from '../domain/submissions/quota';
import type { WatchRule } from '../domain/ownPosts/ownPost';
import type { ReviewFlow } from '../domain/reviews/review';
import type { SectorCatalogue } from '../domain/policies/sectors';
import type { WorkCalendar } from '../domain/time/workCalendar';
import type { LedgerFolder } from '../ports/ledgerArchive';
import type { ConnectorRegistry, PolicyFeed } from '../ports/connectors';
import type { DocumentTexts } from '../ports/documentTexts';
import type { NotifierRegistry } from '../ports/notifier';
import type { Clock, Hasher, Ids, Log, Passwords, Randomness } from '../ports/runtime';
import type { Storage } from '../ports/storage';
import type { SiteVisitor } from '../ports/siteVisitor';
import type { TrainingGround } from '../ports/training';
import type { WebhookSender } from '../ports/webhookSender';

/**
 * The share of a lease in which a message may still be sent. A call that begins nearer to its end might be under way
 * when another takes over.
 */
export const LEAST_LEASE_LEFT = 1 / 2;

/**
 * Every figure a service works with. All of them are bounds: nothing in services/ runs without one (invariant
 * 12).
 */
export interface ServiceSettings {
  readonly packs: readonly RulePack[];
  readonly content: {
    readonly inspect: InspectContent;
    readonly kindOf: KindOfRule;
    /** Read when it is asked for first: some 0.7 s and 80 MB. Null: wrong characters are not looked for. */
    readonly knowledge: () => Promise<WordKnowledge | null>;
  };
  /** The fields of government work and how institutions show theirs. */
  readonly sectors: SectorCatalogue;
  /** How each kind is reviewed where a unit has not said otherwise; one flow a kind. */
  readonly reviewFlows: readonly ReviewFlow[];
  /** The names of places by GB/T 2260. */
  readonly regions: RegionNames;
  readonly calendar: WorkCalendar;
  readonly looks: {
    /** How often an account is looked at when nothing presses, per platform. */
    readonly intervalMs: Readonly<Record<Platform, number>>;
    /** How many looks run at once in this process. */
    readonly concurrency: number;
    readonly leaseMs: number;
  };
  readonly publishing: {
    readonly concurrency: number;
    readonly leaseMs: number;
    /**
     * Looks in a row that must have failed to see an account, once the deadline is near, before a person gets its
     * repost.
     */
    readonly blindLooksBeforeManual: number;
    /** How long before its deadline a repost that cannot be published just now is handed to a person. */
    readonly handOverLeadMs: number;
    /** Attempts (publishing or confirming), once the deadline is that near, before a job is handed to a person. */
    readonly maxAttempts: number;
    /** A submitted repost that a well-seen account still does not show after this long is handed to a person. */
    readonly submittedPatienceMs: number;
  };
  readonly policies: {
    /** Documents read per intake to learn body, 文号 and the exact hour where a list only gives the day. */
    readonly documentsPerIntake: number;
  };
  /** How long the copies of own items are looked at. */
  readonly ownPosts: { readonly watch: WatchRule };
  /** What units owe a month, and by what the quality of what they send is told. */
  readonly submissions: SubmissionRules;
  /** Within which limit units owe what, by which clause. */
  readonly duties: {
    readonly rules: readonly LimitRule[];
    /** The page where anybody may write without signing in: whether there is one, and how much it takes a day. */
    readonly publicForm: { readonly isOpen: boolean; readonly mostADay: number };
    /** How many surveys and interviews units hold a year, and by which rule their results are owed. */
    readonly surveys: { readonly quotas: readonly SurveyQuota[]; readonly resultRule: LimitRule };
    readonly emergencies: EmergencyRules;
    /** By which rule what a meeting decided is owed; the meeting sets the day. */
    readonly meetings: { readonly rule: LimitRule };
  };
  /** What websites are checked by, how many are visited at once, and how long a worker may take for what it claimed. */
  readonly siteChecks: { readonly rules: SiteCheckRules; readonly concurrency: number; readonly leaseMs: number };
  /** Which accounts a unit must have, as far as the office takes that for its own. */
  readonly coverage: CoverageRules;
  readonly cases: { readonly rectificationWorkingDays: number; readonly watchDays: number };
  readonly deadline: { readonly cutOffHour: number };
  readonly notify: {
    readonly hours: TellingHours;
    /** How often a unit is reminded of one thing on one civil day, at most. */
    readonly remindersADay: number;
    /** How many recipients are told at once in this process. */
    readonly concurrency: number;
    /** Of which at least `LEAST_LEASE_LEFT` is left when a call begins: no call takes longer than that. */
    readonly leaseMs: number;
  };
  readonly incidents: { readonly windowMs: number };
  readonly retention: RetentionDays;
  /** How much is handed in on one civil day, by one person and by all. */
  readonly files: { readonly mostBytesADayPerPerson: number; readonly mostBytesADay: number };
  readonly signIn: {
    readonly lockAfterFailures: number;
    readonly lockMs: number;
    readonly sessionMs: number;
    readonly linkMs: number;
    readonly tokenMs: number;
  };
  readonly views: { readonly summaryCacheMs: number };
}

/** What services get handed in. They read no clock, no randomness and no environment of their own. */
export interface ServiceDeps {
  readonly storage: Storage;
  readonly connectors: ConnectorRegistry;
  readonly policyFeed: PolicyFeed;
  /** Reads what is written in handed-in files; absent: nothing is said of what stands in them. */
  readonly documentTexts?: DocumentTexts;
  readonly passwords: Passwords;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly ids: Ids;
  readonly hasher: Hasher;
  readonly log: Log;
  readonly settings: ServiceSettings;
  /** Where old parts of the ledger go; absent: they stay in the store. */
  readonly ledgerFolder?: LedgerFolder;
  /** The channels messages go through; absent: nothing is sent. */
  readonly notifiers?: NotifierRegistry;
  /** Carries the alert log to those who have subscribed to it; absent: nothing is sent. */
  readonly webhookSender?: WebhookSender;
  /** Visits websites as anybody does; absent: none is visited. */
  readonly siteVisitor?: SiteVisitor;
  /** The simulated platforms, where they run in this process. */
  readonly training?: TrainingGround;
}
