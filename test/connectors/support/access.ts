import type { Account } from '../../../src/domain/accounts/account';
import type { AccountId, FileId, UnitId } from '../../../src/domain/ids';
import type { AccountAccess, Call, PublishRequest, RepostSource } from '../../../src/ports/connectors';
import type { Clock } from '../../../src/ports/runtime';

export const NOW = new Date('2026-09-18T04:00:00.000Z');

/** A clock that stands until it is moved. */
export function standingClock(at: Date = NOW): Clock & { move(ms: number): void } {
  let now = at;
  return {
    now: () => now,
    move: (ms) => {
      now = new Date(now.getTime() + ms);
    },
  };
}

export function callAt(startedAt: Date = NOW): Call {
  return { startedAt, signal: new AbortController().signal };
}

export function accessTo(
  account: Partial<Account> & Pick<Account, 'platform'>,
  credential: Readonly<Record<string, string>> | null,
): AccountAccess {
  return {
    account: {
      id: '0'.repeat(24) as AccountId,
      unitId: '1'.repeat(24) as UnitId,
      unitPath: ['1'.repeat(24) as UnitId],
      siteId: null,
      externalId: '5001234567',
      name: '某某发布',
      homeUrl: 'https://weibo.com/u/5001234567',
      columnClass: 'account',
      region: 'demo',
      status: 'active',
      openedAt: null,
      settings: {},
      hasCredential: credential !== null,
      noPublishReason: null,
      ...account,
    },
    credential,
  };
}

export const WEIBO_ACCESS = accessTo(
  { platform: 'weibo', settings: { safeDomain: 'gov.cn' } },
  { accessToken: '2.00SECRETtokenSECRETtoken' },
);
export const WECHAT_ACCESS = accessTo(
  {
    platform: 'wechat',
    externalId: 'wx0123456789abcdef',
    homeUrl: 'https://mp.weixin.qq.com/mp/profile_ext?action=home',
  },
  { appId: 'wx0123456789abcdef', appSecret: 'APPSECRETAPPSECRETAPPSECRET' },
);
export const PORTAL_ACCESS = accessTo(
  {
    platform: 'portal',
    externalId: 'https://www.example.gov.cn/xwzx/',
    homeUrl: 'https://www.example.gov.cn/',
    settings: {
      kind: 'list',
      listUrl: 'https://www.example.gov.cn/xwzx/',
      itemSelector: 'ul.list li',
      pushUrl: 'https://www.example.gov.cn/cms/push',
    },
  },
  { pushKey: 'ck_PUSHKEYPUSHKEY', pushSecret: 'PUSHSECRETPUSHSECRET' },
);

export const SOURCE: RepostSource = {
  title: '国务院办公厅关于推进社区嵌入式服务便利化的意见',
  docNumber: '国办发〔2026〕58号',
  issuer: '国务院办公厅',
  url: 'https://www.gov.cn/zhengce/content/202609/content_7091000.htm',
  summary: '优先利用闲置用房。十五分钟可达。',
  body: '第一段。\n第二段。',
};

/** A publish request that records what it saved and when the public call was announced. */
export function publishRequest(
  about: Pick<PublishRequest, 'access' | 'draft'> & {
    readonly progress?: PublishRequest['progress'];
    readonly files?: ReadonlyMap<FileId, Uint8Array>;
  },
): Omit<PublishRequest, 'beforePublicCall'> & {
  readonly log: string[];
  saved: PublishRequest['progress'];
  beforePublicCall: () => Promise<void>;
} {
  const log: string[] = [];
  const request = {
    access: about.access,
    draft: about.draft,
    key: 'job-key-1',
    progress: about.progress ?? {},
    log,
    readFile: (id: FileId): Promise<Uint8Array | null> => Promise.resolve(about.files?.get(id) ?? null),
    saved: about.progress ?? {},
    saveProgress: (progress: PublishRequest['progress']) => {
      log.push(`saved ${Object.keys(progress).sort().join(',')}`);
      request.saved = progress;
      return Promise.resolve();
    },
    beforePublicCall: () => {
      log.push('announced');
      return Promise.resolve();
    },
  };
  return request;
}

/** The draft of a composition, or a failing test. */
export function draftOf<T>(composed: { readonly draft: T } | { readonly failure: { readonly code: string } }): T {
  if ('failure' in composed) throw new Error(`no draft: ${composed.failure.code}`);
  return composed.draft;
}
