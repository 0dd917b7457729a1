import type { SandboxBot } from './bots/contract';
import type { FaultKind } from './faultPlaces';
import type { SandboxFaultName } from './faultKinds';

export type { FaultKind } from './faultPlaces';
export type { SandboxFaultName } from './faultKinds';

/** `slow` alone waits five seconds; the object form says how long. */
export type SandboxFault = SandboxFaultName | { readonly name: 'slow'; readonly delayMs: number };

export interface FaultOptions {
  /** The fault is over at this instant of the sandbox's clock. */
  readonly untilAt?: Date;
  /** The fault is over after it has struck this often. */
  readonly times?: number;
  /** For `slow`: how long an answer waits, in ms. */
  readonly delayMs?: number;
  /** False: gone after a restart of the sandbox. */
  readonly survivesRestart?: boolean;
}

/** A switch that is on. */
export interface ActiveFault {
  readonly target: string;
  readonly fault: SandboxFaultName;
  readonly since: Date;
  readonly untilAt: Date | null;
  /** How often it will strike yet; null: until it is taken off. */
  readonly timesLeft: number | null;
  /** Only for `slow`. */
  readonly delayMs: number | null;
  readonly title: FaultKind['title'];
}

/** What a fault can be switched on for. A host (such as the article pages of WeChat) counts as a platform. */
export interface FaultTarget {
  readonly target: string;
  readonly title: string;
  readonly kind: 'platform' | 'account';
  /** Names of the faults that mean something here. */
  readonly possible: readonly SandboxFaultName[];
}

/**
 * Where the platform calls the product: the component's two addresses, the Weibo application's, or an account by its
 * key.
 */
export type CallbackTarget = 'wechat-component' | 'wechat-component-messages' | 'weibo' | (string & {});

export interface SandboxControl {
  /**
   * Switches a fault on for one account (by key), a platform or a host of one, or off with null. One fault a target; an
   * account's goes before its host's, and that before its platform's. Kept over a restart unless told otherwise. Throws
   * a RangeError for an unknown target, and where the fault means nothing for it, naming what is possible.
   */
  setFault(target: string, fault: SandboxFault | null, options?: FaultOptions): void;
  /** Every switch that is on, in the order they were thrown. */
  faults(): readonly ActiveFault[];
  targets(): readonly FaultTarget[];
  /** Everything anybody can see of this account now, newest first, including what the read APIs hide. */
  publicPosts(accountKey: string): readonly SandboxPublicPost[];
  /**
   * Somebody posts by hand on the platform's own page. Public at once; `at` is the time the platform shows for it (now
   * unless told, and it may lie in the future, as on a server with a wrong clock). Kept over a restart.
   */
  addPost(accountKey: string, post: SandboxHandPost): SandboxPublicPost;
  /** Takes a post down: it disappears from lists, and its page returns as a removed page does. Kept over a restart. */
  withdrawPost(accountKey: string, postId: string): void;
  /** A policy becomes public on gov.cn at `at` (now unless told). Kept over a restart. */
  publishPolicy(policy: SandboxPolicyDraft): SandboxPolicy;
  /** Policies of the State Council's feed that are public now, newest first. */
  publicPolicies(): readonly SandboxPolicy[];
  /** Rewrites a public post where it stands: same address, same time. Kept over a restart. */
  editPost(
    accountKey: string,
    postId: string,
    change: { readonly title?: string; readonly text?: string },
  ): SandboxPublicPost;
  /** Changes a public policy where it stands (by its URL): its page shows a later time of modification. */
  changePolicy(
    url: string,
    change: { readonly title?: string; readonly paragraphs?: readonly string[] },
  ): SandboxPolicy;
  /** Takes a policy off every list; its page returns 404 (`gone`) or 200 with a sentence (`soft`). */
  withdrawPolicy(url: string, page?: 'gone' | 'soft'): void;
  /** 政策解读: an article of its own that links to the document. */
  publishInterpretation(article: SandboxInterpretation): {
    readonly url: string;
    readonly title: string;
    readonly at: Date;
  };
  /** 公报: the same document, title and 文号 under a second address. */
  publishGazetteCopy(policyUrl: string): { readonly url: string; readonly title: string };
  /** WeChat: somebody sends an article out by hand on the platform's page. The list of 发布 never shows it. */
  massSend(accountKey: string, article: SandboxHandPost): SandboxPublicPost;
  /**
   * Registers where the platform calls the product, or takes it off with null; kept over a restart. An account's own
   * URL has to pass the check with echostr first: rejects with an Error that says what came back. In
   * `wechat-component-messages` the text `$APPID$` becomes the account's appid.
   */
  setCallback(target: CallbackTarget, url: string | null): Promise<void>;
  callbacks(): readonly { readonly target: string; readonly url: string }[];
  /**
   * Sends what is due to the callbacks now and waits for the answers; without it the sandbox looks several times a
   * second.
   */
  deliverDue(): Promise<void>;
  /** Who authorised and who did not, as the platforms see it. */
  authorised(accountKey: string): boolean;
  /** The account's owner takes the authorisation back on the platform: tokens die, and the callback is told. */
  cancelAuthorisation(accountKey: string): void;
  /** Weibo: may the application use native repost and update? Ordinary ones may not (10014). Kept over a restart. */
  setNativeRepost(allowed: boolean): void;
  /** What a robot has taken, newest first, up to 200. */
  botMessages(bot: SandboxBot): readonly { readonly at: Date; readonly text: string; readonly body: string }[];
}

export interface SandboxInterpretation {
  readonly policyUrl: string;
  readonly title: string;
  readonly at?: Date;
  readonly paragraphs?: readonly string[];
}

export interface SandboxHandPost {
  readonly title: string;
  readonly text: string;
  readonly at?: Date;
  /** The original it leads to: a link on Weibo, 阅读原文 on WeChat, the line under a portal's article. */
  readonly sourceUrl?: string;
}

export interface SandboxPublicPost {
  /**
   * The platform's own identifier: Weibo mid, WeChat article_id (with #2 … for further articles of a 图文), portal
   * article number.
   */
  readonly id: string;
  readonly at: Date;
  readonly title: string;
  readonly text: string;
  readonly url: string;
  /** timeline: invented · api: came through the platform's publishing call · by-hand: `addPost`. */
  readonly origin: 'timeline' | 'api' | 'by-hand';
  /** How many pictures stand in it: those of what came through the platform's publishing call. */
  readonly pictures: number;
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
