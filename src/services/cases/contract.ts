import type { CaseEvent } from '../../domain/cases/case';
import type { Principal } from '../../domain/people/role';
import type { AccountId, CaseId } from '../../domain/ids';
import type { Counts } from '../workRun';

/** What a step needs beside its note: the account that takes over, for an integration. */
export interface CaseStepExtra {
  readonly successorAccountId?: AccountId;
}

export interface CaseServices {
  /** Steps the system itself takes when their time has come. */
  actDue(limit: number): Promise<Counts>;
  /** Takes a step as a person. Refuses `forbidden`, `self-approval`, `conflict`, `invalid-input`, `not-found`. */
  takeCaseStep(
    step: { readonly caseId: CaseId; readonly event: CaseEvent; readonly note: string; readonly extra?: CaseStepExtra },
    principal: Principal,
  ): Promise<void>;
}
