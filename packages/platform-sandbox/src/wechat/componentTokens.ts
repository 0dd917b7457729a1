import type { Actor } from '../world/actor';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../world/civilTime';
import type { JournalEntry } from '../world/journal';
import { LETTERS_AND_DIGITS, spellCode } from '../world/seededDraw';
import type { World } from '../world/world';
import { WechatFailure } from './wechatFailure';

/** Tokens and codes of the component itself. */
export interface ComponentTokens {
  issueToken(): { readonly token: string; readonly expiresInS: number };
  /** Throws 41001, 61014, 40001 or 42006. `isAccountToken` tells whether a text is a token of an account. */
  authorise(token: string | null, isAccountToken: (token: string) => boolean): void;
  isComponentToken(token: string): boolean;
  issuePreAuthCode(): { readonly code: string; readonly expiresInS: number };
  isPreAuthCode(code: string): boolean;
  issueAuthCode(actor: Actor): { readonly code: string; readonly expiresAtS: number; readonly expiresInS: number };
  /** Good once; throws 61009 or 61010. */
  redeem(code: string): Actor;
}

interface TokenEntry extends JournalEntry {
  readonly kind: 'wechat-component-token';
  readonly token: string;
}

const TOKEN_LIFE_MS = 2 * HOUR_MS;
const OVERLAP_MS = 5 * MINUTE_MS;
const PRE_AUTH_LIFE_MS = 30 * MINUTE_MS;
const AUTH_LIFE_MS = HOUR_MS;

export function openComponentTokens(world: World): ComponentTokens {
  const { journal, now, seed } = world;
  const tokens = new Map<string, { expiresMs: number }>();
  const preAuthCodes = new Map<string, number>();
  const authCodes = new Map<string, { actor: Actor; untilMs: number }>();
  let given = 0;
  const spell = (head: string, length: number): string => {
    given += 1;
    return `${head}${spellCode(`${LETTERS_AND_DIGITS}-_`, length, seed, head, given, now().getTime())}`;
  };
  const take = (entry: TokenEntry): void => {
    for (const earlier of tokens.values()) earlier.expiresMs = Math.min(earlier.expiresMs, entry.atMs + OVERLAP_MS);
    tokens.set(entry.token, { expiresMs: entry.atMs + TOKEN_LIFE_MS });
  };
  for (const entry of journal.read<TokenEntry>('wechat-component-token')) take(entry);

  return {
    issueToken() {
      const entry: TokenEntry = { kind: 'wechat-component-token', token: spell('88_', 133), atMs: now().getTime() };
      journal.append(entry);
      take(entry);
      return { token: entry.token, expiresInS: TOKEN_LIFE_MS / SECOND_MS };
    },
    authorise(token, isAccountToken) {
      if (token === null || token === '') throw new WechatFailure(41001);
      const found = tokens.get(token);
      if (found === undefined) throw new WechatFailure(isAccountToken(token) ? 61014 : 40001);
      if (found.expiresMs <= now().getTime()) throw new WechatFailure(42006);
    },
    isComponentToken: (token) => tokens.has(token),
    issuePreAuthCode() {
      const code = spell('preauthcode@@@', 60);
      preAuthCodes.set(code, now().getTime() + PRE_AUTH_LIFE_MS);
      return { code, expiresInS: PRE_AUTH_LIFE_MS / SECOND_MS };
    },
    isPreAuthCode: (code) => (preAuthCodes.get(code) ?? 0) > now().getTime(),
    issueAuthCode(actor) {
      const code = spell('queryauthcode@@@', 80);
      const untilMs = now().getTime() + AUTH_LIFE_MS;
      authCodes.set(code, { actor, untilMs });
      return { code, expiresAtS: Math.floor(untilMs / SECOND_MS), expiresInS: AUTH_LIFE_MS / SECOND_MS };
    },
    redeem(code) {
      const found = authCodes.get(code);
      if (found === undefined) throw new WechatFailure(61009);
      authCodes.delete(code);
      if (found.untilMs <= now().getTime()) throw new WechatFailure(61010);
      return found.actor;
    },
  };
}
