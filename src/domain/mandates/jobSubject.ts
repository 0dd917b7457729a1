import type { MandateId, ObligationId, OwnPostId, PolicyId } from '../ids';

/** A mandated repost: what an obligation owes. */
export interface RepostSubject {
  readonly kind: 'repost';
  readonly obligationId: ObligationId;
  readonly mandateId: MandateId;
  readonly policyId: PolicyId;
  readonly policyVersion: number;
}

/** One copy of an office's own item, with the content that was passed. */
export interface OwnPostSubject {
  readonly kind: 'own-post';
  readonly ownPostId: OwnPostId;
  readonly contentHash: string;
}

/** What a publish job publishes. */
export type JobSubject = RepostSubject | OwnPostSubject;
