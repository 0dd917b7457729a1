import type { ActiveFault, FaultKind, FaultTarget } from '../domain/training/fault';
import type { Instant } from '../domain/time/instant';

/** The simulated platforms as a training ground for operators. Only there while the simulation runs in this process. */
export interface TrainingGround {
  kinds(): readonly FaultKind[];
  targets(): readonly FaultTarget[];
  active(): readonly ActiveFault[];
  /** Null ends what is on there. The caller has checked that target and fault fit. */
  set(target: string, fault: string | null, until: Instant | null): void;
  /** Who can be made to publish, the State Council's office first: ministries, and one whose field nothing tells. */
  issuers(): readonly string[];
  /** Lets an issuer publish a policy now, the first of `issuers` where none is named; a title is invented where none is. */
  publishPolicy(policy: { readonly title: string | null; readonly issuer: string | null }): {
    readonly title: string;
    readonly docNumber: string;
    readonly url: string;
  };
}
