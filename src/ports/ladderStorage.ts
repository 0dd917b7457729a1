import type { DomainEvent } from '../domain/alerts/alert';
import type { AlertId, EscalationId, LadderId } from '../domain/ids';
import type { Climbed, Escalation, EscalationState, EscalationStep } from '../domain/oncall/escalation';
import type { EscalationLadder } from '../domain/oncall/ladder';
import type { Instant } from '../domain/time/instant';
import type { Kept } from './kept';

/** Listed in the order in which they are gone through. */
export interface EscalationLadders extends Kept<LadderId, EscalationLadder> {
  insert(ladder: EscalationLadder, event: DomainEvent): Promise<void>;
}

export interface Escalations {
  /** Those that are there already stay as they are. Returns how many were added. */
  insertMissing(escalations: readonly Escalation[]): Promise<number>;
  /** Of each the earliest first. */
  ofAlerts(alertIds: readonly AlertId[]): Promise<readonly Escalation[]>;
  /** Ends what was begun before the line of the log and has not ended, or has only reached its top. */
  end(
    of: { readonly alertId: AlertId; readonly beforeSeq: number },
    to: { readonly state: Exclude<EscalationState, 'climbing'>; readonly at: Instant },
  ): Promise<void>;
  /** One that is due; it is due again when the lease is over, whatever becomes of whoever took it. */
  claim(request: {
    readonly now: Instant;
    readonly owner: string;
    readonly leaseMs: number;
    readonly token: string;
  }): Promise<Escalation | null>;
  /**
   * Frees it, and writes what it has become and the steps taken, with their lines of the ledger. Where it has ended
   * meanwhile only the steps are written. False: the lease was lost; nothing was written.
   */
  settle(
    of: { readonly id: EscalationId; readonly token: string },
    to: Climbed,
    taken: { readonly steps: readonly EscalationStep[]; readonly events: readonly DomainEvent[] },
  ): Promise<boolean>;
  /** Frees it, to be looked at again. False: the lease was lost, or it has ended meanwhile; nothing was written. */
  putOff(
    of: { readonly id: EscalationId; readonly token: string },
    to: { readonly nextAt: Instant; readonly isHeld: boolean },
  ): Promise<boolean>;
  /** Makes all that climb this ladder due: it has changed. */
  lookAgain(ladderId: LadderId, at: Instant): Promise<void>;
}

export interface LadderStorage {
  readonly ladders: EscalationLadders;
  readonly escalations: Escalations;
}
