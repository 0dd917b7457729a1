import { MINUTE_MS } from '../../domain/time/instant';
import type { AccountAccess, Call } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { TokenStore } from '../../ports/tokens';
import { blind } from '../outbound/readFailures';
import type { Blind } from '../outbound/readFailures';

export type TokenAnswer =
  { readonly kind: 'token'; readonly token: string } | { readonly kind: 'blind'; readonly end: Blind };

export interface Tokens {
  /** A token good for some minutes. */
  get(access: AccountAccess, call: Call): Promise<TokenAnswer>;
  /** Another token after the platform refused `refused`: one that somebody else renewed already, or a new one. */
  renew(access: AccountAccess, call: Call, refused: string): Promise<TokenAnswer>;
}

/** One way to come by an account's token. */
export interface TokenSource {
  /** The store's key of this account's token; null where the account did not grant access in this way. */
  keyOf(access: AccountAccess): string | null;
  /** Asks the platform and stores what it gives. `refused` is a token that is known to be worthless. */
  fetch(
    access: AccountAccess,
    call: Call,
    about: { readonly key: string; readonly refused: string | null },
  ): Promise<TokenAnswer>;
}

/** In the last five minutes of a token's life the platform already gives out the next one. */
const RENEW_BEFORE_MS = 5 * MINUTE_MS;

const NO_CREDENTIAL: Blind = blind('unauthorised', {
  remedy: 'fix-configuration',
  code: 'wechat-no-credential',
  message: '账号既没有配置 AppID 与 AppSecret，也没有授权给第三方平台',
});

/**
 * Tokens from the first of `sources` that fits the account, kept in the shared store, and asked for once by all who
 * want one now.
 */
export function createTokens(parts: {
  readonly store: TokenStore;
  readonly clock: Clock;
  readonly sources: readonly TokenSource[];
}): Tokens {
  const { store, clock, sources } = parts;
  const asking = new Map<string, Promise<TokenAnswer>>();

  const sourceFor = (access: AccountAccess): { readonly source: TokenSource; readonly key: string } | null => {
    for (const source of sources) {
      const key = source.keyOf(access);
      if (key !== null) return { source, key };
    }
    return null;
  };

  const fetchTogether = (
    found: { readonly source: TokenSource; readonly key: string },
    about: { readonly access: AccountAccess; readonly call: Call; readonly refused: string | null },
  ): Promise<TokenAnswer> => {
    const { source, key } = found;
    const running = asking.get(key);
    if (running !== undefined) return running;
    const started = source
      .fetch(about.access, about.call, { key, refused: about.refused })
      .finally(() => asking.delete(key));
    asking.set(key, started);
    return started;
  };

  return {
    async get(access, call) {
      const found = sourceFor(access);
      if (found === null) return { kind: 'blind', end: NO_CREDENTIAL };
      const stored = await store.read(found.key);
      const isFresh = stored !== null && stored.expiresAt.getTime() - clock.now().getTime() > RENEW_BEFORE_MS;
      return isFresh ? { kind: 'token', token: stored.token } : fetchTogether(found, { access, call, refused: null });
    },
    async renew(access, call, refused) {
      const found = sourceFor(access);
      if (found === null) return { kind: 'blind', end: NO_CREDENTIAL };
      const stored = await store.read(found.key);
      return stored !== null && stored.token !== refused
        ? { kind: 'token', token: stored.token }
        : fetchTogether(found, { access, call, refused });
    },
  };
}
