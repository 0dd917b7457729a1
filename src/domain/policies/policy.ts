import type { PolicyId, PolicySourceId } from '../ids';
import type { Instant, PublishedAt } from '../time/instant';

export const AUTHORITIES = ['state-council', 'province', 'city', 'county', 'department'] as const;
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
}

/** Which fact made the identity; stored with every merge so that a merge can be explained and undone. */
export type PolicyIdentityBasis = 'doc-number' | 'url' | 'title-and-date' | 'gazette';

export interface PolicyIdentity { readonly key: string; readonly basis: PolicyIdentityBasis }

export interface PolicySighting {
  readonly sourceId: PolicySourceId;
  readonly url: string | null;
  readonly statedSource: string | null;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** False once a look at the source no longer lists it. Not a withdrawal. */
  readonly listed: boolean;
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
}

/** A configured place where policies appear. */
export interface PolicySource {
  readonly id: PolicySourceId;
  readonly key: string;
  readonly kind: 'govcn-json' | 'rss';
  readonly title: string;
  readonly authority: Authority;
  readonly url: string;
  readonly whitelisted: boolean;
}

/** What one look at a source changed. `unlisted` are policies no longer in the list, which proves nothing about their force. */
export interface PolicyIntakeCounts {
  readonly entries: number; readonly fresh: number; readonly merged: number; readonly unchanged: number;
  readonly sourceChanged: number; readonly textChanged: number; readonly unlisted: number;
}
