import type { PlatformView, ProbeView } from '../../../src/api/accounts';
import type { CredentialDetailView, CredentialView } from '../../../src/api/credentials';
import type { TrainingView } from '../../../src/api/training';
import { mockId, type WorldClock } from './instants';

/** Faults that are on at the mock's simulated platforms. */
const mockFaults: TrainingView['active'][number][] = [];

export function mockTraining(q: string): TrainingView {
  const targets = [
    { target: 'weibo', kind: 'platform' as const, title: '微博开放平台', faults: ['outage', 'slow'] },
    { target: 'a1', kind: 'account' as const, title: '云麓县教育局', faults: ['token-revoked'] },
  ].filter(({ title }) => title.includes(q));
  return {
    kinds: [
      {
        name: 'outage',
        title: { zh: '服务中断', en: 'Outage' },
        effect: { zh: '轮流断开连接和返回 503。', en: 'Cuts connections and answers 503 in turn.' },
      },
      {
        name: 'slow',
        title: { zh: '响应缓慢', en: 'Slow answers' },
        effect: { zh: '每次应答都等待。', en: 'Every answer waits.' },
      },
      {
        name: 'token-revoked',
        title: { zh: '授权失效', en: 'Token revoked' },
        effect: { zh: '令牌不再有效。', en: 'Tokens no longer work.' },
      },
    ],
    targets,
    total: targets.length,
    issuers: ['国务院办公厅', '教育部'],
    active: [...mockFaults],
    asOf: new Date().toISOString(),
  };
}

export function setMockFault(body: Readonly<Record<string, unknown>>): TrainingView {
  const at = mockFaults.findIndex(({ target }) => target === body['target']);
  if (at >= 0) mockFaults.splice(at, 1);
  if (typeof body['fault'] === 'string')
    mockFaults.push({
      target: String(body['target']),
      title: '微博开放平台',
      fault: body['fault'],
      since: new Date().toISOString(),
      until: null,
    });
  return mockTraining('');
}

export function mockCredentials(clock: WorldClock): readonly CredentialView[] {
  const base = {
    unitId: mockId('b', 1),
    applicationId: null,
    grantedAt: clock.at(-24 * 20),
    grantedBy: '王管理',
    nextTestAt: clock.at(2),
  };
  return [
    {
      ...base,
      id: mockId('a', 1),
      platform: 'weibo',
      kind: 'weibo-user-token',
      accountId: mockId('a', 1),
      label: '云麓发布',
      state: 'expiring',
      expiresAt: clock.at(24 * 5),
      lastTest: { at: clock.at(-3), outcome: 'accepted', code: null },
    },
    {
      ...base,
      id: mockId('a', 2),
      platform: 'wechat',
      kind: 'wechat-app-secret',
      accountId: mockId('a', 2),
      label: '云麓县卫生健康局',
      state: 'refused',
      expiresAt: null,
      lastTest: { at: clock.at(-1), outcome: 'refused', code: 'wechat-40001' },
    },
    {
      ...base,
      id: mockId('a', 900),
      platform: 'wechat',
      kind: 'wechat-component',
      accountId: null,
      applicationId: 'wx0123456789abcdef',
      label: '县政务微信第三方平台',
      unitId: null,
      state: 'working',
      expiresAt: null,
      lastTest: null,
    },
  ];
}

export function mockCredentialDetail(credential: CredentialView, clock: WorldClock): CredentialDetailView {
  return {
    ...credential,
    messages: credential.kind === 'wechat-component' ? { lastAt: clock.at(-0.1), flowingSinceAt: null } : null,
    dependants: {
      accounts: 60,
      obligations: 7,
      listed: [
        { accountId: mockId('a', 1), name: '云麓发布', obligations: 2 },
        { accountId: mockId('a', 2), name: '云麓县卫生健康局', obligations: 0 },
      ],
    },
  };
}

export const PLATFORM_VIEWS: readonly PlatformView[] = [
  {
    platform: 'weibo',
    title: '新浪微博',
    settings: [
      {
        key: 'safeDomain',
        secret: false,
        required: false,
        title: '安全域名',
        why: '链接必须在应用绑定的安全域名之下',
        choices: null,
      },
      {
        key: 'accessToken',
        secret: true,
        required: true,
        title: '授权令牌',
        why: '账号管理员授权后得到',
        choices: null,
      },
    ],
  },
  {
    platform: 'wechat',
    title: '微信公众号',
    settings: [{ key: 'appId', secret: false, required: true, title: 'AppID', why: '开发者 ID', choices: null }],
  },
  {
    platform: 'portal',
    title: '政府网站栏目',
    settings: [
      {
        key: 'kind',
        secret: false,
        required: true,
        title: '读取方式',
        why: '先试读',
        choices: [
          { value: 'rss', title: '订阅源' },
          { value: 'list', title: '列表页' },
        ],
      },
      { key: 'listUrl', secret: false, required: false, title: '列表地址', why: '', choices: null },
    ],
  },
];

export function mockProbe(body: Readonly<Record<string, unknown>>): ProbeView {
  const at = '2026-11-20';
  return {
    outcome: 'items',
    detail: `portal-list:${String(body['externalId'])}`,
    coverage: 'full',
    completeFromAt: null,
    itemCount: 12,
    message: null,
    remedy: null,
    warnings: ['days-only'],
    items: [
      {
        title: '关于某事的公告',
        url: 'https://www.example.gov.cn/1',
        published: { precision: 'day', value: at, original: at },
        excerpt: '',
        pinned: true,
        standing: 'counted',
      },
    ],
  };
}
