/** Where a fault can bite: a platform, or one of its hosts that can fail alone. */
export type FaultPlace =
  'weibo' | 'weibo-mobile' | 'wechat' | 'wechat-pages' | 'portal' | 'govcn' | 'govcn-search' | 'bots';

/** Hosts that fail with their platform, and can fail without it. */
export const HOST_OF: Readonly<Partial<Record<FaultPlace, FaultPlace>>> = {
  'weibo-mobile': 'weibo',
  'wechat-pages': 'wechat',
  'govcn-search': 'govcn',
};

export const PLACE_TITLES: Readonly<Record<FaultPlace, string>> = {
  weibo: '微博开放平台',
  'weibo-mobile': '微博移动网页',
  wechat: '微信公众平台',
  'wechat-pages': '微信文章页面',
  portal: '政府网站',
  govcn: '中国政府网',
  'govcn-search': '国务院政策文件库',
  bots: '通知机器人',
};

export interface FaultKind {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** One sentence for the person at the switch. */
  readonly does: { readonly zh: string; readonly en: string };
  readonly appliesTo: readonly FaultPlace[];
}
