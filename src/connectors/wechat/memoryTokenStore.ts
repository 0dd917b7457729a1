import type { StoredToken, TokenStore } from '../../ports/tokens';

/**
 * Tokens in this process's memory. Enough also for several processes: `stable_token` hands the same token to all of
 * them, and one process asking invalidates no other's.
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
