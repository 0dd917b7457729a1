import type { RepostColumnReason } from '../domain/accounts/site';
import type { AccountView } from './accounts';

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
  /** The column its reposts go into, and why this one; null: it has no column. */
  readonly repostColumn: { readonly accountId: string | null; readonly reason: RepostColumnReason };
  /** Columns that are not cancelled. */
  readonly columnCount: number;
}

export interface SiteDetailView extends SiteView {
  /** Its columns, cancelled ones as well; of those outside the reader's units none is listed. */
  readonly columns: readonly AccountView[];
}
