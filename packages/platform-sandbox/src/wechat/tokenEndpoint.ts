import type { FaultBoard } from '../wire/faultBoard';
import type { Exchange } from '../wire/loopbackServer';
import type { RawJson } from '../wire/rawJson';
import type { Actor } from '../world/actor';
import { readJsonBody } from './jsonBody';
import type { Allowances } from './allowances';
import type { IssuedToken, Tokens } from './tokens';
import { WechatFailure } from './wechatFailure';

/** The two places at which an account's own secret is turned into a token. */
export interface TokenEndpoint {
  /** The answer of a token call, or null for another path. */
  answer(exchange: Exchange): RawJson | null;
  /** The account of an appid and its secret; throws the platform's refusal. */
  identify(fields: { readonly appid: unknown; readonly secret: unknown }): Actor;
}

const TOKEN_CALLS_A_DAY = 2000;
const FORCED_CALLS_A_DAY = 20;

export function createTokenEndpoint(parts: {
  byAppId: ReadonlyMap<string, Actor>;
  tokens: Tokens;
  allowances: Allowances;
  faults: FaultBoard;
}): TokenEndpoint {
  const { byAppId, tokens, allowances, faults } = parts;
  const identify: TokenEndpoint['identify'] = ({ appid, secret }) => {
    if (typeof appid !== 'string' || appid === '') throw new WechatFailure(41002);
    if (typeof secret !== 'string' || secret === '') throw new WechatFailure(41004);
    const actor = byAppId.get(appid);
    if (actor === undefined) throw new WechatFailure(40013);
    const strikes = (name: Parameters<FaultBoard['strikes']>[2]): boolean =>
      faults.strikes('wechat', actor.account.key, name);
    if (strikes('ip-not-allowed'))
      throw new WechatFailure(40164, 'invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist');
    if (strikes('admin-confirmation')) throw new WechatFailure(89503);
    if (strikes('account-frozen')) throw new WechatFailure(50004);
    if (secret !== actor.account.credential?.['appSecret']) throw new WechatFailure(40125);
    return actor;
  };
  const requireGrantType = (grantType: unknown): void => {
    if (grantType !== 'client_credential') throw new WechatFailure(40002);
  };

  const issueStable = (exchange: Exchange): RawJson => {
    if (exchange.method !== 'POST') throw new WechatFailure(43002);
    const body = readJsonBody(exchange);
    requireGrantType(body['grant_type']);
    const actor = identify({ appid: body['appid'], secret: body['secret'] });
    const force = body['force_refresh'] === true;
    if (force) allowances.spend(actor, '/cgi-bin/stable_token?force', { dailyCalls: FORCED_CALLS_A_DAY });
    return writeToken(tokens.issueStable(actor, force));
  };
  const issuePlain = (exchange: Exchange): RawJson => {
    const query = exchange.url.searchParams;
    requireGrantType(query.get('grant_type'));
    const actor = identify({ appid: query.get('appid') ?? '', secret: query.get('secret') ?? '' });
    allowances.spend(actor, '/cgi-bin/token', { dailyCalls: TOKEN_CALLS_A_DAY });
    return writeToken(tokens.issuePlain(actor));
  };
  return {
    identify,
    answer(exchange) {
      if (exchange.url.pathname === '/cgi-bin/stable_token') return issueStable(exchange);
      return exchange.url.pathname === '/cgi-bin/token' ? issuePlain(exchange) : null;
    },
  };
}

function writeToken(issued: IssuedToken): RawJson {
  return { access_token: issued.token, expires_in: issued.expiresInS };
}
