import type { DomainEvent } from '../domain/alerts/alert';
import type { RosterId, SubstitutionId } from '../domain/ids';
import type { DutyDay, DutyRoster, Substitution } from '../domain/oncall/roster';
import type { CivilDate } from '../domain/time/instant';
import type { Kept } from './kept';

/** Both included. */
export interface DateSpan {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export interface DutyRosters extends Kept<RosterId, DutyRoster> {
  insert(roster: DutyRoster, event: DomainEvent): Promise<void>;
}
/** Listed by their last days, the latest first. */
export interface Substitutions extends Kept<SubstitutionId, Substitution> {
  insert(substitution: Substitution, event: DomainEvent): Promise<void>;
}

export interface DutyDayToWrite {
  /** One a roster and day, whoever makes it. */
  readonly id: string;
  /** In the version it was read in; 0: there was none. */
  readonly day: DutyDay;
  readonly event: DomainEvent;
}
export interface DutyDays {
  /** Of these rosters, by date. */
  between(rosterIds: readonly RosterId[], span: DateSpan): Promise<readonly DutyDay[]>;
  /** Stores those that nobody changed since they were read. Returns how many that was. */
  write(days: readonly DutyDayToWrite[]): Promise<number>;
}
