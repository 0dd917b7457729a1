import type { EscalationView, LadderDryRunView, LadderView } from '../../api/ladders';
import type { AlertId, LadderId } from '../../domain/ids';
import type { EscalationLadder } from '../../domain/oncall/ladder';
import type { Principal } from '../../domain/people/role';
import type { Versioned } from '../versioned';
import type { Counts, WorkRun } from '../workRun';

export type LadderDraft = Omit<EscalationLadder, 'id' | 'version'>;

/**
 * What nobody acknowledges is told to the next above, by ladders that the office has set up (action `notify.manage`):
 * refuses `forbidden` to those of a unit alone, `not-found`, `invalid-input`, and `conflict` where somebody else was
 * faster.
 */
export interface LadderServices {
  /** Begins and ends climbs by what happened to alerts since the last time. May be repeated and interrupted anywhere. */
  beginClimbs(limit: number): Promise<Counts>;
  /** Tells the rungs that are due; nobody twice of one rung, whoever dies on the way. */
  climbDue(run: WorkRun): Promise<Counts>;

  ladders(principal: Principal): Promise<readonly LadderView[]>;
  addLadder(draft: LadderDraft, principal: Principal): Promise<LadderView>;
  /** What climbs it now goes on by the new one. */
  changeLadder(of: Versioned<LadderId>, draft: LadderDraft, principal: Principal): Promise<LadderView>;
  /** What climbs it now climbs no further. */
  removeLadder(of: Versioned<LadderId>, principal: Principal): Promise<void>;
  /** Who would be told of the alert when, if nobody acknowledged it. Changes nothing. */
  rehearse(alertId: AlertId, principal: Principal): Promise<LadderDryRunView>;
  /** The climbs of an alert, the latest first; for readers of the alert. */
  escalations(alertId: AlertId, principal: Principal): Promise<readonly EscalationView[]>;
}
