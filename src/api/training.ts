import type { FaultKind, FaultTarget } from '../domain/training/fault';
import type { IsoInstant } from './wire';

/** The training ground: what can be made to go wrong on the simulated platforms, and what is made to. */
export interface TrainingView {
  readonly kinds: readonly FaultKind[];
  readonly targets: readonly FaultTarget[];
  readonly total: number;
  readonly active: readonly {
    readonly target: string;
    readonly title: string;
    readonly fault: string;
    readonly since: IsoInstant;
    readonly until: IsoInstant | null;
  }[];
  /** Who can be made to publish a policy. */
  readonly issuers: readonly string[];
  readonly asOf: IsoInstant;
}
