import type { Instant } from '../domain/time/instant';

/**
 * An interface token with what renews it. `refreshToken` is null where the platform renews from the application's
 * secret.
 */
export interface StoredToken {
  readonly token: string;
  readonly expiresAt: Instant;
  readonly refreshToken: string | null;
}

/**
 * Where interface tokens are kept between calls, shared by all processes. Sealed at rest, never in logs. Keys name what
 * the token opens and carry no secret, such as `wechat-app:wx1234` or `wechat-component:wx1234`.
 */
export interface TokenStore {
  read(key: string): Promise<StoredToken | null>;
  /**
   * Replaces the token if the stored one is still `expectedToken` (null: none stored). False: somebody else was first;
   * read again.
   */
  swap(key: string, expectedToken: string | null, next: StoredToken): Promise<boolean>;
}
