import type { Instant } from '../../domain/time/instant';

export interface StoredToken { readonly token: string; readonly expiresAt: Instant }

/** Where interface tokens are kept between calls. Never on disk in the clear, never in logs. */
export interface TokenStore {
  read(appId: string): Promise<StoredToken | null>;
  /** Replaces the token if the stored one is still `expected` (null: none stored). False: somebody else was first. */
  swap(appId: string, expected: string | null, next: StoredToken): Promise<boolean>;
}

/**
 * Tokens in this process's memory. Enough also for several processes: `stable_token` hands the same token to all of them,
 * and one process asking invalidates no other's.
 */
export function createMemoryTokenStore(): TokenStore {
  const tokens = new Map<string, StoredToken>();
  return {
    read: (appId) => Promise.resolve(tokens.get(appId) ?? null),
    swap(appId, expected, next) {
      if ((tokens.get(appId)?.token ?? null) !== expected) return Promise.resolve(false);
      tokens.set(appId, next);
      return Promise.resolve(true);
    },
  };
}
