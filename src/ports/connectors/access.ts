import type { LastList } from '../../domain/accounts/lastList';
import type { Account } from '../../domain/accounts/account';
import type { Instant } from '../../domain/time/instant';

/** One call, one instant: relative dates are measured from `startedAt`, never from the wall clock. */
export interface Call {
  readonly startedAt: Instant;
  readonly signal: AbortSignal;
  /**
   * Asked right before a request goes on the wire. False: what it is done under (a lease) is over or nearly so, and
   * nothing is sent. A process that was frozen for minutes goes on in the middle of a call.
   */
  readonly mayBegin?: (() => boolean) | undefined;
}

/** An account with its secrets, for connectors only. Never logged, never stored elsewhere. */
export interface AccountAccess {
  readonly account: Account;
  readonly credential: Readonly<Record<string, string>> | null;
  /** Secrets of the application (Weibo app, WeChat component) through which the account granted access; null: none. */
  readonly application?: ApplicationSecrets | null;
  /** Since when the platform's messages about this account reach us without a gap; null or absent: they do not. */
  readonly messagesFlowSinceAt?: Instant | null;
  /** Identities seen by the last sight, newest first, a few: a list that shows none of them may be another list. */
  readonly lastSeenIdentities?: readonly string[];
  /** What the last settled look read: the same answer need not be read again. */
  readonly lastList?: LastList | null;
  /** When the newest of them was published: a list that reaches back beyond it has to show one of them. */
  readonly lastSeenNewestAt?: Instant | null;
}
export type ApplicationSecrets = Readonly<Record<string, string>>;
