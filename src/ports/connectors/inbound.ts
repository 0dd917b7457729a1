import type { Receipt } from '../../domain/mandates/mandate';
import type { Instant } from '../../domain/time/instant';
import type { ApplicationSecrets } from './access';

/** What a platform tells by calling us. Everything we do not use is `other`, named for the log. */
export type PlatformMessage =
  | {
      readonly kind: 'publish-finished';
      readonly externalId: string;
      readonly publishId: string;
      readonly at: Instant;
      readonly outcome: 'published' | 'refused' | 'removed';
      readonly receipt: Receipt | null;
      readonly code: string;
    }
  /** Articles mass-sent outside of us or by us; `urls` may be empty (the platform leaves them out at times). */
  | {
      readonly kind: 'mass-sent';
      readonly externalId: string;
      readonly messageId: string;
      readonly at: Instant;
      readonly succeeded: boolean;
      readonly urls: readonly string[];
      readonly code: string;
    }
  | { readonly kind: 'component-ticket'; readonly applicationId: string; readonly ticket: string; readonly at: Instant }
  | {
      readonly kind: 'access-granted' | 'access-changed' | 'access-revoked';
      readonly externalId: string;
      readonly at: Instant;
      readonly authorisationCode: string | null;
    }
  | { readonly kind: 'other'; readonly name: string };

export interface Inbound {
  /**
   * Checks the signature, decrypts and reads one call of the platform. `deduplicationKey` is the same for a repeated
   * delivery.
   */
  open(message: {
    readonly secrets: ApplicationSecrets;
    readonly query: Readonly<Record<string, string>>;
    readonly body: string;
    readonly now: Instant;
  }):
    | { readonly kind: 'challenge'; readonly answer: string }
    | {
        readonly kind: 'message';
        readonly message: PlatformMessage;
        readonly deduplicationKey: string;
        readonly answer: string;
      }
    | {
        readonly kind: 'refused';
        readonly reason: 'bad-signature' | 'cannot-decrypt' | 'malformed' | 'wrong-application';
      };
}
