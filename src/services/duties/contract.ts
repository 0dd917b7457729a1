import type { DutyDetailView, DutyFiguresView, DutyRuleView, DutyUnitView, DutyView } from '../../api/duties';
import type { ListView } from '../../api/wire';
import type { DutyEvent, DutyState } from '../../domain/duties/duty';
import type { DutySubject } from '../../domain/duties/limitRule';
import type { DutyId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Month } from '../../domain/submissions/month';
import type { PageRequest } from '../../ports/storage';
import type { Versioned } from '../versioned';
import type { Counts } from '../workRun';

export interface DutyQuery {
  readonly state?: DutyState;
  readonly subject?: DutySubject;
  readonly ruleKey?: string;
  /** Of a message: its kind. */
  readonly category?: string;
  readonly month?: Month;
  readonly unitId?: UnitId;
  readonly owed?: boolean;
  readonly late?: boolean;
  readonly transferred?: boolean;
}

export interface DutyDraft {
  readonly ruleKey: string;
  /** Null: the unit of whoever asks. */
  readonly unitId: UnitId | null;
  readonly title: string;
  /** An instant or a civil date, as exactly as it is known. */
  readonly began: string;
}

export interface DutyStepDraft {
  readonly step: DutyEvent;
  readonly reason: string;
  readonly words: string;
  /** The other unit it is about. */
  readonly unitId?: UnitId;
  /** What shows that it is done. */
  readonly link?: string | null;
  /** The rule it falls under instead. */
  readonly ruleKey?: string;
}

/** What units owe within a limit. Refuses `not-found`, `forbidden`, `invalid-input`, `conflict`. */
export interface DutyServices {
  list(query: DutyQuery, page: PageRequest, principal: Principal): Promise<ListView<DutyView>>;
  /** What other units ask the one of whoever asks to take over, or to answer with them. */
  asked(principal: Principal): Promise<ListView<DutyView>>;
  show(id: DutyId, principal: Principal): Promise<DutyDetailView>;
  /** Records something a unit owes under a rule, from its event on. */
  record(draft: DutyDraft, principal: Principal): Promise<DutyDetailView>;
  step(of: Versioned<DutyId>, step: DutyStepDraft, principal: Principal): Promise<DutyDetailView>;
  /** Open units below the one of whoever asks, and its superiors, by name: whom something can be handed to. */
  units(principal: Principal): Promise<ListView<DutyUnitView>>;
  rules(principal: Principal): Promise<ListView<DutyRuleView>>;
  /** How many duties of the months each unit has under each rule, and how they stand. */
  figures(
    between: { readonly from: Month; readonly to: Month },
    principal: Principal,
  ): Promise<ListView<DutyFiguresView>>;

  /** Notices those whose deadline has passed. */
  passDeadlines(limit: number): Promise<Counts>;
  /** Works out again what a new holiday notice may move. */
  recomputeDeadlines(): Promise<Counts>;
}
