import type { Connector } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { Http } from '../outbound/http';
import { readHere } from '../reading/guarded/pageReading';
import type { PageReading } from '../reading/guarded/pageReading';
import { createWechatApi } from './api';
import { createAppTokens } from './appToken';
import { createArticleReader } from './articleReader';
import { createComponentAuthorisation } from './authorisation';
import { createAuthorizerTokens } from './authorizerToken';
import { createCredentialCheck } from './credentialCheck';
import { readPublishedList, toCollected } from './collect';
import { createComponent } from './component';
import { wechatInbound } from './inbound';
import { createWechatPublisher } from './publish';
import { createTokens } from './tokens';
import type { TokenStore } from '../../ports/tokens';

/** developers.weixin.qq.com, API_Call_Limits: freepublish/batchget. */
const LISTS_A_DAY = 100;

/**
 * WeChat official accounts (公众号) through the interface at `base`: each account with its own AppID and AppSecret, or as
 * it authorised our 第三方平台 (secrets of the application in `AccountAccess.application`).
 */
export function createWechatConnector(parts: {
  readonly http: Http;
  readonly base: string;
  readonly clock: Clock;
  readonly tokenStore: TokenStore;
  readonly readFrom?: (url: string) => string;
  readonly reading?: PageReading;
}): Connector {
  const { http, base, clock } = parts;
  const { tokenStore: store, reading = readHere } = parts;
  const component = createComponent({ http, base, store, clock });
  const tokens = createTokens({
    store,
    clock,
    sources: [createAuthorizerTokens({ component, store, clock }), createAppTokens({ http, base, store, clock })],
  });
  const api = createWechatApi(http, base, tokens);
  return {
    platform: 'wechat',
    title: '微信公众号',
    credentialCheck: createCredentialCheck(api),
    authorisation: createComponentAuthorisation({ component, base }),
    inbound: wechatInbound,
    articleReader: createArticleReader(http, base, reading),
    settings: [
      { key: 'appId', secret: false, required: false, title: 'AppID', why: '公众平台“设置与开发”中的开发者 ID' },
      {
        key: 'appSecret',
        secret: true,
        required: false,
        title: 'AppSecret',
        why: '换取接口令牌；本机 IP 须加入公众号的 IP 白名单。授权给第三方平台的账号不用填',
      },
      {
        key: 'authorizerRefreshToken',
        secret: true,
        required: false,
        title: '授权刷新令牌',
        why: '账号管理员扫码授权给第三方平台后自动得到，不必手填',
      },
      {
        key: 'thumbMediaId',
        secret: false,
        required: false,
        title: '封面素材',
        why: '永久素材编号；不填则上传一张纯色封面',
      },
      {
        key: 'titleLimit',
        secret: false,
        required: false,
        title: '标题字数上限',
        why: '默认 64；平台只接受较短标题的账号在此填写，例如 32',
      },
    ],
    collector: {
      callsPerDay: LISTS_A_DAY,
      async collect(access, call) {
        const read = await readPublishedList(api, { access, call }, true);
        // Twenty heavily styled bodies can pass the size cap: titles, digests and links are sight enough.
        const isTooHeavy = read.kind === 'blind' && read.end.failure.code === 'answer-too-large';
        const list = isTooHeavy ? await readPublishedList(api, { access, call }, false) : read;
        return toCollected(list, access, reading);
      },
    },
    publisher: createWechatPublisher(api, { http, clock, readFrom: parts.readFrom ?? ((url) => url) }),
  };
}
