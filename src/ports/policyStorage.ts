import type { DomainEvent } from '../domain/alerts/alert';
import type { PolicyId, PolicySourceId } from '../domain/ids';
import type { DocumentReading } from '../domain/policies/documentReading';
import type { Policy, PolicyHead, PolicySource } from '../domain/policies/policy';
import type { Instant } from '../domain/time/instant';
import type { Page, PageRequest } from './paging';

export interface PolicySources {
  /** Adds or changes by `key`; whose the source is stays as it is stored. */
  upsert(source: PolicySource): Promise<PolicySource>;
  /**
   * Changes whose the source is, as it was read, and keeps whose it was until `at`. False: somebody else changed it
   * meanwhile.
   */
  changeCounterpart(
    expected: PolicySource,
    change: {
      readonly to: string | null;
      readonly byHand: boolean;
      readonly at: Instant;
      readonly event: DomainEvent;
    },
  ): Promise<boolean>;
  all(): Promise<readonly PolicySource[]>;
  recordLook(
    id: PolicySourceId,
    look: { readonly at: Instant; readonly outcome: string; readonly detail: string; readonly entries: number },
  ): Promise<void>;
  health(): Promise<readonly PolicySourceHealth[]>;
}
export interface PolicySourceHealth {
  readonly source: PolicySource;
  readonly lastLookAt: Instant | null;
  readonly lastSightAt: Instant | null;
  readonly lastOutcome: string | null;
  readonly entries: number;
}

export interface PolicyFilter {
  readonly authority?: string;
  /** Part of the title, taken literally. */
  readonly q?: string;
  /** Only those whose authority or field nothing states and nobody has decided. */
  readonly awaitsPerson?: boolean;
}

/** A policy as lists show it, with the reason kept by `markConsidered`; null: it was never considered. */
export interface ListedPolicy {
  readonly policy: PolicyHead;
  readonly decision: string | null;
}

export interface Policies {
  byIdentityKeys(keys: readonly string[]): Promise<readonly Policy[]>;
  /** Unique by each identity key. `conflict` when another writer was first: read again and merge. */
  insert(policy: Policy, event: DomainEvent): Promise<'inserted' | 'conflict'>;
  /** Compare-and-set on version, number of sightings and what a person decided. */
  replace(expected: Policy, next: Policy, event: DomainEvent | null): Promise<boolean>;
  byId(id: PolicyId): Promise<Policy | null>;
  /** Whose word each of these is; those that there are not are left out. */
  authorities(ids: readonly PolicyId[]): Promise<ReadonlyMap<PolicyId, Policy['authority']>>;
  listedBySource(sourceId: PolicySourceId): Promise<readonly Policy[]>;
  list(filter: PolicyFilter, page: PageRequest): Promise<Page<Policy>>;
  /** The same page as people are shown it. */
  listed(filter: PolicyFilter, page: PageRequest): Promise<Page<ListedPolicy>>;
  /** Policies (id and version) not yet put before the mandate rules, oldest first. */
  unconsidered(limit: number): Promise<readonly Policy[]>;
  /** `event` is left only where the policy begins or ceases to wait for a person. */
  markConsidered(
    id: PolicyId,
    version: number,
    decision: {
      readonly reason: string;
      readonly at: Instant;
      readonly awaitsPerson: boolean;
      readonly event: DomainEvent | null;
    },
  ): Promise<void>;
  /** The reasons kept by `markConsidered`; policies never considered are left out. */
  decisions(ids: readonly PolicyId[]): Promise<ReadonlyMap<PolicyId, string>>;
  /**
   * Policies that are spoken of by any of these normalised names (`namesOf`), or carry any of these identity keys; at
   * most 200.
   */
  named(names: readonly string[], keys: readonly string[]): Promise<readonly Policy[]>;
  /** What explains any of these documents, at most 200. */
  interpretationsOf(ids: readonly PolicyId[]): Promise<readonly Policy[]>;
  /** Interpretations not linked yet that name any of these; at most `limit`. */
  unlinkedInterpretations(names: readonly string[], limit: number): Promise<readonly Policy[]>;
  /** Policies whose own page is to be read by now, longest due first. */
  documentsDue(
    now: Instant,
    limit: number,
  ): Promise<readonly { readonly policy: Policy; readonly reading: DocumentReading }[]>;
  recordReading(id: PolicyId, reading: DocumentReading): Promise<void>;
  /** Changed (new version), withdrawn or restored, and what follows from it not yet done; oldest first. */
  unfollowed(limit: number): Promise<readonly Policy[]>;
  /** Done for the policy as it was read; one that changed meanwhile stays unfollowed. */
  markFollowed(policy: Policy): Promise<void>;
}
