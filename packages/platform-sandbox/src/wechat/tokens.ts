import type { Actor } from '../world/actor';
import { MINUTE_MS, SECOND_MS } from '../world/civilTime';
import type { Journal, JournalEntry } from '../world/journal';
import { LETTERS_AND_DIGITS, spellCode } from '../world/seededDraw';
import { WechatFailure } from './wechatFailure';

/**
 * stable: /cgi-bin/stable_token. plain: /cgi-bin/token. authorizer: through the component. None invalidates another's
 * tokens.
 */
export type TokenFamily = 'stable' | 'plain' | 'authorizer';

export interface IssuedToken {
  readonly token: string;
  /** Seconds left. */
  readonly expiresInS: number;
}

export interface Tokens {
  /**
   * The current stable token, or a new one in the last five minutes of its life; `force` retires the old one at once.
   */
  issueStable(actor: Actor, force: boolean): IssuedToken;
  /** Always a new token; the one before lives for five more minutes. */
  issuePlain(actor: Actor, family?: 'plain' | 'authorizer'): IssuedToken;
  /** The account a token speaks for; throws 41001, 40014, 40001 or 42001. */
  authorise(token: string | null): Actor;
  /** The account a token was issued to, dead or alive. */
  ownerOf(token: string): Actor | null;
  /** From now on none of the account's tokens is honoured; with a family, none of that family. */
  revokeAll(accountKey: string, family?: TokenFamily): void;
}

interface RevokedEntry extends JournalEntry {
  readonly kind: 'wechat-revoked';
  readonly accountKey: string;
  readonly family: TokenFamily | null;
}

interface TokenEntry extends JournalEntry {
  readonly kind: 'wechat-token';
  readonly accountKey: string;
  readonly family: TokenFamily;
  readonly token: string;
  readonly isForced: boolean;
}

interface HeldToken {
  readonly family: TokenFamily;
  readonly token: string;
  readonly actor: Actor;
  expiresMs: number;
  isDead: boolean;
}

const LIFE_MS = 7200 * SECOND_MS;
const OVERLAP_MS = 5 * MINUTE_MS;
const FORCE_PAUSE_MS = 30 * SECOND_MS;
const SHORTEST_TOKEN = 32;

/** Issued tokens are kept over a restart, so that callers that hold one go on working. */
export function openTokens(about: {
  actors: readonly Actor[];
  journal: Journal;
  seed: number;
  now: () => Date;
}): Tokens {
  const { journal, seed, now } = about;
  const actors = new Map(about.actors.map((actor) => [actor.account.key, actor]));
  const held = new Map<string, HeldToken>();
  const lastForcedMs = new Map<string, number>();

  const byAccount = new Map<string, HeldToken[]>();
  const ofAccount = (actor: Actor, family: TokenFamily): HeldToken[] =>
    (byAccount.get(actor.account.key) ?? []).filter((token) => token.family === family && !token.isDead);
  const take = (entry: TokenEntry): void => {
    const actor = actors.get(entry.accountKey);
    if (actor === undefined) return;
    for (const earlier of ofAccount(actor, entry.family)) {
      if (entry.isForced) earlier.isDead = true;
      earlier.expiresMs = Math.min(earlier.expiresMs, entry.atMs + OVERLAP_MS);
    }
    const token = { family: entry.family, token: entry.token, actor, expiresMs: entry.atMs + LIFE_MS, isDead: false };
    held.set(entry.token, token);
    // What ended long ago only makes the list longer; it stays in `held`, which tells an expired token from an unknown
    // one.
    const recent = (byAccount.get(entry.accountKey) ?? []).filter((each) => each.expiresMs > entry.atMs - LIFE_MS);
    byAccount.set(entry.accountKey, [...recent, token]);
  };
  const revoke = (entry: RevokedEntry): void => {
    for (const token of byAccount.get(entry.accountKey) ?? []) {
      if (entry.family === null || token.family === entry.family) token.isDead = true;
    }
  };
  for (const entry of [
    ...journal.read<TokenEntry>('wechat-token'),
    ...journal.read<RevokedEntry>('wechat-revoked'),
  ].sort((a, b) => a.number - b.number)) {
    if (entry.kind === 'wechat-token') take(entry);
    else revoke(entry);
  }

  const issue = (actor: Actor, family: TokenFamily, isForced: boolean): IssuedToken => {
    const atMs = now().getTime();
    const token = `99_${spellCode(`${LETTERS_AND_DIGITS}-_`, 133, seed, actor.account.key, family, held.size, atMs)}`;
    const entry: TokenEntry = { kind: 'wechat-token', accountKey: actor.account.key, family, token, isForced, atMs };
    journal.append(entry);
    take(entry);
    return { token, expiresInS: LIFE_MS / SECOND_MS };
  };

  return {
    issueStable(actor, force) {
      const nowMs = now().getTime();
      if (force) {
        const pausedMs = nowMs - (lastForcedMs.get(actor.account.key) ?? -Infinity);
        if (pausedMs < FORCE_PAUSE_MS) throw new WechatFailure(45011);
        lastForcedMs.set(actor.account.key, nowMs);
        return issue(actor, 'stable', true);
      }
      const current = ofAccount(actor, 'stable').at(-1);
      if (current === undefined || current.expiresMs - nowMs <= OVERLAP_MS) return issue(actor, 'stable', false);
      return { token: current.token, expiresInS: Math.floor((current.expiresMs - nowMs) / SECOND_MS) };
    },
    issuePlain: (actor, family = 'plain') => issue(actor, family, false),
    authorise(token) {
      if (token === null || token === '') throw new WechatFailure(41001);
      if (token.length < SHORTEST_TOKEN) throw new WechatFailure(40014);
      const known = held.get(token);
      if (known === undefined || known.isDead) throw new WechatFailure(40001);
      if (known.expiresMs <= now().getTime()) throw new WechatFailure(42001);
      return known.actor;
    },
    ownerOf: (token) => held.get(token)?.actor ?? null,
    revokeAll(accountKey, family) {
      const entry: RevokedEntry = { kind: 'wechat-revoked', accountKey, family: family ?? null, atMs: now().getTime() };
      journal.append(entry);
      revoke(entry);
    },
  };
}
