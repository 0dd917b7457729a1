import type { Inbound } from '../../ports/connectors';
import { isSameSignature, openCallback, signCallback } from './callbackCipher';
import { readMessage } from './callbackMessage';
import { fieldOf, readCallbackXml } from './callbackXml';

/**
 * Calls of the platform to us, in secure mode only: `signature` does not cover the body, `msg_signature` does, so a
 * body that is not encrypted is refused. Secrets: `callbackToken`, `callbackAesKey`, and `componentAppId` (a 第三方平台) or
 * `appId` (the account itself). A component's address for messages carries the account's AppID, which the caller hands
 * over as query
 * `appid`; without it an account is named by its `ToUserName` (gh_…).
 * developers.weixin.qq.com, 消息推送 and 消息加解密说明. To be answered within five seconds, else it comes again, three times in
 * all.
 */
export const wechatInbound: Inbound = {
  open({ secrets, query, body, now }) {
    const { timestamp = '', nonce = '', signature = '', msg_signature: bodySignature = '', echostr } = query;
    const token = secrets['callbackToken'] ?? '';
    if (token === '') return { kind: 'refused', reason: 'bad-signature' };
    if (echostr !== undefined && body === '') {
      return isSameSignature(signature, signCallback([token, timestamp, nonce]))
        ? { kind: 'challenge', answer: echostr }
        : { kind: 'refused', reason: 'bad-signature' };
    }
    const encrypted = fieldOf(readCallbackXml(body), 'Encrypt');
    if (encrypted === '') return { kind: 'refused', reason: 'malformed' };
    if (!isSameSignature(bodySignature, signCallback([token, timestamp, nonce, encrypted])))
      return { kind: 'refused', reason: 'bad-signature' };
    const opened = openCallback(encrypted, secrets['callbackAesKey'] ?? '');
    if (opened === null) return { kind: 'refused', reason: 'cannot-decrypt' };
    const applicationId = secrets['componentAppId'] ?? secrets['appId'] ?? '';
    if (applicationId === '' || opened.applicationId !== applicationId)
      return { kind: 'refused', reason: 'wrong-application' };
    const fields = readCallbackXml(opened.xml);
    if (fields === null) return { kind: 'refused', reason: 'malformed' };
    const accountId = query['appid'] ?? secrets['appId'] ?? fieldOf(fields, 'ToUserName');
    return { kind: 'message', ...readMessage(fields, { accountId, now }), answer: 'success' };
  },
};
