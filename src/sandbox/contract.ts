/**
 * What the simulated platforms promise to whoever starts them. They know nothing of the product: a caller registers
 * the county below exactly as an operator would register real accounts, and talks to the origins over plain HTTP.
 */

/** How a working-day calendar answers for one civil date in Asia/Shanghai. */
export type DayKind = 'work' | 'off' | 'unknown';

export interface SandboxOptions {
  /** The folder that holds the state. What was answered with "ok" is in it before the answer leaves. */
  readonly dataDir: string;
  /** The only clock. */
  readonly now: () => Date;
  /** First of four consecutive ports; 0 or absent takes any free ports. The choice is kept for every later start. */
  readonly basePort?: number;
  /** Which county to invent; only read at the first start in a folder. */
  readonly seed?: number;
  /** Is this civil date (YYYY-MM-DD) a working day? `unknown` falls back to the day of the week. */
  readonly offDays: (civilDate: string) => DayKind;
  /** A fresh State Council policy becomes public this long after each start (25,000 ms unless told). */
  readonly pace?: { readonly nextPolicyAfterMs: number };
  /** How much county to invent (60 units, 150 accounts unless told); only read at the first start in a folder. */
  readonly size?: { readonly units: number; readonly accounts: number };
}

export interface Sandbox {
  /** Origin in place of https://api.weibo.com (and weibo.com, t.cn). */
  readonly weiboBase: string;
  /** Origin in place of https://api.weixin.qq.com (and mp.weixin.qq.com). */
  readonly wechatBase: string;
  /** Origin under which every portal has its own path. */
  readonly portalBase: string;
  /** Origin in place of https://www.gov.cn, the provincial and the city feed. */
  readonly govcnBase: string;
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

/** `quiet-Nd`: the last post is about N days before the anchor, and nothing follows. */
export type SandboxBehaviour =
  | 'lively' | 'ordinary' | 'slow' | 'refused' | 'redesigned' | 'expired-credential' | 'mass-send-only'
  | 'quiet-8d' | 'quiet-11d' | 'quiet-13d' | 'quiet-20d' | 'quiet-45d' | 'quiet-100d';

export interface SandboxAccount {
  readonly key: string;
  readonly unitKey: string;
  readonly platform: SandboxPlatform;
  readonly name: string;
  readonly homeUrl: string;
  /** Weibo: uid; WeChat: appid; portal: the URL of the column's list or feed. */
  readonly externalId: string;
  /**
   * Weibo `{accessToken, safeDomain}`, WeChat `{appId, appSecret}`, portal with a content system that accepts pushes
   * `{pushUrl, pushKey, pushSecret}`; null where there is none.
   */
  readonly credential: Readonly<Record<string, string>> | null;
  readonly portal?: { readonly kind: 'rss' | 'list'; readonly listUrl: string; readonly itemSelector?: string };
  readonly behaviour: SandboxBehaviour;
}

/**
 * outage: reset connections and 503 in turn · slow: every answer waits · lost-answer: a publishing call does its work,
 * then the connection drops · accepted-delayed: accepted now, public much later · token-revoked: the platform no
 * longer honours the token · quota-spent: nothing left today · content-refused: the platform's own review says no ·
 * ip-not-allowed: the caller's address is not on the list (WeChat 40164; portals answer 403) · admin-confirmation:
 * WeChat 89503 · no-safe-domain: the Weibo app has no bound domain · ip-quota-spent: Weibo 10022, all accounts of the
 * address · html-answer: a page of HTML with status 200 in place of every answer · oversized-answer: 52 MB of blanks ·
 * cookie-wall: a 302 to the same address with a cookie that has to come back.
 */
export type SandboxFaultName =
  | 'outage' | 'slow' | 'lost-answer' | 'accepted-delayed' | 'token-revoked' | 'quota-spent' | 'content-refused'
  | 'ip-not-allowed' | 'admin-confirmation' | 'no-safe-domain' | 'ip-quota-spent' | 'html-answer' | 'oversized-answer' | 'cookie-wall';

/** `slow` alone waits five seconds; the object form says how long. */
export type SandboxFault = SandboxFaultName | { readonly name: 'slow'; readonly delayMs: number };

export interface SandboxControl {
  /**
   * Switches a fault on for one account (by key), a whole platform or `govcn`, or off with null. An account's fault goes
   * before its platform's. Not kept over a restart.
   */
  setFault(target: string, fault: SandboxFault | null): void;
  /** Everything anybody can see of this account now, newest first, including what the read APIs hide. */
  publicPosts(accountKey: string): readonly SandboxPublicPost[];
  /**
   * Somebody posts by hand on the platform's own page. Public at once; `at` is the time the platform shows for it (now
   * unless told, and it may lie in the future, as on a server with a wrong clock). Kept over a restart.
   */
  addPost(accountKey: string, post: SandboxHandPost): SandboxPublicPost;
  /** Takes a post down: it disappears from lists, and its page answers as a removed page does. Kept over a restart. */
  withdrawPost(accountKey: string, postId: string): void;
  /** A policy becomes public on gov.cn at `at` (now unless told). Kept over a restart. */
  publishPolicy(policy: SandboxPolicyDraft): SandboxPolicy;
  /** Policies of the State Council's feed that are public now, newest first. */
  publicPolicies(): readonly SandboxPolicy[];
}

export interface SandboxHandPost {
  readonly title: string;
  readonly text: string;
  readonly at?: Date;
  /** The original it leads to: a link on Weibo, 阅读原文 on WeChat, the line under a portal's article. */
  readonly sourceUrl?: string;
}

export interface SandboxPublicPost {
  /** The platform's own identifier: Weibo mid, WeChat article_id, portal article number. */
  readonly id: string;
  readonly at: Date;
  readonly title: string;
  readonly text: string;
  readonly url: string;
  /** timeline: invented · api: came through the platform's publishing call · by-hand: `addPost`. */
  readonly origin: 'timeline' | 'api' | 'by-hand';
}

export interface SandboxPolicyDraft {
  readonly title: string;
  /** 发文字号, such as 国办发〔2026〕57号; invented when absent. */
  readonly documentNumber?: string;
  /** 发文机关; 国务院办公厅 when absent. */
  readonly issuer?: string;
  readonly at?: Date;
  readonly paragraphs?: readonly string[];
}

export interface SandboxPolicy {
  readonly title: string;
  readonly documentNumber: string;
  readonly issuer: string;
  readonly at: Date;
  readonly url: string;
}
