import type { Account } from '../domain/accounts/account';
import type { AccountFacts } from '../domain/accounts/facts';
import type { LastList } from '../domain/accounts/lastList';
import type { RunRow } from '../domain/accounts/lookRun';
import type { Verdict } from '../domain/judging/verdict';
import type { Instant } from '../domain/time/instant';

/** An account as stored: registration, facts, verdict, schedule. */
export interface AccountRecord {
  readonly account: Account;
  readonly facts: AccountFacts;
  readonly verdict: Verdict | null;
  readonly nextLookAt: Instant;
  /** Looks already spent this civil day, for planning under daily quotas. */
  readonly callsToday: { readonly on: string; readonly count: number };
  /** Identities the last sight showed, newest first, a few. */
  readonly lastSeenIdentities?: readonly string[];
  /** The list that was looked through last; absent or null: none that could be told again. */
  readonly lastList?: LastList | null;
  /** The row of looks that found it last. */
  readonly lookRow?: RunRow | null;
  /** When it is judged next by time; the beginning of time: something about it has not been judged yet. */
  readonly judgeAfter?: Instant | null;
  /** Whose server a look asks. */
  readonly lookHost?: string;
  /** Since when it has its status; absent: since before that was kept. */
  readonly statusSince?: Instant;
  /** Since when its silence is held against it, where that began after it was registered. */
  readonly judgedSince?: Instant;
  readonly updatedAt: Instant;
}
