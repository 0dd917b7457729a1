import type { PlatformFailure } from '../../domain/errors';
import type { Instant } from '../../domain/time/instant';
import type { ApplicationSecrets, Call } from './access';
import type { SettingSpec } from './settings';

export type CredentialCheckResult =
  /** `expiresAt` where the platform tells; null: it does not expire or the platform does not say. */
  | { readonly kind: 'accepted'; readonly expiresAt: Instant | null }
  | { readonly kind: 'refused'; readonly failure: PlatformFailure }
  /** Our side, the network or the platform was in trouble: says nothing about the credential. */
  | { readonly kind: 'cannot-tell'; readonly failure: PlatformFailure };

/**
 * What an officer's consent on the platform's own page gave us. `externalId` must be the account's, else nothing is
 * stored.
 */
export interface GrantedAccess {
  readonly externalId: string;
  readonly name: string | null;
  readonly credential: Readonly<Record<string, string>>;
  readonly expiresAt: Instant | null;
}

/** Authorisation through the platform's page: Weibo OAuth2, WeChat component authorisation. */
export interface Authorisation {
  /** What the application needs to be registered with us (app key and secret, callback token and key, ...). */
  readonly applicationSettings: readonly SettingSpec[];
  /** The address the officer's browser is sent to; `state` comes back with the answer where the platform carries it. */
  start(
    request: { readonly application: ApplicationSecrets; readonly redirectUri: string; readonly state: string },
    call: Call,
  ): Promise<{ readonly url: string } | { readonly failure: PlatformFailure }>;
  /** Exchanges what the platform sent to `redirectUri`. A code works once: never tried twice. */
  finish(
    request: {
      readonly application: ApplicationSecrets;
      readonly redirectUri: string;
      readonly query: Readonly<Record<string, string>>;
    },
    call: Call,
  ): Promise<{ readonly granted: GrantedAccess } | { readonly failure: PlatformFailure }>;
}
