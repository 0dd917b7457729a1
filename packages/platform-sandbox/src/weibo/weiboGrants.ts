import type { FaultBoard } from '../wire/faultBoard';
import type { Actor } from '../world/actor';
import { DAY_MS, MINUTE_MS } from '../world/civilTime';
import { LETTERS_AND_DIGITS, spellCode } from '../world/seededDraw';
import type { World } from '../world/world';
import type { JournalEntry } from '../world/journal';
import type { WeiboErrorCode } from './weiboFailure';
import { WeiboFailure } from './weiboFailure';

/** A token that some person granted, dead or alive. */
export interface HeldToken {
  readonly token: string;
  readonly actor: Actor;
  readonly createdMs: number;
  readonly expiresMs: number;
  readonly deadBy: WeiboErrorCode | null;
}

export interface WeiboGrants {
  /** A code for a person's consent; good once, for ten minutes. */
  agree(actor: Actor, redirectUri: string): string;
  /** The token for a code; throws 21325. Consent inside the validity prolongs the token there is. */
  redeem(code: string, redirectUri: string): HeldToken;
  /** The token behind a text; throws 21301, 21332, 21316, 21319, 21321 or 21327. */
  authorise(token: string | null): HeldToken;
  /** The account a text was ever a token of. */
  ownerOf(token: string): Actor | null;
  hasLiveToken(actor: Actor): boolean;
  /** Kills all tokens of an account; `deadBy` is what callers are told from now on. */
  revoke(actor: Actor, deadBy: WeiboErrorCode): void;
}

interface GrantEntry extends JournalEntry {
  readonly kind: 'weibo-grant';
  readonly accountKey: string;
  readonly token: string;
  readonly expiresMs: number;
}
interface RevokedEntry extends JournalEntry {
  readonly kind: 'weibo-revoked';
  readonly accountKey: string;
  readonly deadBy: WeiboErrorCode;
}

/** The app's owner authorised for five years; one account was authorised for a short while and needs a person soon. */
const LONG_LIFE_DAYS = 5 * 365;
const SHORT_LIFE_DAYS = 6;
const SHORT_LIVED_POSITION = 2;
const CODE_LIFE_MS = 10 * MINUTE_MS;

/**
 * Tokens granted before the anchor belong to the county; later ones come through the authorisation page and are kept.
 */
export function openWeiboGrants(world: World, about: { actors: readonly Actor[]; faults: FaultBoard }): WeiboGrants {
  const { journal, now, seed } = world;
  const { actors, faults } = about;
  const anchorMs = world.county.anchorAt.getTime();
  const byKey = new Map(actors.map((actor) => [actor.account.key, actor]));
  const held = new Map<string, HeldToken>();
  const codes = new Map<string, { actor: Actor; redirectUri: string; untilMs: number }>();
  let codesGiven = 0;

  actors.forEach((actor, position) => {
    const token = actor.account.credential?.['accessToken'] ?? '';
    const isShort = position === SHORT_LIVED_POSITION && actors.length > 10;
    const lifeDays = actor.account.behaviour === 'expired-credential' ? -2 : isShort ? SHORT_LIFE_DAYS : LONG_LIFE_DAYS;
    held.set(token, { token, actor, createdMs: anchorMs, expiresMs: anchorMs + lifeDays * DAY_MS, deadBy: null });
  });
  const tokensOf = (actor: Actor): HeldToken[] =>
    [...held.values()].filter((each) => each.actor === actor && each.deadBy === null);
  const take = (entry: GrantEntry): HeldToken | null => {
    const actor = byKey.get(entry.accountKey);
    if (actor === undefined) return null;
    const token = { token: entry.token, actor, createdMs: entry.atMs, expiresMs: entry.expiresMs, deadBy: null };
    held.set(entry.token, token);
    return token;
  };
  const kill = (entry: RevokedEntry): void => {
    const actor = byKey.get(entry.accountKey);
    for (const token of actor === undefined ? [] : tokensOf(actor))
      held.set(token.token, { ...token, deadBy: entry.deadBy });
  };
  for (const entry of [...journal.read<GrantEntry>('weibo-grant'), ...journal.read<RevokedEntry>('weibo-revoked')].sort(
    (a, b) => a.number - b.number,
  )) {
    if (entry.kind === 'weibo-grant') take(entry);
    else kill(entry);
  }

  const isRevokedByFault = (token: HeldToken): boolean => {
    const sinceMs = faults.sinceMsOf('weibo', token.actor.account.key);
    return (
      sinceMs !== null &&
      token.createdMs <= sinceMs &&
      faults.strikes('weibo', token.actor.account.key, 'token-revoked')
    );
  };
  return {
    agree(actor, redirectUri) {
      codesGiven += 1;
      const code = spellCode(
        '0123456789abcdef',
        32,
        seed,
        'weibo-code',
        actor.account.key,
        codesGiven,
        now().getTime(),
      );
      codes.set(code, { actor, redirectUri, untilMs: now().getTime() + CODE_LIFE_MS });
      return code;
    },
    redeem(code, redirectUri) {
      const found = codes.get(code);
      codes.delete(code);
      const nowMs = now().getTime();
      if (found === undefined || found.untilMs <= nowMs || found.redirectUri !== redirectUri) {
        throw new WeiboFailure(21325, 'invalid_grant', `invalid authorization code:${code}`);
      }
      const { actor } = found;
      const current = tokensOf(actor).find((each) => each.expiresMs > nowMs && !isRevokedByFault(each));
      const entry: GrantEntry = {
        kind: 'weibo-grant',
        accountKey: actor.account.key,
        atMs: nowMs,
        token:
          current?.token ??
          `2.00${spellCode(LETTERS_AND_DIGITS, 28, seed, actor.account.externalId, nowMs, held.size)}`,
        expiresMs: Math.max(nowMs + world.limits.weiboTokenLifeDays * DAY_MS, current?.expiresMs ?? 0),
      };
      journal.append(entry);
      const granted = take(entry);
      if (granted === null) throw new RangeError('a grant without its account');
      return granted;
    },
    authorise(text) {
      if (text === null || text === '') throw new WeiboFailure(21301);
      const token = held.get(text);
      if (token === undefined) throw new WeiboFailure(21332);
      const key = token.actor.account.key;
      if (faults.strikes('weibo', key, 'account-frozen')) throw new WeiboFailure(21319);
      if (faults.strikes('weibo', key, 'app-unaudited')) throw new WeiboFailure(21321);
      if (isRevokedByFault(token)) throw new WeiboFailure(21332);
      if (token.deadBy !== null) throw new WeiboFailure(token.deadBy);
      if (token.expiresMs <= now().getTime()) throw new WeiboFailure(21327);
      return token;
    },
    ownerOf: (token) => held.get(token)?.actor ?? null,
    hasLiveToken: (actor) => tokensOf(actor).some((token) => token.expiresMs > now().getTime()),
    revoke(actor, deadBy) {
      const entry: RevokedEntry = {
        kind: 'weibo-revoked',
        accountKey: actor.account.key,
        deadBy,
        atMs: now().getTime(),
      };
      journal.append(entry);
      kill(entry);
    },
  };
}
