import type { AccountFilingServices } from './accountFiling';
import type { AccountStepServices } from './accountStepContract';
import type { SiteChangeServices } from './changeSite';
import type { SiteLifeServices } from './siteLife';
import type { UnitClosingServices } from './closeUnit';
import type { UnitMergeServices } from './mergeUnits';
import type { UnitMoveServices } from './moveUnit';
import type { UnitRecordServices } from './unitRecords';
import type { ColumnClass, Platform } from '../../domain/accounts/account';
import type { Actor } from '../../domain/cases/case';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { Registered, Site, Unit } from '../../ports/storage';
import type { AccountId, UnitId } from '../../domain/ids';
import type { Counts, WorkRun } from '../workRun';
import type { AccountRegistration, SiteRegistration, UnitRegistration } from '../registrations';
import type { PostView, ProbeView } from '../../api/accounts';

/** An account as a person registers it through the pages: the rows of an import, with the unit by its id. */
export interface AccountDraft {
  readonly unitId: UnitId;
  /** `applied`: it is not there on the platform yet, whose id of it is not known. Absent: `active`. */
  readonly status?: 'active' | 'applied';
  readonly platform: Platform;
  readonly externalId: string;
  readonly name: string;
  readonly homeUrl: string;
  readonly columnClass: ColumnClass;
  readonly region: string;
  readonly openedAt: Instant | null;
  readonly settings: Readonly<Record<string, string>>;
  readonly credential: Readonly<Record<string, string>> | null;
}
export interface ProbeRequest {
  readonly platform: Platform;
  readonly externalId: string;
  readonly name: string;
  readonly homeUrl: string;
  readonly columnClass: ColumnClass;
  readonly settings: Readonly<Record<string, string>>;
  readonly credential: Readonly<Record<string, string>> | null;
}
/** What a person may change of a registered account; what is absent stays. */
export interface AccountChange {
  readonly name?: string;
  readonly homeUrl?: string;
  readonly columnClass?: ColumnClass;
  readonly settings?: Readonly<Record<string, string>>;
  /** Why, in words; kept in the ledger. */
  readonly reason?: string;
}

export interface AccountRegistrationServices {
  /**
   * What a look at an account would see, without registering it (action `account.write`). Refuses `forbidden`,
   * `invalid-input`, `too-many-requests`.
   */
  probe(request: ProbeRequest, signal: AbortSignal, principal: Principal): Promise<ProbeView>;
  /**
   * Registers an account in the reader's scope (action `account.write`). Refuses `forbidden`, `not-found` (unit),
   * `invalid-input`, `conflict` (there already).
   */
  add(draft: AccountDraft, principal: Principal): Promise<AccountId>;
  /**
   * Changes home, class or settings, and the name of what is not filed yet (action `account.write`). Refuses
   * `forbidden`,
   * `not-found`, `invalid-input` (a filed name changes by a document), `conflict`.
   */
  change(id: AccountId, change: AccountChange, principal: Principal): Promise<void>;
  /**
   * Keeps an article whose address a person pasted (action `account.collect`). Refuses `forbidden`, `not-found`,
   * `invalid-input` (not this account's, unreadable), `conflict` (try later).
   */
  addArticle(
    id: AccountId,
    article: { readonly url: string; readonly signal: AbortSignal },
    principal: Principal,
  ): Promise<{ readonly post: PostView; readonly isNew: boolean }>;
}

export interface AccountServices
  extends
    AccountRegistrationServices,
    AccountFilingServices,
    AccountStepServices,
    SiteChangeServices,
    SiteLifeServices,
    UnitMoveServices,
    UnitMergeServices,
    UnitRecordServices,
    UnitClosingServices {
  /**
   * Adds or renames units by key; returns them in the order given. Throws `Refusal` `invalid-input` where a parent is
   * missing.
   */
  registerUnits(units: readonly UnitRegistration[], by?: Actor): Promise<readonly Unit[]>;
  /**
   * Adds or updates accounts by (platform, externalId), due for a first look at once; `onProgress` is called now and
   * then with how many are done. Refuses `invalid-input`, with none of them registered, where a unit or a
   * site is missing.
   */
  registerAccounts(
    accounts: readonly AccountRegistration[],
    options?: { readonly by?: Actor; readonly onProgress?: (done: number) => void },
  ): Promise<Readonly<Record<Registered, number>>>;
  /** Adds or changes sites by key. Refuses `invalid-input` where a unit is missing. */
  registerSites(sites: readonly SiteRegistration[], by?: Actor): Promise<readonly Site[]>;
  /** Names the column each site's reposts go into. Refuses `invalid-input` where it is none of the site's. */
  nameRepostColumns(
    named: readonly { readonly siteKey: string; readonly externalId: string }[],
    by?: Actor,
  ): Promise<void>;
  /** Looks at due accounts until none is due, `max` is reached or the signal says stop. */
  collectDue(run: WorkRun): Promise<Counts>;
  /** Makes one account due now (action `account.collect`). Refuses `forbidden`, `not-found`. */
  collectNow(accountId: AccountId, principal: Principal): Promise<{ readonly dueAt: Instant }>;
  /** Judges accounts whose verdict may have changed by time, and finishes what an interrupted judging left undone. */
  judgeDue(limit: number, signal?: AbortSignal): Promise<Counts>;
  /**
   * At a start: makes every account that was judged before due where the rule packs are others than at the last start.
   * Returns how many.
   */
  judgeByNewRules(): Promise<number>;
}
