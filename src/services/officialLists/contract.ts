import type { DiffLineView, OfficialListView } from '../../api/officialLists';
import type { OfficialListId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { DiffKind } from '../../domain/register/officialList';
import type { Sheet } from '../../domain/register/sheet';
import type { CivilDate } from '../../domain/time/instant';
import type { Page, PageRequest } from '../../ports/storage';
import type { Counts, WorkRun } from '../workRun';

export interface HandedInList {
  readonly source: string;
  readonly listedOn: CivilDate;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The file itself. */
  readonly content: Uint8Array;
  readonly sheets: readonly Sheet[];
}
/** What a change of an account goes back to. */
export interface LinePaper {
  readonly approver: string;
  readonly documentNumber: string | null;
  readonly documentTitle: string | null;
  readonly decidedOn: CivilDate;
  readonly noticeUrl?: string;
}
export interface LineRequest {
  readonly reason: string;
  /** Of `missing`: whose account it is, where the list does not tell. */
  readonly unitId?: UnitId;
  /** Of `renamed` and `other-sponsor`. */
  readonly paper?: LinePaper;
}

export interface OfficialListServices {
  /**
   * Keeps an official list, to be compared with the register as the caller sees it (`compareDue`); changes nothing of
   * that (action `account.write`). One that is newer takes the place of an earlier one of the same source once it is
   * compared. Refuses `forbidden`,
   * `invalid-input` (`content`: no accounts, too many; `listedOn`).
   */
  handInList(file: HandedInList, principal: Principal): Promise<OfficialListView>;
  lists(page: PageRequest, principal: Principal): Promise<Page<OfficialListView>>;
  /** Refuses `not-found`. */
  oneList(id: OfficialListId, principal: Principal): Promise<OfficialListView>;
  /** The file as it was handed in. Refuses `not-found`: no such list, or none was kept. */
  listFile(
    id: OfficialListId,
    principal: Principal,
  ): Promise<{ readonly fileName: string; readonly content: Uint8Array }>;
  /** What differs, in the order of the list. Refuses `not-found`. */
  listLines(
    id: OfficialListId,
    filter: PageRequest & { readonly kind?: DiffKind },
    principal: Principal,
  ): Promise<Page<DiffLineView>>;
  /** Asks for another comparison. Refuses `not-found`, `conflict` (replaced; under way; changed meanwhile). */
  compareAgain(id: OfficialListId, principal: Principal): Promise<OfficialListView>;
  /** Goes on with a comparison that was asked for, by whichever process. */
  compareDue(run: Pick<WorkRun, 'owner'>): Promise<Counts>;
  /**
   * Turns a line into what people would do: a registration or an application, a step in the life of the account, a
   * finding. What was begun with and left for two minutes is begun with again. Refuses what that refuses, and
   * `not-found`, `conflict` (begun with, replaced, compared anew), `invalid-input` (`unitId`, `homeUrl`, `paper`, `key`:
   * nothing to be done).
   */
  actOnLine(
    id: OfficialListId,
    asked: LineRequest & { readonly key: string },
    principal: Principal,
  ): Promise<DiffLineView>;
}
