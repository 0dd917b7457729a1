import type { SandboxBots } from './bots/contract';
/**
 * What the simulated platforms promise to whoever starts them. They know nothing of the product: a caller registers
 * the county below exactly as an operator would register real accounts, and talks to the origins over plain HTTP.
 */

import type { SandboxControl } from './controlContract';

export type * from './controlContract';

/** What a working-day calendar says of one civil date in Asia/Shanghai. */
export type DayKind = 'work' | 'off' | 'unknown';

export interface SandboxOptions {
  /** The folder that holds the state. what was confirmed with "ok" is in it before the answer leaves. */
  readonly dataDir: string;
  /** The only clock. */
  readonly now: () => Date;
  /** First of five consecutive ports; 0 or absent takes any free ports. The choice is kept for every later start. */
  readonly basePort?: number;
  /** Which county to invent; only read at the first start in a folder. */
  readonly seed?: number;
  /** Is this civil date (YYYY-MM-DD) a working day? `unknown` falls back to the day of the week. */
  readonly offDays: (civilDate: string) => DayKind;
  /**
   * A fresh State Council policy becomes public this long after the first start (25,000 ms unless told); a start before
   * it has appeared moves it, a later one brings no other.
   */
  readonly pace?: { readonly nextPolicyAfterMs: number };
  /** How much county to invent (60 units, 150 accounts unless told); only read at the first start in a folder. */
  readonly size?: { readonly units: number; readonly accounts: number };
  /** What accounts are registered with; only read at the first start in a folder. */
  readonly kinds?: readonly (SandboxPortalKind | 'component')[];
  /** How strict the platforms are; what their documents say unless told. */
  readonly limits?: Partial<SandboxLimits>;
  /** Where the applications' authorisation pages send people back to; unless told, any loopback address is taken. */
  readonly redirectUris?: { readonly weibo?: string; readonly wechatComponent?: string };
}

/** The documents give several ages of these figures; all of them are settings. */
export interface SandboxLimits {
  /** Weibo: one application and one user, all interfaces together, per civil day. */
  readonly weiboCallsADay: number;
  readonly weiboPostsAnHour: number;
  readonly weiboIpCallsAnHour: number;
  /** How many items the official timeline gives. */
  readonly weiboTimelineItems: number;
  /** Life of a token that a person grants: 30 days for an audited application, 1 for one at test level. */
  readonly weiboTokenLifeDays: number;
  /** m.weibo.cn: requests a minute from one address before it returns 432. */
  readonly weiboMobileCallsAMinute: number;
  /** WeChat: calls of one account to one interface a minute, before 45011. */
  readonly wechatCallsAMinute: number;
  /** 群发 of a 公众号 (订阅号) a day, and of a 服务号 a month. */
  readonly wechatMassSendsADay: number;
  readonly wechatMassSendsAMonth: number;
  /**
   * A callback that does not return within this real time is sent again. The platform waits five seconds; here it is a
   * minute unless told, so that a busy machine alone never costs an event.
   */
  readonly wechatAnswerWithinMs: number;
  /** How long an address that is being registered has to prove itself. */
  readonly wechatCheckWithinMs: number;
}

/** What the platforms know the office's own applications by: an operator copies these into the product. */
export interface SandboxApplications {
  readonly weibo: { readonly appKey: string; readonly appSecret: string; readonly redirectUri: string | null };
  /** `token` and `encodingAesKey` (43 characters) protect the callbacks of the component. */
  readonly wechatComponent: {
    readonly appId: string;
    readonly appSecret: string;
    readonly token: string;
    readonly encodingAesKey: string;
    readonly redirectUri: string | null;
  };
}

export type { SandboxBot, SandboxBots } from './bots/contract';

