import type { MeetingDetailView, MeetingView } from '../../../api/unitFiles';
import type { ListView } from '../../../api/wire';
import type { MeetingId, UnitId } from '../../../domain/ids';
import type { Meeting, MeetingKind } from '../../../domain/meetings/meeting';
import type { Principal } from '../../../domain/people/role';
import type { CivilDate } from '../../../domain/time/instant';
import type { PageRequest } from '../../../ports/storage';
import type { Versioned } from '../../versioned';
import type { Counts } from '../../workRun';

export interface MeetingDraft extends Pick<Meeting, 'title' | 'participants' | 'notes'> {
  /** Null: the unit of whoever asks. */
  readonly unitId: UnitId | null;
  readonly kind: MeetingKind;
  readonly heldOn: CivilDate;
}

export interface DecisionDraft {
  readonly text: string;
  /** Null: the unit of the record. */
  readonly unitId: UnitId | null;
  readonly dueOn: CivilDate;
}

/** Meetings, self-inspections and incidents with what was decided. Refuses as duties do. */
export interface MeetingServices {
  list(
    query: { readonly kind?: MeetingKind; readonly year?: number; readonly unitId?: UnitId },
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<MeetingView>>;
  show(id: MeetingId, principal: Principal): Promise<MeetingDetailView>;
  record(draft: MeetingDraft, principal: Principal): Promise<MeetingDetailView>;
  correct(
    of: Versioned<MeetingId>,
    said: Pick<Meeting, 'title' | 'participants' | 'notes'>,
    principal: Principal,
  ): Promise<MeetingDetailView>;
  /** Adds a decision, which is a duty of the unit that sees to it. */
  decide(of: Versioned<MeetingId>, draft: DecisionDraft, principal: Principal): Promise<MeetingDetailView>;
  /** Goes on with what was interrupted between a record and its duties. */
  followMeetings(limit: number): Promise<Counts>;
}
