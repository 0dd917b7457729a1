import type { LookOutcome } from '../../domain/accounts/look';
import type { PlatformFailure } from '../../domain/errors';
import type { ObservedPolicy, PolicySource } from '../../domain/policies/policy';
import type { Call } from './access';

export type PolicyRead =
  | { readonly outcome: 'items'; readonly items: readonly ObservedPolicy[]; readonly unreadable: number }
  | { readonly outcome: Exclude<LookOutcome, 'items'>; readonly failure: PlatformFailure };

export interface PolicyFeed {
  /** Reads the list; `items` carries everything listed, in the order of the source. */
  read(source: PolicySource, call: Call): Promise<PolicyRead>;
  /** Reads the document itself (body, issuer, 文号, exact time where the page states them). */
  readDocument(
    source: PolicySource,
    url: string,
    call: Call,
  ): Promise<{ readonly document: Partial<ObservedPolicy> } | { readonly failure: PlatformFailure }>;
}
