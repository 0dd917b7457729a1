import type { Actor } from '../world/actor';
import { DAY_MS } from '../world/civilTime';
import type { FaultBoard } from '../wire/faultBoard';
import type { Exchange } from '../wire/loopbackServer';
import { WeiboFailure } from './weiboFailure';

export interface WeiboTokens {
  /** The account a token speaks for; throws 21301, 21332 or 21327. */
  authorise(token: string | null): Actor;
  /** The account a request names, valid or not; null where it names none. */
  accountOf(exchange: Exchange): string | null;
  /** When the account's token ends. */
  expiresAt(actor: Actor): Date;
}

/** The app's owner authorised for five years; one account was authorised for a short while and needs a person soon. */
const LONG_LIFE_DAYS = 5 * 365;
const SHORT_LIFE_DAYS = 6;
const SHORT_LIVED_POSITION = 2;

export function createWeiboTokens(about: { actors: readonly Actor[]; anchorAt: Date; faults: FaultBoard; now: () => Date }): WeiboTokens {
  const byToken = new Map(about.actors.map((actor) => [actor.account.credential?.['accessToken'] ?? '', actor]));
  const shortLived = about.actors[SHORT_LIVED_POSITION];
  const expiresAt = (actor: Actor): Date => {
    if (actor.account.behaviour === 'expired-credential') return new Date(about.anchorAt.getTime() - 2 * DAY_MS);
    const days = actor === shortLived && about.actors.length > 10 ? SHORT_LIFE_DAYS : LONG_LIFE_DAYS;
    return new Date(about.anchorAt.getTime() + days * DAY_MS);
  };
  return {
    expiresAt,
    authorise(token) {
      if (token === null || token === '') throw new WeiboFailure(21301);
      const actor = byToken.get(token);
      if (actor === undefined || about.faults.of('weibo', actor.account.key) === 'token-revoked') throw new WeiboFailure(21332);
      if (expiresAt(actor) <= about.now()) throw new WeiboFailure(21327);
      return actor;
    },
    accountOf(exchange) {
      // Read before the form is: a token looks alike in a form body and in a multipart field.
      const inBody = /access_token(?:=|"\r\n\r\n)([\w.]+)/.exec(exchange.body.toString('latin1'))?.[1] ?? null;
      const token = readToken(exchange, inBody);
      return token === null ? null : byToken.get(token)?.account.key ?? null;
    },
  };
}

/** The token of a request: query, form field or the OAuth2 header. */
export function readToken(exchange: Exchange, formToken: string | null): string | null {
  const header = /^OAuth2\s+(\S+)$/i.exec(exchange.headers.authorization ?? '');
  return exchange.url.searchParams.get('access_token') ?? formToken ?? header?.[1] ?? null;
}
