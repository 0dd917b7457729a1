import type { Platform } from '../domain/accounts/account';
import type { CaseEvent, CaseState } from '../domain/cases/case';
import type { Action, Role } from '../domain/people/role';
import type { IsoInstant } from './wire';

export interface CaseView {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly platform: Platform;
  readonly unitId: string;
  readonly unitName: string;
  readonly state: CaseState;
  readonly occurredAt: IsoInstant;
  readonly openedAt: IsoInstant;
  readonly rectifyBy: IsoInstant | null;
  readonly closedAt: IsoInstant | null;
  readonly closeReason: string | null;
  readonly proposedBy: string | null;
  /** Who takes over, where an integration is proposed or approved; null: nobody. */
  readonly successorName: string | null;
  /** The review that decides what is proposed; null: nothing waits for a decision. */
  readonly reviewId: string | null;
  readonly nextSteps: readonly {
    readonly event: CaseEvent;
    /** Who sees to it as the product has it. */
    readonly by: Role | 'system';
    /** The permission it takes, whoever has it here; null: the system takes it. */
    readonly needs: Action | null;
    readonly dueBy: IsoInstant | null;
    /** May the reader take it now; if not, why. */
    readonly allowed: boolean;
    readonly refusal: string | null;
  }[];
  readonly steps: readonly {
    readonly event: CaseEvent;
    readonly from: CaseState;
    readonly to: CaseState;
    readonly occurredAt: IsoInstant;
    readonly recordedAt: IsoInstant;
    readonly actor: string;
    readonly note: string;
  }[];
}
