import type { ColumnClass } from '../domain/accounts/account';
import type { DomainEvent } from '../domain/alerts/alert';
import type { Look } from '../domain/accounts/look';
import type { AccountId, LookId, PostId, SiteId } from '../domain/ids';
import type { StoreSample, StoreSize } from '../domain/retention/diskEstimate';
import type { LookDay } from '../domain/retention/lookDay';
import type { RetentionClass } from '../domain/retention/retentionRules';
import type { RetentionBatch, RetentionRun } from '../domain/retention/retentionRun';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest } from './paging';

/** Classes whose rows have an end of their own, by the clock that is handed in. */
export type EndingClass = Exclude<
  RetentionClass,
  'looks' | 'account-texts' | 'news-texts' | 'notices-texts' | 'other-texts'
>;

export interface SweptAccount {
  readonly id: AccountId;
  readonly siteId: SiteId | null;
  readonly columnClass: ColumnClass;
}

/** Runs that remove what has been kept long enough, step by step. */
export interface RetentionRuns {
  /** The run under way, or that of the day, begun now; null: that of the day has ended. */
  begin(run: Pick<RetentionRun, 'class' | 'on' | 'beforeAt' | 'startedAt'>): Promise<RetentionRun | null>;
  /** Writes a step down before anything of it is done. Null: somebody else is at this run. */
  plan(run: RetentionRun, batch: RetentionBatch): Promise<RetentionRun | null>;
  /** Does what the step says and counts it, once, however often it is begun. Null: somebody else was faster. */
  carryOut(run: RetentionRun): Promise<RetentionRun | null>;
  /** With the event, which goes to the ledger; null: nothing was removed. False: it has ended already. */
  end(run: RetentionRun, at: Instant, event: DomainEvent | null): Promise<boolean>;
  /** Newest first. */
  list(page: PageRequest): Promise<Page<RetentionRun>>;
}

/** What is old enough to go, and what of it is evidence. */
export interface Expired {
  /** In id order. */
  accountsAfter(after: AccountId | null, limit: number): Promise<readonly SweptAccount[]>;
  /** Looks that began before, account by account, not kept as evidence yet; those of one day a look or more. */
  looks(
    accountIds: readonly AccountId[],
    before: Instant,
    limit: number,
  ): Promise<{ readonly looks: readonly Look[]; readonly hasMore: boolean }>;
  /** Which of these looks facts, verdicts, findings or fulfilments rest on. */
  looksInEvidence(accountIds: readonly AccountId[], lookIds: readonly LookId[]): Promise<ReadonlySet<LookId>>;
  lookDays(of: readonly Pick<LookDay, 'accountId' | 'on'>[]): Promise<readonly LookDay[]>;
  /** Posts counted before whose text is kept though they are not kept as evidence. */
  texts(accountId: AccountId, before: Instant, limit: number): Promise<readonly PostId[]>;
  /** Which of these posts facts, verdicts, findings or fulfilments rest on. */
  postsInEvidence(accountId: AccountId, postIds: readonly PostId[]): Promise<ReadonlySet<PostId>>;
  /** Rows of other classes that ended before. */
  ended(of: EndingClass, before: Instant, limit: number): Promise<readonly string[]>;
}

/** Daily figures of looks, newest day first. */
export interface LookDays {
  list(accountId: AccountId, page: PageRequest): Promise<Page<LookDay>>;
}

/** How much the store holds, now and in the hours before. */
export interface StoreSizes {
  now(): Promise<StoreSize>;
  /** Once a civil hour; the second of an hour changes nothing. */
  note(at: Instant, size: Pick<StoreSize, 'documentBytes'>): Promise<void>;
  /** The newest ones. */
  noted(limit: number): Promise<readonly StoreSample[]>;
}
