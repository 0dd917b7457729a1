import type { Connector } from '../../ports/connectors';
import type { WechatApi } from './api';
import { RIGHT_CODES } from './failures';

/** developers.weixin.qq.com, openapi/quota/get: reads what is left of one interface and counts against none of ours. */
const ASKED = { cgi_path: '/cgi-bin/freepublish/batchget' } as const;

/**
 * Whether the account's credential is accepted: a token, and one free call with it. Only what the platform says about
 * the credential is a refusal; an address that is not on the whitelist, a spent quota or trouble on the line say
 * nothing about it.
 */
export function createCredentialCheck(api: WechatApi): NonNullable<Connector['credentialCheck']> {
  return async (access, call) => {
    const answer = await api.call('/cgi-bin/openapi/quota/get', ASKED, { access, call });
    // The secret does not expire, nor does an authorisation by age.
    if (answer.kind === 'value' || (answer.code !== null && RIGHT_CODES.has(answer.code)))
      return { kind: 'accepted', expiresAt: null };
    const { outcome, failure } = answer.end;
    // A ticket that has not come yet is our own waiting, not the account's fault.
    const isRefused = outcome === 'unauthorised' && failure.remedy !== 'retry-later';
    return { kind: isRefused ? 'refused' : 'cannot-tell', failure };
  };
}
