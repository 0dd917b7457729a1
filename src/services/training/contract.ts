import type { Principal } from '../../domain/people/role';
import type { ActiveFault, FaultKind, FaultTarget } from '../../domain/training/fault';

/**
 * What an operator does to the simulated platforms. Everything is refused as `not-found` where no simulation runs in
 * this process.
 */
export interface TrainingServices {
  /** Targets whose title holds `q`, platforms first, at most `limit`; and every fault that is on. */
  panel(
    query: { readonly q: string; readonly limit: number },
    principal: Principal,
  ): {
    readonly kinds: readonly FaultKind[];
    readonly targets: readonly FaultTarget[];
    readonly total: number;
    readonly active: readonly ActiveFault[];
    readonly issuers: readonly string[];
  };
  /**
   * Switches a fault on (null: off), for `forMinutes` or until somebody ends it. Recorded in the ledger: a later reader
   * must know why looks failed.
   */
  setFault(
    change: { readonly target: string; readonly fault: string | null; readonly forMinutes: number | null },
    principal: Principal,
  ): Promise<void>;
  publishPolicy(
    policy: { readonly title: string | null; readonly issuer: string | null },
    principal: Principal,
  ): Promise<{ readonly title: string; readonly docNumber: string; readonly url: string }>;
}
