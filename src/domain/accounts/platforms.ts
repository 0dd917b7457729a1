/** What sets one platform apart from the others. */
interface PlatformTraits {
  readonly names: { readonly zh: string; readonly en: string };
  /** How official lists call it beside its name. */
  readonly also: readonly string[];
  /** What names an account there, as the form asks for it. */
  readonly identity: { readonly zh: string; readonly en: string };
  /**
   * `own`: a connector of its own. `feed`: there is no interface we may read; an account is read through a feed address
   * that the office supplies (its own RSSHub, a provincial exchange), or by pasted links alone.
   */
  readonly reads: 'own' | 'feed';
  /** Where pages of posts stand that people hand over; none: on the host of the account's own home page. */
  readonly hosts?: readonly string[];
}

/**
 * The platforms of the product, in the order in which they stand everywhere. Another one that is read by feeds is
 * opened by a row here and nothing else: every list, form, rule, import and word follows from it. A row is never taken
 * away, since stored accounts name it.
 */
export const PLATFORM_TABLE = {
  weibo: {
    names: { zh: '微博', en: 'Weibo' },
    also: ['新浪微博', '政务微博', '新浪'],
    identity: { zh: '微博 UID（数字）', en: 'Weibo UID (digits)' },
    reads: 'own',
  },
  wechat: {
    names: { zh: '微信', en: 'WeChat' },
    also: ['微信公众号', '政务微信', '公众号', '订阅号', '服务号', '微信订阅号', '微信服务号'],
    identity: { zh: '公众号 AppID', en: 'AppID' },
    reads: 'own',
  },
  portal: {
    names: { zh: '网站', en: 'Portal' },
    also: ['门户', '门户网站', '政府网站', '网站栏目', '栏目'],
    identity: { zh: '栏目的列表页或订阅源地址', en: "Address of the column's list page or feed" },
    reads: 'own',
  },
  douyin: {
    names: { zh: '抖音', en: 'Douyin' },
    also: ['抖音号', '政务抖音', '抖音短视频'],
    identity: { zh: '抖音号', en: 'Douyin ID' },
    reads: 'feed',
    hosts: ['douyin.com', 'iesdouyin.com'],
  },
  kuaishou: {
    names: { zh: '快手', en: 'Kuaishou' },
    also: ['快手号', '政务快手'],
    identity: { zh: '快手号', en: 'Kuaishou ID' },
    reads: 'feed',
    hosts: ['kuaishou.com', 'gifshow.com', 'chenzhongtech.com'],
  },
  toutiao: {
    names: { zh: '今日头条', en: 'Toutiao' },
    also: ['头条', '头条号', '今日头条号', '政务头条号'],
    identity: { zh: '头条号', en: 'Toutiao ID' },
    reads: 'feed',
    hosts: ['toutiao.com'],
  },
  app: {
    names: { zh: '客户端', en: 'App' },
    also: ['APP', '移动客户端', '手机客户端', '政务APP', '移动应用'],
    identity: { zh: '应用包名或备案号', en: 'Package name or filing number' },
    reads: 'feed',
  },
  miniprogram: {
    names: { zh: '小程序', en: 'Mini-program' },
    also: ['微信小程序', '支付宝小程序', '政务小程序'],
    identity: { zh: '小程序 AppID', en: 'AppID of the mini-program' },
    reads: 'feed',
  },
  other: {
    names: { zh: '其他平台', en: 'Other platform' },
    also: [
      '其他',
      '其它',
      '其它平台',
      '视频号',
      '微信视频号',
      '小红书',
      '知乎',
      '哔哩哔哩',
      'B站',
      '百家号',
      '企鹅号',
      '人民号',
      '强国号',
      '澎湃号',
      '一点号',
      '网易号',
      '搜狐号',
    ],
    identity: { zh: '平台名称与账号，如“视频号：云溪发布”', en: 'Platform and account, such as "Channels: Yunxi"' },
    reads: 'feed',
  },
} as const satisfies Readonly<Record<string, PlatformTraits>>;

export type Platform = keyof typeof PLATFORM_TABLE;
export const PLATFORMS = Object.keys(PLATFORM_TABLE) as [Platform, ...Platform[]];
/** Platforms without a connector of their own. */
export const FEED_PLATFORMS: readonly Platform[] = PLATFORMS.filter(
  (platform) => PLATFORM_TABLE[platform].reads === 'feed',
);

/** Whether people hand over addresses of posts there, because a list leaves some out or there is none. */
export function takesLinks(platform: Platform): boolean {
  return platform === 'wechat' || PLATFORM_TABLE[platform].reads === 'feed';
}

/** The setting of an account that names its feed. */
export const FEED_URL = 'feedUrl';

/**
 * Whether there is anything to look at. An account of a feed platform without a feed is known by pasted links alone: it
 * is never looked at, and its silence can never be proven.
 */
export function isReadable({
  platform,
  settings,
}: {
  readonly platform: Platform;
  readonly settings: Readonly<Record<string, string>>;
}): boolean {
  return PLATFORM_TABLE[platform].reads === 'own' || (settings[FEED_URL] ?? '').trim() !== '';
}

/**
 * Whether a page can be one of this account's posts by where it stands: on the platform's hosts, else on that of its
 * home page. What stands elsewhere may say the same name and is somebody else's page.
 */
export function isPageOf(
  { platform, homeUrl }: { readonly platform: Platform; readonly homeUrl: string },
  url: string,
): boolean {
  const host = hostOf(url);
  const { hosts = [] }: PlatformTraits = PLATFORM_TABLE[platform];
  const own = hosts.length > 0 ? hosts : [hostOf(homeUrl).replace(/^www\./u, '')];
  return host !== '' && own.some((known) => known !== '' && (host === known || host.endsWith(`.${known}`)));
}

/** Whether the platform can know an account by this: a Weibo UID is digits, of the others nothing is sure. */
export function isIdOf(platform: Platform, externalId: string): boolean {
  return platform !== 'weibo' || /^\d{5,20}$/u.test(externalId);
}

/** The host of a web address, small; empty: it is none. Domain code knows no URL. */
function hostOf(url: string): string {
  return (/^https?:\/\/(?:[^/?#@\\]*@)?([^/?#:\\]+)/u.exec(url)?.[1] ?? '').toLowerCase();
}

/** The words of all platforms in one language. */
export function platformWords(of: 'names' | 'identity', language: 'zh' | 'en'): Readonly<Record<Platform, string>> {
  return Object.fromEntries(PLATFORMS.map((platform) => [platform, PLATFORM_TABLE[platform][of][language]])) as Record<
    Platform,
    string
  >;
}
