import type { AccountStatus } from '../domain/accounts/account';
import type { RepostColumnReason } from '../domain/accounts/site';
import type { SiteAct, SiteClosingState } from '../domain/accounts/siteClosing';
import type { SiteField } from '../domain/alerts/siteHistory';
import type { VerdictKind } from '../domain/judging/verdict';
import type { AccountView } from './accounts';
import type { AccountHistoryView, SiteFilingView } from './filing';
import type { IsoInstant } from './wire';

/** A website (站点) of a unit. */
export interface SiteView {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly homeUrl: string;
  /** 网站标识码; null: not known. */
  readonly identifierCode: string | null;
  /**
   * The column its reposts go into, and why this one; null: it has no column. `name` is null as well where the column
   * is outside the reader's units.
   */
  readonly repostColumn: {
    readonly accountId: string | null;
    readonly name: string | null;
    readonly reason: RepostColumnReason;
  };
  /** Its columns within the reader's units: by status, and by verdict (`unjudged`: none yet). */
  readonly columnsByStatus: Readonly<Record<AccountStatus, number>>;
  readonly columnsByVerdict: Readonly<Partial<Record<VerdictKind | 'unjudged', number>>>;
  /** What else is filed of it, and what is to become of it. */
  readonly filing: SiteFilingView;
  /** How its closing stands; null: it is not being closed. */
  readonly closing: SiteClosingView | null;
  /** Reposts it still owes. */
  readonly openReposts: number;
}

export interface SiteClosingView {
  readonly state: SiteClosingState;
  readonly noticeUrl: string;
  readonly announcedOn: string;
  /** The first day on which it may be closed. */
  readonly closableFrom: string;
  /** The website that takes over; without a name where the reader does not see it. */
  readonly successorId: string | null;
  readonly successorName: string | null;
  readonly successorUrl: string | null;
  readonly closedOn: string | null;
  /** The first day on which it may be opened again; null: it is not closed. */
  readonly openableFrom: string | null;
}

export interface SiteDetailView extends SiteView {
  /** Its columns, cancelled ones as well; of those outside the reader's units none is listed. */
  readonly columns: readonly AccountView[];
  /** Those of them that software can publish to. */
  readonly publishable: readonly string[];
  /** Steps of its life that this reader may take now. */
  readonly acts: readonly SiteAct[];
  /** May the reader give it to another unit? */
  readonly mayMove: boolean;
}

/** What a change of a site means for what it owes; asking changes nothing. */
export interface SiteChangeView {
  readonly name: string;
  /** The column its reposts go into now and after. */
  readonly from: { readonly accountId: string | null; readonly name: string | null };
  readonly to: SiteView['repostColumn'];
  /** Software cannot publish to the column: reposts of the site become manual tasks. */
  readonly becomesManual: boolean;
  /** Reposts that are still owed: those that go into the new column, */
  readonly moves: number;
  /** those that were or may have been handed to the platform and stay where they were, */
  readonly stays: number;
  /** and manual tasks, which name the new column and are done by a post in any. */
  readonly byHand: number;
}

/** What was changed of a website: one line of its history. */
export interface SiteHistoryView {
  readonly at: IsoInstant;
  readonly kind: string;
  readonly reason: string;
  /** Who changed it; null: the system, such as an import. */
  readonly by: string | null;
  readonly note: string | null;
  /** The document it goes back to; null: none. */
  readonly paper: AccountHistoryView['paper'];
  /** Units and columns by name. */
  readonly changes: readonly { readonly field: SiteField; readonly from: string | null; readonly to: string | null }[];
}
