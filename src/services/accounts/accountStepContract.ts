import type { AccountStep } from '../../domain/accounts/accountTable';
import type { FilingChange } from '../../domain/accounts/filing';
import type { AccountId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';

/** A step in the life of an account as a person asks for it. */
export type StepRequest = Omit<AccountStep, 'unitId'> & {
  readonly unitId?: UnitId;
  /** Of `file`: the page of the account. */
  readonly homeUrl?: string;
  /** Of `file` and `refile`. */
  readonly filing?: Pick<FilingChange, 'filingNumber' | 'filedOn'>;
  readonly reason: string;
};

export interface AccountStepServices {
  /**
   * Takes a step in the life of an account (action `account.write`; those that decide whether it may be there also
   * `case.approve`). Refuses `forbidden`, `not-found`, `invalid-input` (the field), `conflict` (no such step now, a
   * case is open, changed meanwhile).
   */
  takeStep(id: AccountId, request: StepRequest, principal: Principal): Promise<void>;
}
