import type { Authority, WithdrawalReason } from '../domain/policies/policy';
import type { IsoInstant, PublishedView } from './wire';

export interface PolicyView {
  readonly id: string;
  readonly title: string;
  readonly docNumber: string | null;
  readonly issuer: string | null;
  readonly authority: Authority;
  readonly published: PublishedView | null;
  readonly firstSeenAt: IsoInstant;
  readonly version: number;
  readonly url: string | null;
  readonly summary: string;
  readonly sightings: readonly {
    readonly sourceId: string;
    readonly sourceTitle: string;
    readonly url: string | null;
    readonly listed: boolean;
    readonly firstSeenAt: IsoInstant;
    readonly lastSeenAt: IsoInstant;
  }[];
  /** Keys of the fields its issuers work in, or that a person decided. */
  readonly sectors: readonly string[];
  /** Nothing says whose document it is, or of which field, and nobody has decided: it binds nobody until then. */
  readonly awaitsPerson: boolean;
  /** Of one that waits: by when it is to be reposted, counted from its publication; null where no rule waits for it. */
  readonly awaitedDueBy: IsoInstant | null;
  readonly byHand: {
    readonly authority: Authority;
    readonly sectors: readonly string[];
    readonly bindsNobody: boolean;
    readonly name: string;
    readonly at: IsoInstant;
    readonly reason: string;
  } | null;
  /** Why it was or was not mandated; null while not yet considered. */
  readonly decision: string | null;
  /** Null: in force, as far as anybody knows. */
  readonly withdrawal: { readonly reason: WithdrawalReason; readonly noticedAt: IsoInstant } | null;
  /** For an article that explains a document: which, where that is known. Null: a document of its own. */
  readonly interprets: { readonly names: readonly string[]; readonly policyId: string | null } | null;
}

/** A field of government work. */
export interface SectorView {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  /** The State Council's institutions that lead it. */
  readonly ledBy: readonly string[];
}

/** An article that explains the policy, offered to be published beside its repost. */
export interface InterpretationView {
  readonly policyId: string;
  readonly title: string;
  readonly url: string;
  /** The whitelisted source it stands in. */
  readonly sourceTitle: string;
  readonly published: PublishedView | null;
}
