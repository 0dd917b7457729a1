import { isPageOf, takesLinks } from '../../src/domain/accounts/platforms';
import type { PlatformFailure } from '../../src/domain/errors';
import type { ObservedPost } from '../../src/domain/accounts/post';
import type {
  AccountAccess,
  CredentialCheckResult,
  Collected,
  Connector,
  ConnectorRegistry,
  GrantedAccess,
  PlatformMessage,
} from '../../src/ports/connectors';
import { failure } from './platform';

/**
 * Connectors with everything a platform can offer around credentials, scripted by the test. Messages come as plain
 * JSON, signed by a word.
 */
export interface Armed {
  readonly registry: ConnectorRegistry;
  /** What a test of an account's credential returns, by external id; default: accepted without a date. */
  readonly credentialChecks: Map<string, CredentialCheckResult>;
  readonly tested: AccountAccess[];
  /** What a code of the platform's page is good for; each works once. */
  readonly grants: Map<string, GrantedAccess>;
  readonly articles: Map<
    string,
    | { readonly post: ObservedPost; readonly externalId: string | null; readonly accountName: string | null }
    | PlatformFailure
  >;
  /** What lookers were equipped with. */
  readonly looked: AccountAccess[];
  callsPerDay: number | null;
}

export function armConnectors(plain: ConnectorRegistry): Armed {
  const arm = (connector: Connector): Connector => ({
    ...connector,
    settings: [
      { key: 'accessToken', secret: true, required: false, title: '令牌', why: '' },
      { key: 'appSecret', secret: true, required: false, title: 'AppSecret', why: '' },
      { key: 'listUrl', secret: false, required: false, title: '列表地址', why: '' },
      { key: 'safeDomain', secret: false, required: false, title: '安全域名', why: '' },
    ],
    credentialCheck:
      connector.platform === 'portal'
        ? null
        : (access) => {
            armed.tested.push(access);
            return Promise.resolve(
              armed.credentialChecks.get(access.account.externalId) ?? { kind: 'accepted', expiresAt: null },
            );
          },
    authorisation:
      connector.platform === 'portal'
        ? null
        : {
            applicationSettings: [
              {
                key: connector.platform === 'weibo' ? 'appKey' : 'componentAppId',
                secret: false,
                required: true,
                title: '应用编号',
                why: '',
              },
              { key: 'secret', secret: true, required: true, title: '密钥', why: '' },
            ],
            start: ({ redirectUri, state }) =>
              Promise.resolve({
                url: `https://platform.test/authorise?redirect=${encodeURIComponent(redirectUri)}&state=${state}`,
              }),
            finish: ({ query }) => {
              const granted = armed.grants.get(query['code'] ?? '');
              armed.grants.delete(query['code'] ?? '');
              return Promise.resolve(
                granted === undefined ? { failure: failure('re-authorise', 'code-used') } : { granted },
              );
            },
          },
    inbound:
      connector.platform !== 'wechat'
        ? null
        : {
            open: ({ secrets, query, body }) => {
              if (query['word'] !== (secrets['secret'] ?? secrets['callbackToken']))
                return { kind: 'refused', reason: 'bad-signature' };
              if (query['echostr'] !== undefined) return { kind: 'challenge', answer: query['echostr'] };
              const message = JSON.parse(body, (key, value: unknown) =>
                key === 'at' ? new Date(String(value)) : value,
              ) as PlatformMessage;
              return { kind: 'message', message, deduplicationKey: `${message.kind}:${body}`, answer: 'success' };
            },
          },
    articleReader: !takesLinks(connector.platform)
      ? null
      : {
          ...(connector.platform === 'wechat' ? {} : { isPageOf }),
          accepts: (url) => connector.platform !== 'wechat' || url.startsWith('https://mp.weixin.qq.com/'),
          read: (url) => {
            const found = armed.articles.get(url) ?? failure('give-up', 'article-gone');
            return Promise.resolve('post' in found ? found : { failure: found });
          },
        },
    collector: {
      get callsPerDay() {
        return armed.callsPerDay;
      },
      collect: async (access, call) => {
        armed.looked.push(access);
        const collected = await connector.collector.collect(access, call);
        return connector.platform === 'wechat' ? wechatCoverage(collected, access) : collected;
      },
    },
  });
  const armed: Armed = {
    registry: {
      for: (platform) => arm(plain.for(platform)),
      get all() {
        return plain.all.map(arm);
      },
    },
    credentialChecks: new Map(),
    tested: [],
    grants: new Map(),
    articles: new Map(),
    looked: [],
    callsPerDay: null,
  };
  return armed;
}

/** As the real one: its list is whole only while messages flow, and only since they do. */
function wechatCoverage(collected: Collected, { messagesFlowSinceAt = null }: AccountAccess): Collected {
  return {
    ...collected,
    coverage: messagesFlowSinceAt === null ? 'partial' : 'full',
    completeFromAt: messagesFlowSinceAt,
  };
}
