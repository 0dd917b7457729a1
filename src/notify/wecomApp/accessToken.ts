import { createHash } from 'node:crypto';
import { MINUTE_MS, SECOND_MS } from '../../domain/time/instant';
import type { Instant } from '../../domain/time/instant';
import type { NotifyTarget } from '../../ports/notifier';
import type { OutboundHttp } from '../../ports/outbound';
import type { TokenStore } from '../../ports/tokens';
import { failed } from '../delivery';
import type { Failed } from '../delivery';
import { filledIn } from '../settings';
import { askJson, codeIn, textIn } from '../wire/askJson';
import { means, readVendorAnswer } from '../wire/vendorCodes';
import type { VendorTable } from '../wire/vendorCodes';
import { originOf } from './settings';

export type TokenAnswer = { readonly kind: 'token'; readonly token: string } | Failed;

/** developer.work.weixin.qq.com/document/path/91039: of the token interface. */
const TABLE: VendorTable = {
  [-1]: means('service-busy'),
  40001: means('secret-refused'),
  40013: means('secret-refused'),
  41002: means('secret-refused'),
  41004: means('secret-refused'),
  42014: means('right-missing'),
  45009: means('too-fast', MINUTE_MS),
  60020: means('ip-refused'),
};

/** A token that lives no longer than this is asked for anew: it could end while the message is on its way. */
const LEFT_AT_LEAST_MS = MINUTE_MS;

/**
 * The token of an application, kept for all processes until it ends. The platform gives the same one again while it
 * lives, so that asking twice costs nothing but the call.
 */
export function createAccessTokens({
  http,
  tokenStore,
}: {
  readonly http: OutboundHttp;
  readonly tokenStore: TokenStore;
}) {
  return {
    /** A token that is not `refused`. Whatever goes wrong here, surely no message was sent. */
    async get(
      target: NotifyTarget,
      call: { readonly now: Instant; readonly signal: AbortSignal; readonly refused: string | null },
    ): Promise<TokenAnswer> {
      const key = keyOf(target);
      const kept = await tokenStore.read(key);
      const livesLong = kept !== null && kept.expiresAt.getTime() - call.now.getTime() > LEFT_AT_LEAST_MS;
      if (livesLong && kept.token !== call.refused) return { kind: 'token', token: kept.token };
      const query = new URLSearchParams({
        corpid: filledIn(target, 'corpId'),
        corpsecret: filledIn(target, 'secret'),
      });
      const url = `${originOf(target)}/cgi-bin/gettoken?${query.toString()}`;
      const answer = await askJson(http, { url, signal: call.signal }, call.now);
      const read = readVendorAnswer(answer, { codeName: 'errcode', wordsName: 'errmsg', table: TABLE, now: call.now });
      if (read.kind === 'failed') return read.next === 'reconcile' ? failed('service-busy') : read;
      const [token, livesS] = [textIn(read.value, 'access_token'), codeIn(read.value, 'expires_in')];
      if (token === '' || livesS === null || token === call.refused) return failed('service-busy');
      const expiresAt = new Date(call.now.getTime() + livesS * SECOND_MS);
      await tokenStore.swap(key, kept?.token ?? null, { token, expiresAt, refreshToken: null });
      return { kind: 'token', token };
    },
  };
}

/** Names the application and which secret opened it: a wrong secret must not borrow the token of the right one. */
function keyOf(target: NotifyTarget): string {
  const secret = createHash('sha256').update(filledIn(target, 'secret')).digest('hex').slice(0, 12);
  return `wecom-app:${originOf(target)}:${filledIn(target, 'corpId')}:${filledIn(target, 'agentId')}:${secret}`;
}