export interface Sandbox {
  /** Origin in place of https://api.weibo.com (and weibo.com, t.cn). */
  readonly weiboBase: string;
  /** Origin in place of https://api.weixin.qq.com (and mp.weixin.qq.com). */
  readonly wechatBase: string;
  /** Origin under which every portal has its own path. */
  readonly portalBase: string;
  /** Origin in place of https://www.gov.cn, the provincial and the city feed. */
  readonly govcnBase: string;
  /** Origin in place of oapi.dingtalk.com, qyapi.weixin.qq.com and open.feishu.cn. */
  readonly botsBase: string;
  /** The mail server, as `smtp://127.0.0.1:port`. */
  readonly mailBase: string;
  readonly applications: SandboxApplications;
  readonly bots: SandboxBots;
  readonly county: SandboxCounty;
  readonly control: SandboxControl;
  /** Stops listening and drops open connections. Nothing is flushed: there is nothing left to flush. */
  close(): Promise<void>;
}

export interface SandboxCounty {
  readonly name: string;
  /** An administrative code no real place carries. */
  readonly code: string;
  readonly units: readonly SandboxUnit[];
  readonly accounts: readonly SandboxAccount[];
  readonly policySources: readonly SandboxPolicySource[];
  /** From here on the ordinary accounts have a history. */
  readonly historyFrom: Date;
  /** The instant of the first start in this folder: the invented past ends here. */
  readonly anchorAt: Date;
}

export interface SandboxUnit {
  readonly key: string;
  readonly name: string;
  readonly parentKey: string | null;
  readonly level: 'county' | 'department' | 'town';
  readonly contact?: string;
}

export interface SandboxPolicySource {
  readonly key: string;
  readonly kind: 'govcn-json' | 'rss';
  readonly title: string;
  readonly authority: 'state-council' | 'province' | 'city';
  readonly url: string;
}

export type SandboxPlatform = 'weibo' | 'wechat' | 'portal';

/** How a column is read: feed, list page, 大汉 jpage, TRS directory, 开普云 JSON. */
export type SandboxPortalKind = 'rss' | 'list' | 'jpage' | 'trs' | 'kaipu';

/** `quiet-Nd`: the last post is about N days before the anchor, and nothing follows. */
export type SandboxBehaviour =
  | 'lively'
  | 'ordinary'
  | 'slow'
  | 'refused'
  | 'redesigned'
  | 'expired-credential'
  | 'mass-send-only'
  | 'quiet-8d'
  | 'quiet-11d'
  | 'quiet-13d'
  | 'quiet-20d'
  | 'quiet-45d'
  | 'quiet-100d'
  /** Writes as usual, and shortly before the anchor published somebody's identity number. */
  | 'indiscreet'
  /** Given up: its last post is two months old, and the office registers it as cancelled. */
  | 'cancelled';

export interface SandboxAccount {
  readonly key: string;
  readonly unitKey: string;
  readonly platform: SandboxPlatform;
  readonly name: string;
  readonly homeUrl: string;
  /** Weibo: uid; WeChat: appid; portal: the URL of the column's list or feed. */
  readonly externalId: string;
  /**
   * Weibo `{accessToken, safeDomain}`, WeChat `{appId, appSecret}` (authorised through the component:
   * `{appId, authorizerRefreshToken}`), portal with a content system that accepts pushes
   * `{pushUrl, pushKey, pushSecret}`; null where there is none.
   */
  readonly credential: Readonly<Record<string, string>> | null;
  /** Portal: the website it is a column of; `identifierCode` is its 网站标识码. */
  readonly site?: {
    readonly key: string;
    readonly name: string;
    readonly homeUrl: string;
    readonly identifierCode: string;
  };
  readonly portal?: { readonly kind: SandboxPortalKind; readonly listUrl: string; readonly itemSelector?: string };
  /** WeChat: what the account's own callback is protected by, as its administrator would set it. */
  readonly messageSecrets?: { readonly token: string; readonly encodingAesKey: string };
  readonly behaviour: SandboxBehaviour;
}
