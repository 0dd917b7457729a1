import type { DutyDryRunView } from '../../api/dryRuns';
import type { DutyDayView, FillPreviewView, RosterView, SubstitutionView } from '../../api/oncall';
import type { RosterId, SubstitutionId } from '../../domain/ids';
import type { TableRow } from '../../domain/oncall/dutyTable';
import type { Rotation } from '../../domain/oncall/rotation';
import type { DutyDay, DutyRoster, Substitution } from '../../domain/oncall/roster';
import type { Principal } from '../../domain/people/role';
import type { CivilDate, Instant } from '../../domain/time/instant';
import type { DateSpan } from '../../ports/oncallStorage';
import type { LadderServices } from './ladderContract';

export type * from './ladderContract';

export type RosterDraft = Omit<DutyRoster, 'id' | 'version'>;
export type SubstitutionDraft = Pick<Substitution, 'fromDate' | 'toDate' | 'personId' | 'insteadOf' | 'reason'>;

/** Where days come from: a table somebody filled in, or people taking turns. */
export type Filling =
  | { readonly kind: 'table'; readonly rows: readonly TableRow[] }
  | { readonly kind: 'rotation'; readonly rotation: Rotation };

interface Kept<Id> {
  readonly id: Id;
  /** As it was read. */
  readonly version: number;
}

/**
 * Who is on duty when. For the whole office (action `notify.manage`): refuses `forbidden` to those of a unit alone,
 * `not-found`, `invalid-input`, and `conflict` where somebody else was faster.
 */
export interface OncallServices extends LadderServices {
  rosters(principal: Principal): Promise<readonly RosterView[]>;
  addRoster(draft: RosterDraft, principal: Principal): Promise<RosterView>;
  changeRoster(of: Kept<RosterId>, draft: RosterDraft, principal: Principal): Promise<RosterView>;
  /** Refuses `conflict` while a route or a ladder names it. */
  removeRoster(of: Kept<RosterId>, principal: Principal): Promise<void>;

  /** Every day of the span, filled or not; by default five weeks from today's duty. */
  dutyDays(id: RosterId, span: Partial<DateSpan>, principal: Principal): Promise<readonly DutyDayView[]>;
  /** Who would be told as being on duty at an instant (null: now), and where there is nobody for a month. */
  rehearseDuty(id: RosterId, at: Instant | null, principal: Principal): Promise<DutyDryRunView>;
  /** Says who has one day; `version` as it was read, 0 where the day was not filled. */
  setDay(
    of: { readonly rosterId: RosterId; readonly date: CivilDate; readonly version: number },
    people: Pick<DutyDay, 'personIds' | 'leaderIds'>,
    principal: Principal,
  ): Promise<DutyDayView>;
  /** What filling would do. Changes nothing. */
  previewFilling(id: RosterId, filling: Filling, principal: Principal): Promise<FillPreviewView>;
  /**
   * Fills what the preview showed, all of it or, where a table has a problem, nothing. May be repeated: what is as it
   * should be is left. Returns how many days changed.
   */
  fill(
    of: { readonly id: RosterId; readonly basis: string },
    filling: Filling,
    principal: Principal,
  ): Promise<{ readonly changed: number }>;

  /** Those that are not over, and those that ended within a month. */
  substitutions(id: RosterId, principal: Principal): Promise<readonly SubstitutionView[]>;
  addSubstitution(id: RosterId, draft: SubstitutionDraft, principal: Principal): Promise<SubstitutionView>;
  removeSubstitution(of: Kept<SubstitutionId>, principal: Principal): Promise<void>;

  /** The lines of a table to be filled in: next month's days, with whoever has them already. */
  template(
    id: RosterId,
    principal: Principal,
  ): Promise<{
    readonly name: string;
    readonly month: string;
    readonly lines: readonly (readonly string[])[];
  }>;
}
