import { createCipheriv } from 'node:crypto';
import { openCallback, signCallback } from '../../../src/connectors/wechat/callbackCipher';
import { wechatInbound } from '../../../src/connectors/wechat/inbound';
import type { PlatformMessage } from '../../../src/ports/connectors';
import { NOW } from '../support/access';

const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const COMPONENT = { callbackToken: 'TOKENTOKEN', callbackAesKey: AES_KEY, componentAppId: 'wxcomponent0000001' };

/** Seals as the platform does: padding up to 32 bytes. */
function seal(
  xml: string,
  applicationId = COMPONENT.componentAppId,
  key = Buffer.from(`${AES_KEY}=`, 'base64'),
): string {
  const text = Buffer.from(xml);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([Buffer.alloc(16, 7), length, text, Buffer.from(applicationId)]);
  const pad = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  );
}
function deliver(
  xml: string,
  over: { secrets?: Record<string, string>; query?: Record<string, string>; sealed?: string } = {},
): ReturnType<typeof wechatInbound.open> {
  const encrypted = over.sealed ?? seal(xml);
  const query = {
    timestamp: '1789700000',
    nonce: 'n1',
    encrypt_type: 'aes',
    msg_signature: signCallback(['TOKENTOKEN', '1789700000', 'n1', encrypted]),
    ...over.query,
  };
  return wechatInbound.open({
    secrets: over.secrets ?? COMPONENT,
    query,
    body: `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
    now: NOW,
  });
}
function messageOf(xml: string, appid = 'wx0123456789abcdef'): PlatformMessage {
  const opened = deliver(xml, { query: { appid } });
  if (opened.kind !== 'message') throw new Error(JSON.stringify(opened));
  return opened.message;
}
const AT = new Date(1789700000_000);
const event = (name: string, inner: string, more = ''): string =>
  `<xml><ToUserName>gh_1</ToUserName><FromUserName><![CDATA[o_1]]></FromUserName><CreateTime>1789700000</CreateTime><MsgType>event</MsgType><Event><![CDATA[${name}]]></Event>${inner}${more}</xml>`;

describe('the check of the address', () => {
  const signature = signCallback(['TOKENTOKEN', '1', '2']);
  const challenge = (query: Record<string, string>): unknown =>
    wechatInbound.open({ secrets: COMPONENT, query, body: '', now: NOW });
  test('gives the text back when the signature holds, and only then', () => {
    expect(challenge({ timestamp: '1', nonce: '2', echostr: 'E', signature })).toEqual({
      kind: 'challenge',
      answer: 'E',
    });
    expect(challenge({ timestamp: '1', nonce: '3', echostr: 'E', signature })).toEqual({
      kind: 'refused',
      reason: 'bad-signature',
    });
    expect(
      wechatInbound.open({
        secrets: {},
        query: { echostr: 'E', signature: signCallback(['', '', '']) },
        body: '',
        now: NOW,
      }),
    ).toEqual({ kind: 'refused', reason: 'bad-signature' });
  });
});

describe('a sealed message', () => {
  const xml = event('OTHER', '');
  test('is opened whatever the length of its padding, 1 to 32', () => {
    const pads = new Set<number>();
    for (let extra = 0; extra < 32; extra += 1) {
      const padded = event('OTHER', 'x'.repeat(extra));
      pads.add(32 - ((20 + Buffer.byteLength(padded) + COMPONENT.componentAppId.length) % 32));
      expect(openCallback(seal(padded), AES_KEY)).toEqual({ xml: padded, applicationId: COMPONENT.componentAppId });
    }
    expect(pads.size).toBe(32);
  });

  test.each<[string, Parameters<typeof deliver>[1], string]>([
    [
      'whose signature covers another body',
      { sealed: seal(xml), query: { msg_signature: signCallback(['TOKENTOKEN', '1789700000', 'n1', 'other']) } },
      'bad-signature',
    ],
    [
      'signed with the signature that covers no body',
      { query: { msg_signature: signCallback(['TOKENTOKEN', '1789700000', 'n1']) } },
      'bad-signature',
    ],
    ['without a signature', { query: { msg_signature: '' } }, 'bad-signature'],
    ['for another application', { sealed: seal(xml, 'wxother') }, 'wrong-application'],
    ['under another key', { sealed: seal(xml, COMPONENT.componentAppId, Buffer.alloc(32, 9)) }, 'cannot-decrypt'],
    ['with a key that is none', { secrets: { ...COMPONENT, callbackAesKey: 'short' } }, 'cannot-decrypt'],
    ['of no whole blocks', { sealed: Buffer.from('abc').toString('base64') }, 'cannot-decrypt'],
    ['that holds no XML', { sealed: seal('{"a":1}') }, 'malformed'],
    [
      'with entities of its own',
      { sealed: seal('<!DOCTYPE xml [<!ENTITY a "aa">]><xml><Event>&a;</Event></xml>') },
      'malformed',
    ],
    [
      'when no application is configured',
      { secrets: { callbackToken: 'TOKENTOKEN', callbackAesKey: AES_KEY } },
      'wrong-application',
    ],
  ])('%s is refused', (_name, over, reason) => {
    expect(deliver(xml, over)).toEqual({ kind: 'refused', reason });
  });

  test('in plain text is refused: nothing vouches for it', () => {
    const query = { timestamp: '1', nonce: '2', signature: signCallback(['TOKENTOKEN', '1', '2']) };
    for (const body of [xml, '', 'garbage', '<xml></xml>', '<xml><Encrypt></Encrypt></xml>'])
      expect(wechatInbound.open({ secrets: COMPONENT, query, body, now: NOW })).toMatchObject({ kind: 'refused' });
  });
});

describe('events of publishing', () => {
  const info = (status: string, items: string): string =>
    `<PublishEventInfo><publish_id>2247503051234567890</publish_id><publish_status>${status}</publish_status><article_id><![CDATA[A1]]></article_id><article_detail><count>1</count>${items}</article_detail></PublishEventInfo>`;
  const item = (n: number): string =>
    `<item><idx>${n}</idx><article_url><![CDATA[http://mp.weixin.qq.com/s?__biz=M&mid=${n}&idx=1&sn=x#rd]]></article_url></item>`;

  test('tell of one article or many, with the number exact', () => {
    const expected = {
      kind: 'publish-finished',
      externalId: 'wx0123456789abcdef',
      publishId: '2247503051234567890',
      at: AT,
      outcome: 'published',
      code: 'wechat-status-0',
      receipt: { platformIds: ['A1'], url: 'http://mp.weixin.qq.com/s?__biz=M&mid=1&idx=1&sn=x#rd', acceptedAt: AT },
    };
    expect(messageOf(event('PUBLISHJOBFINISH', info('0', item(1))))).toEqual(expected);
    expect(messageOf(event('PUBLISHJOBFINISH', info('0', item(1) + item(2))))).toEqual(expected);
    expect(messageOf(event('publishjobfinish', info('0', '')))).toMatchObject({
      receipt: { platformIds: ['A1'], url: null },
    });
  });

  test('keep a number as it is spelled', () => {
    const spelled = (id: string): unknown =>
      messageOf(event('PUBLISHJOBFINISH', info('0', item(1)).replace('2247503051234567890', id)));
    for (const id of ['0012', '1e5', '1.0', '0x1F']) expect(spelled(id)).toMatchObject({ publishId: id });
  });

  test.each([
    ['2', 'refused'],
    ['3', 'refused'],
    ['4', 'refused'],
    ['5', 'removed'],
    ['6', 'removed'],
  ])('status %s is %s and carries no receipt', (status, outcome) => {
    expect(messageOf(event('PUBLISHJOBFINISH', info(status, item(1))))).toMatchObject({
      outcome,
      receipt: null,
      code: `wechat-status-${status}`,
    });
  });

  test('that is still under way, or unheard of, claims nothing', () => {
    for (const status of ['1', '9', ''])
      expect(messageOf(event('PUBLISHJOBFINISH', info(status, '')))).toEqual({
        kind: 'other',
        name: 'PUBLISHJOBFINISH',
      });
    expect(messageOf(event('PUBLISHJOBFINISH', ''))).toEqual({ kind: 'other', name: 'PUBLISHJOBFINISH' });
  });

  const mass = (status: string, list: string): string =>
    event(
      'MASSSENDJOBFINISH',
      `<MsgID>1000001625</MsgID><Status>${status}</Status><TotalCount>0</TotalCount>`,
      `<ArticleUrlResult><Count>0</Count><ResultList>${list}</ResultList></ArticleUrlResult>`,
    );
  const sent = (n: number): string =>
    `<item><ArticleIdx>${n}</ArticleIdx><ArticleUrl>http://mp.weixin.qq.com/s?__biz=M&amp;mid=${n}</ArticleUrl></item>`;
  test('mass-sent articles come with their addresses, one, many or none, CDATA or not', () => {
    expect(messageOf(mass('<![CDATA[send success]]>', sent(1)))).toEqual({
      kind: 'mass-sent',
      externalId: 'wx0123456789abcdef',
      messageId: '1000001625',
      at: AT,
      succeeded: true,
      urls: ['http://mp.weixin.qq.com/s?__biz=M&mid=1'],
      code: 'wechat-mass-send-success',
    });
    expect(messageOf(mass('send success', sent(1) + sent(2)))).toMatchObject({
      urls: [expect.any(String), expect.stringContaining('mid=2')],
    });
    expect(messageOf(mass('sendsuccess', ''))).toMatchObject({ succeeded: true, urls: [] });
    expect(messageOf(mass('err(20431)', ''))).toMatchObject({ succeeded: false, code: 'wechat-mass-err-20431' });
    expect(messageOf(mass('send fail', ''))).toMatchObject({ succeeded: false });
  });
});

describe('events of the component', () => {
  const info = (type: string, inner: string): string =>
    `<xml><AppId>${COMPONENT.componentAppId}</AppId><CreateTime>1789700000</CreateTime><InfoType>${type}</InfoType>${inner}</xml>`;
  test('bring the ticket, and what accounts grant, change and take back', () => {
    expect(
      messageOf(info('component_verify_ticket', '<ComponentVerifyTicket>ticket@@@abc</ComponentVerifyTicket>')),
    ).toEqual({ kind: 'component-ticket', applicationId: COMPONENT.componentAppId, ticket: 'ticket@@@abc', at: AT });
    expect(messageOf(info('component_verify_ticket', ''))).toEqual({ kind: 'other', name: 'component_verify_ticket' });
    const granted =
      '<AuthorizerAppid>wx1</AuthorizerAppid><AuthorizationCode>code1</AuthorizationCode><PreAuthCode>p</PreAuthCode>';
    expect(messageOf(info('authorized', granted))).toEqual({
      kind: 'access-granted',
      externalId: 'wx1',
      at: AT,
      authorisationCode: 'code1',
    });
    expect(messageOf(info('updateauthorized', granted))).toMatchObject({
      kind: 'access-changed',
      authorisationCode: 'code1',
    });
    expect(messageOf(info('unauthorized', '<AuthorizerAppid>wx1</AuthorizerAppid>'))).toEqual({
      kind: 'access-revoked',
      externalId: 'wx1',
      at: AT,
      authorisationCode: null,
    });
    expect(messageOf(info('notify_third_<faster>register', ''))).toMatchObject({ kind: 'other' });
  });
});

describe('a delivery', () => {
  const keyOf = (xml: string): string => {
    const opened = deliver(xml);
    return opened.kind === 'message' ? opened.deduplicationKey : opened.kind;
  };
  test('that is repeated has the same key, another event another one, and is answered with “success”', () => {
    const one = event('MASSSENDJOBFINISH', '<MsgID>1</MsgID><Status>send success</Status>');
    expect(deliver(one)).toMatchObject({ kind: 'message', answer: 'success' });
    expect(keyOf(one)).toBe(keyOf(one));
    const others = [
      one.replace('<MsgID>1<', '<MsgID>2<'),
      one.replace('o_1', 'o_2'),
      one.replace('1789700000', '1789700001'),
      event('PUBLISHJOBFINISH', ''),
    ];
    expect(new Set([one, ...others].map(keyOf)).size).toBe(5);
  });
  test('of a reader’s message is told by its number, and is named for the log only', () => {
    const text = (id: number): string =>
      `<xml><FromUserName>o</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>秘密</Content><MsgId>${id}</MsgId></xml>`;
    expect(keyOf(text(1))).not.toBe(keyOf(text(2)));
    expect(messageOf(text(1))).toEqual({ kind: 'other', name: 'text' });
  });
  test('without a readable time is dated by its receipt', () => {
    expect(messageOf(event('MASSSENDJOBFINISH', '').replace('1789700000', 'x'))).toMatchObject({ at: NOW });
  });
  test('to an account of its own is named by the account’s AppID', () => {
    const own = { callbackToken: 'TOKENTOKEN', callbackAesKey: AES_KEY, appId: 'wxown' };
    const xml = event('MASSSENDJOBFINISH', '');
    expect(deliver(xml, { secrets: own, sealed: seal(xml, 'wxown') })).toMatchObject({
      message: { externalId: 'wxown' },
    });
  });
});
