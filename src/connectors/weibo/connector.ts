import type { Connector } from '../../ports/connectors';
import type { Clock } from '../../ports/runtime';
import type { Http } from '../outbound/http';
import { readHere } from '../reading/guarded/pageReading';
import type { PageReading } from '../reading/guarded/pageReading';
import { createWeiboApi } from './api';
import { readOwnTimeline, toCollected } from './collect';
import { createMobileReader, MOBILE_READER } from './mobileReader';
import { createWeiboAuthorisation, createWeiboCredentialCheck } from './oauth';
import { createWeiboPublisher } from './publish';

/** https://open.weibo.com/wiki/Rate-limiting: one app and one user, all interfaces together. */
const CALLS_A_DAY = 100;

/** Sina Weibo through its open platform at `base`, each account with its own authorisation. */
export function createWeiboConnector({
  reading = readHere,
  ...parts
}: {
  readonly http: Http;
  readonly base: string;
  readonly clock: Clock;
  readonly reading?: PageReading;
}): Connector {
  const api = createWeiboApi(parts.http, parts.base);
  const readMobile = createMobileReader(parts.http, reading);
  return {
    platform: 'weibo',
    title: '新浪微博',
    credentialCheck: createWeiboCredentialCheck(parts),
    authorisation: createWeiboAuthorisation(parts),
    inbound: null,
    articleReader: null,
    settings: [
      {
        key: 'accessToken',
        secret: true,
        required: true,
        title: '授权令牌',
        why: '账号管理员授权后得到；网页应用没有刷新令牌，到期须重新授权',
      },
      {
        key: 'safeDomain',
        secret: false,
        required: false,
        title: '安全域名',
        why: '分享的链接必须在应用绑定的安全域名之下',
      },
      {
        key: 'rip',
        secret: false,
        required: false,
        title: '发布者 IP',
        why: '平台要求上报操作者的真实 IP；不填则上报本机回环地址，平台可能因此拒绝',
      },
      {
        key: 'reader',
        secret: false,
        required: false,
        title: '读取方式',
        why: `默认使用官方接口；填 ${MOBILE_READER} 改读移动网页，不在平台协议之内，由管理单位决定`,
      },
    ],
    collector: {
      callsPerDay: CALLS_A_DAY,
      collect: async (access, call) =>
        access.account.settings['reader'] === MOBILE_READER
          ? readMobile(access, call)
          : toCollected(await readOwnTimeline(api, access, call)),
    },
    publisher: createWeiboPublisher(api, parts.clock),
  };
}
