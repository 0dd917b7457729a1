import type { DomainEvent } from '../domain/alerts/alert';
import type { AccountId } from '../domain/ids';
import type { Verdict } from '../domain/judging/verdict';
import type { Instant } from '../domain/time/instant';
import type { AccountRecord } from './accountRecord';

/** What is stored of judging accounts. */
export interface Verdicts {
  /** Accounts whose verdict may have changed by time: `verdict.judgeAfter <= now`, or never judged. */
  dueForJudging(now: Instant, limit: number): Promise<readonly AccountRecord[]>;
  /** Makes every account that was judged before due at `at`, unless it is earlier. Returns how many. */
  judgeAgain(at: Instant): Promise<number>;
  /**
   * Compare-and-set on the verdict judged before (its `judgedAt`; null: never judged). False: somebody else judged in
   * between, or the facts it was judged from have been replaced by a newer look; the account then stays due and is
   * judged again. Unless `isFollowed`, the account stays due until `verdictFollowed` says that findings and case agree.
   */
  changeVerdict(
    id: AccountId,
    expectedJudgedAt: Instant | null,
    verdict: Verdict,
    step: { readonly events: readonly DomainEvent[]; readonly isFollowed: boolean },
  ): Promise<boolean>;
  /** Findings and case agree with this verdict: the account is judged again by time. False: it was judged since. */
  verdictFollowed(id: AccountId, verdict: Verdict): Promise<boolean>;
  /** An account that was never looked at is not due for judging until it is. */
  awaitFirstLook(id: AccountId): Promise<void>;
}
