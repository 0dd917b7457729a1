import type { Sector } from '../accounts/unit';
import type { PersonId, PolicyId, PolicySourceId } from '../ids';
import type { Instant, PublishedAt } from '../time/instant';

/**
 * Who issues, from the highest to the lowest: 国务院及其办公厅, 部委, 省级政府, 省级部门, 市级政府, 市级部门, 县级政府, 县级部门, and what
 * says nothing of its issuer.
 */
export const AUTHORITIES = [
  'state-council',
  'ministry',
  'province',
  'provincial-department',
  'city',
  'city-department',
  'county',
  'county-department',
  'unknown',
] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** One row of a policy feed, as a source connector reads it. */
export interface ObservedPolicy {
  readonly title: string;
  readonly url: string | null;
  /** The feed's own id; several different policies may share one, so it never decides identity alone. */
  readonly guid: string | null;
  readonly issuer: string | null;
  /** 文号 when the source states it as a field; not one merely cited in the text. */
  readonly docNumber: string | null;
  readonly publishedAt: PublishedAt | null;
  readonly summary: string;
  readonly body: string | null;
  readonly statedSource: string | null;
  /** The address of the document that this article explains, where its page leads there. */
  readonly interprets?: string | null;
  /** Files that belong to the document, in the order of its page. */
  readonly attachments?: readonly PolicyAttachment[];
  /** True where the page itself marks the document as no longer in force. */
  readonly markedWithdrawn?: boolean;
}
export interface PolicyAttachment {
  readonly title: string;
  readonly url: string;
}

/** Which fact made the identity; stored with every merge so that a merge can be explained and undone. */
export type PolicyIdentityBasis = 'doc-number' | 'url' | 'title-and-date' | 'gazette';

export interface PolicyIdentity {
  readonly key: string;
  readonly basis: PolicyIdentityBasis;
}

export interface PolicySighting {
  readonly sourceId: PolicySourceId;
  readonly url: string | null;
  readonly statedSource: string | null;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** False once a look at the source no longer lists it. Not a withdrawal. */
  readonly listed: boolean;
}

/**
 * Why a policy is no longer to be reposted. `stated`: a source marks it as repealed, or a later document repeals it by
 * name;
 * `page-gone`: its pages returned 404 or 410 on two looks apart. That a list no longer shows it is neither.
 */
export const WITHDRAWAL_REASONS = ['stated', 'page-gone'] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];
export interface PolicyWithdrawal {
  readonly reason: WithdrawalReason;
  readonly noticedAt: Instant;
}

/** An article that explains a document: which one by name, and once that is known, by id. */
export interface Interpretation {
  readonly names: readonly string[];
  readonly url: string | null;
  readonly policyId: PolicyId | null;
}

/** What a person decided about a document whose authority or field nothing states. New looks leave it as it is. */
export interface HandDecision {
  readonly authority: Authority;
  /** Whose documents it counts among; none where it concerns no field. */
  readonly sectors: readonly Sector[];
  /** True: no rule mandates it. */
  readonly bindsNobody: boolean;
  readonly by: PersonId;
  readonly name: string;
  readonly at: Instant;
  readonly reason: string;
}

export interface Policy {
  readonly id: PolicyId;
  readonly identityKeys: readonly string[];
  readonly title: string;
  readonly normalisedTitle: string;
  readonly docNumber: string | null;
  readonly issuer: string | null;
  readonly authority: Authority;
  readonly publishedAt: PublishedAt | null;
  readonly firstSeenAt: Instant;
  readonly version: number;
  readonly textHash: string;
  readonly summary: string;
  readonly body: string | null;
  readonly url: string | null;
  readonly sightings: readonly PolicySighting[];
  /** Null or absent: in force, as far as anybody knows. */
  readonly withdrawal?: PolicyWithdrawal | null;
  /** Null or absent: a document of its own. */
  readonly interprets?: Interpretation | null;
  /** Null or absent: nobody decided; its issuer and number say whose it is. */
  readonly byHand?: HandDecision | null;
}

/** gov.cn's lists as JSON, its policy library (search), RSS or Atom, and list pages of any site. */
export const POLICY_SOURCE_KINDS = ['govcn-json', 'govcn-library', 'rss', 'list'] as const;
export type PolicySourceKind = (typeof POLICY_SOURCE_KINDS)[number];

/** A configured place where policies appear. */
export interface PolicySource {
  readonly id: PolicySourceId;
  readonly key: string;
  readonly kind: PolicySourceKind;
  readonly title: string;
  readonly authority: Authority;
  readonly url: string;
  readonly whitelisted: boolean;
  /** `list`: itemSelector, titleSelector, dateSelector, linkSelector; absent: found by the page's shape. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Key of the unit that publishes here for its counterparts (对口部门): what is seen in such sources alone binds them and
   * nobody else. Null or absent: it binds by its issuer.
   */
  readonly counterpartKey?: string | null;
  /** A person decided it: the configuration does not change it any more. */
  readonly counterpartByHand?: boolean;
  /** Whose it was until it was changed, oldest first. */
  readonly earlier?: readonly { readonly until: Instant; readonly counterpartKey: string | null }[];
}

/** What happened to a stored policy; of several things in one look the first named here. */
export const POLICY_CHANGES = [
  'withdrawn',
  'text-changed',
  'merged',
  'source-changed',
  'unlisted',
  'seen-again',
] as const;
export type PolicyChange = (typeof POLICY_CHANGES)[number];

/**
 * What one look at a source changed. `unlisted` are policies no longer in the list, which proves nothing about their
 * force.
 */
export interface PolicyIntakeCounts {
  readonly entries: number;
  readonly fresh: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly sourceChanged: number;
  readonly textChanged: number;
  readonly unlisted: number;
}

/** A policy without its text and what it is recognised by: what lists show, and what rules decide by. */
export type PolicyHead = Omit<Policy, 'identityKeys' | 'normalisedTitle' | 'textHash' | 'body'>;
