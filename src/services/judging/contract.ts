import type { FindingView } from '../../api/accounts';
import type { FindingId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { CivilDate } from '../../domain/time/instant';

export interface DismissalDraft {
  readonly reason: string;
  /** Until when its words are proposed as words of the unit as well; null: they are not. */
  readonly ownWordsUntil: CivilDate | null;
}

export interface FindingServices {
  /**
   * A person found that it is none: it is dismissed with the reason, its case ends, the account is judged again, and
   * the
   * same is not opened again unless the text changes. Throws `Refusal` `not-found`, `forbidden`, `invalid-input`,
   * `conflict` (not open any more, or its case is approved; its words cannot be proposed).
   */
  dismiss(id: FindingId, said: DismissalDraft, principal: Principal): Promise<FindingView>;
  /**
   * Takes a dismissal back: the finding is open again, the account is judged again, and a silence that is proven still
   * gets a new case. Throws `Refusal` `not-found`, `forbidden`, `invalid-input`, `conflict` (not dismissed, or found
   * anew).
   */
  takeBack(id: FindingId, reason: string, principal: Principal): Promise<FindingView>;
}
