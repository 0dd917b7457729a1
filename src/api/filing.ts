import type { AccountAct } from '../domain/accounts/accountTable';
import type { AccountFiling, FilingField } from '../domain/accounts/filing';
import type { SiteFiling, SiteFilingField, SitePlanState } from '../domain/accounts/siteFiling';
import type { CivilDate } from '../domain/time/instant';
import type { IsoInstant } from './wire';

type Shown<Value> = Value extends CivilDate ? string : Value;

/** What is filed of an account (备案); null: not stated. */
export type FilingView = { readonly [field in FilingField]: Shown<AccountFiling[field]> } & {
  readonly openedOn: string | null;
  /** Names and telephones are hidden: the reader does not keep the register. */
  readonly masked: boolean;
  /** Steps in the life of the account that this reader may take now. */
  readonly acts: readonly AccountAct[];
};

/** What is filed of a website, and how it stands with what is to become of it. */
export type SiteFilingView = { readonly [field in SiteFilingField]: Shown<SiteFiling[field]> } & {
  readonly planState: SitePlanState | null;
};

/** What was changed of an account: one line of its history. */
export interface AccountHistoryView {
  readonly at: IsoInstant;
  readonly kind: string;
  readonly reason: string;
  /** Who changed it; null: the system, such as an import. */
  readonly by: string | null;
  readonly note: string | null;
  /** What a step in its life goes back to. */
  readonly paper: {
    readonly approver: string;
    readonly documentNumber: string | null;
    readonly documentTitle: string | null;
    readonly decidedOn: string;
    /** Where the public was told of a new sponsor. */
    readonly noticeUrl: string | null;
  } | null;
  /** What it became by this line, where its status changed. */
  readonly status: { readonly from: string | null; readonly to: string } | null;
  readonly changes: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[];
}
