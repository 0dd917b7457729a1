import type { ActiveFault, FaultKind, FaultTarget } from '../domain/training/fault';
import type { Instant } from '../domain/time/instant';

/** The simulated platforms as a training ground for operators. Only there while the simulation runs in this process. */
export interface TrainingGround {
  kinds(): readonly FaultKind[];
  targets(): readonly FaultTarget[];
  active(): readonly ActiveFault[];
  /** Null ends what is on there. The caller has checked that target and fault fit. */
  set(target: string, fault: string | null, until: Instant | null): void;
  /** Lets the simulated State Council publish a policy now; a title is invented where none is given. */
  publishPolicy(title: string | null): { readonly title: string; readonly docNumber: string; readonly url: string };
}
