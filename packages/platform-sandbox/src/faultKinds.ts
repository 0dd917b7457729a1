import type { FaultKind, FaultPlace } from './faultPlaces';

const EVERYWHERE: readonly FaultPlace[] = [
  'weibo',
  'weibo-mobile',
  'wechat',
  'wechat-pages',
  'portal',
  'govcn',
  'govcn-search',
  'bots',
];
const PUBLISHED_TO: readonly FaultPlace[] = ['weibo', 'wechat', 'portal'];
const SENT_TO: readonly FaultPlace[] = [...PUBLISHED_TO, 'bots'];

/** Every fault there is. The platforms' own codes stand in the sentence, so that an operator recognises them. */
export const FAULT_KINDS = [
  {
    name: 'outage',
    title: { zh: '服务中断', en: 'Outage' },
    does: { zh: '轮流断开连接和返回 503。', en: 'Cuts connections and returns 503 in turn.' },
    appliesTo: EVERYWHERE,
  },
  {
    name: 'slow',
    title: { zh: '响应缓慢', en: 'Slow answers' },
    does: { zh: '每次应答都等待若干秒（默认 5 秒）。', en: 'Every answer waits some seconds (5 unless told).' },
    appliesTo: EVERYWHERE,
  },
  {
    name: 'html-answer',
    title: { zh: '返回维护页面', en: 'Maintenance page' },
    does: { zh: '以状态 200 返回一个网页，代替一切应答。', en: 'Returns a web page for everything and status 200.' },
    appliesTo: EVERYWHERE,
  },
  {
    name: 'oversized-answer',
    title: { zh: '应答过大', en: 'Oversized answer' },
    does: { zh: '返回 52 MB 的空白内容。', en: 'Answers with 52 MB of blanks.' },
    appliesTo: EVERYWHERE,
  },
  {
    name: 'lost-answer',
    title: { zh: '应答丢失', en: 'Lost answer' },
    does: { zh: '发布已经成功，应答却没有送达。', en: 'Publishing succeeds, but the answer never arrives.' },
    appliesTo: SENT_TO,
  },
  {
    name: 'accepted-then-delayed',
    title: { zh: '受理后延迟公开', en: 'Accepted, public later' },
    does: {
      zh: '先答复已受理，一两分钟后才公开（微博 20032）。',
      en: 'Says accepted at once and becomes public a minute or two later (Weibo 20032).',
    },
    appliesTo: PUBLISHED_TO,
  },
  {
    name: 'content-refused',
    title: { zh: '内容不予通过', en: 'Content refused' },
    does: {
      zh: '平台审核不通过（微博 20021，微信发布状态 4，网站 42201）。',
      en: "The platform's review refuses (Weibo 20021, WeChat publish status 4, portals 42201).",
    },
    appliesTo: PUBLISHED_TO,
  },
  {
    name: 'duplicate-refused',
    title: { zh: '判为重复', en: 'Refused as a duplicate' },
    does: {
      zh: '平台称内容重复而拒绝（微博 20019，网站 40901），无论以前发过没有。',
      en: 'Refused as a duplicate whether it was published before or not (Weibo 20019, portals 40901).',
    },
    appliesTo: ['weibo', 'portal'],
  },
  {
    name: 'quota-spent',
    title: { zh: '当日额度用尽', en: 'Daily quota spent' },
    does: {
      zh: '今天不再受理（微博 10023，微信 45009，网站 42901，机器人过于频繁）。',
      en: 'Nothing more is taken today (Weibo 10023, WeChat 45009, portals 42901, bots too often).',
    },
    appliesTo: ['weibo', 'wechat', 'portal', 'bots'],
  },
  {
    name: 'minute-quota-spent',
    title: { zh: '调用过于频繁', en: 'Too many calls a minute' },
    does: { zh: '微信 45011：本分钟内不再受理。', en: 'WeChat 45011: nothing more in this minute.' },
    appliesTo: ['wechat'],
  },
  {
    name: 'ip-quota-spent',
    title: { zh: 'IP 额度用尽', en: 'Address over its limit' },
    does: {
      zh: '微博 10022：同一地址下的全部账号都被拒绝。',
      en: 'Weibo 10022: every account of the address is refused.',
    },
    appliesTo: ['weibo'],
  },
  {
    name: 'token-revoked',
    title: { zh: '授权失效', en: 'Token revoked' },
    does: {
      zh: '此前的令牌不再有效：微博须重新授权，微信可重新获取，网站和机器人的密钥停用。',
      en: 'Earlier tokens no longer work: Weibo must be authorised again, WeChat fetches a new one, keys of portals and bots are stopped.',
    },
    appliesTo: ['weibo', 'wechat', 'portal', 'bots'],
  },
  {
    name: 'account-frozen',
    title: { zh: '账号被冻结', en: 'Account frozen' },
    does: {
      zh: '平台冻结了账号（微博 21319，微信 50002）。',
      en: 'The platform froze the account (Weibo 21319, WeChat 50002).',
    },
    appliesTo: ['weibo', 'wechat'],
  },
  {
    name: 'app-unaudited',
    title: { zh: '应用未审核', en: 'Application not audited' },
    does: {
      zh: '微博 21321：未审核的应用不能服务这个账号。',
      en: 'Weibo 21321: an application that was not audited may not serve this account.',
    },
    appliesTo: ['weibo'],
  },
  {
    name: 'no-safe-domain',
    title: { zh: '未绑定安全域名', en: 'No safe domain bound' },
    does: { zh: '微博 10017：应用没有绑定安全域名。', en: 'Weibo 10017: the application has no safe domain bound.' },
    appliesTo: ['weibo'],
  },
  {
    name: 'ip-not-allowed',
    title: { zh: 'IP 不在白名单', en: 'Address not on the list' },
    does: { zh: '微信 40164（第三方平台 61004），网站 403。', en: 'WeChat 40164 (component 61004), portals 403.' },
    appliesTo: ['wechat', 'portal'],
  },
  {
    name: 'admin-confirmation',
    title: { zh: '待管理员确认', en: 'Waiting for the administrator' },
    does: {
      zh: '微信 89503：获取令牌须管理员确认。',
      en: "WeChat 89503: a token needs the administrator's confirmation.",
    },
    appliesTo: ['wechat'],
  },
  {
    name: 'original-check-failed',
    title: { zh: '原创校验失败', en: 'Original check failed' },
    does: { zh: '微信发布任务以状态 2 结束。', en: 'The WeChat publish task ends with status 2.' },
    appliesTo: ['wechat'],
  },
  {
    name: 'publish-failed',
    title: { zh: '发布失败', en: 'Publishing failed' },
    does: { zh: '微信发布任务以状态 3 结束。', en: 'The WeChat publish task ends with status 3.' },
    appliesTo: ['wechat'],
  },
  {
    name: 'banned-afterwards',
    title: { zh: '发布后被封禁', en: 'Banned after publishing' },
    does: { zh: '微信发布成功后即被系统封禁，状态 6。', en: 'Published on WeChat and banned at once, status 6.' },
    appliesTo: ['wechat'],
  },
  {
    name: 'other-finish-event',
    title: { zh: '完成事件名不同', en: 'Other finish event' },
    does: {
      zh: '发布完成后推送 MASSSENDJOBFINISH，而不是 PUBLISHJOBFINISH。',
      en: 'After publishing MASSSENDJOBFINISH comes instead of PUBLISHJOBFINISH.',
    },
    appliesTo: ['wechat'],
  },
  {
    name: 'events-lost',
    title: { zh: '事件推送中断', en: 'Events lost' },
    does: {
      zh: '微信不再推送事件和票据，期间的事件永远不会补推。',
      en: 'WeChat sends no events and tickets; those of this time never come.',
    },
    appliesTo: ['wechat'],
  },
  {
    name: 'verification-page',
    title: { zh: '环境异常验证', en: 'Verification page' },
    does: {
      zh: '文章页面变成“环境异常”验证页，状态 200。',
      en: 'Article pages become a verification page with status 200.',
    },
    appliesTo: ['wechat-pages'],
  },
  {
    name: 'mobile-login-required',
    title: { zh: '移动网页要求登录', en: 'Mobile site wants a login' },
    does: { zh: '移动网页返回 ok:-100。', en: 'The mobile site returns ok:-100.' },
    appliesTo: ['weibo-mobile'],
  },
  {
    name: 'mobile-too-fast',
    title: { zh: '移动网页限速', en: 'Mobile site throttles' },
    does: { zh: '移动网页返回 HTTP 432。', en: 'The mobile site returns HTTP 432.' },
    appliesTo: ['weibo-mobile'],
  },
  {
    name: 'mobile-empty',
    title: { zh: '移动网页无内容', en: 'Mobile site shows nothing' },
    does: {
      zh: '移动网页返回 ok:0，分不清是空还是不可见。',
      en: 'The mobile site returns ok:0: empty and invisible look alike.',
    },
    appliesTo: ['weibo-mobile'],
  },
  {
    name: 'redesigned-page',
    title: { zh: '网站改版', en: 'Redesigned page' },
    does: {
      zh: '页面照常打开，但版面全换，旧的读取办法失效。',
      en: 'Pages open as before in another layout; the old way of reading fails.',
    },
    appliesTo: ['portal', 'govcn'],
  },
  {
    name: 'challenge',
    title: { zh: '防护拦截', en: 'Challenge page' },
    does: { zh: '返回 412 和一段脚本，没有内容。', en: 'Answers 412 with a script and no content.' },
    appliesTo: ['portal', 'govcn'],
  },
  {
    name: 'cookie-wall',
    title: { zh: 'Cookie 跳转', en: 'Cookie wall' },
    does: {
      zh: '先 302 跳回原址并下发 Cookie，带回才放行。',
      en: 'First a 302 to the same address with a cookie, which has to come back.',
    },
    appliesTo: ['portal', 'govcn'],
  },
  {
    name: 'holiday',
    title: { zh: '放假', en: 'Holiday' },
    does: { zh: '没有人发文；这段时间以后也不会补出文章。', en: 'Nobody posts, and nothing is made up for later.' },
    appliesTo: ['weibo', 'wechat', 'portal'],
  },
] as const satisfies readonly FaultKind[];

export type SandboxFaultName = (typeof FAULT_KINDS)[number]['name'];
