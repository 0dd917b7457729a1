/** Notification robots that take messages, each with what a sender has to know. */
export interface SandboxBots {
  /** `secret` signs the query; milliseconds. */
  readonly dingtalk: { readonly url: string; readonly secret: string };
  readonly wecom: { readonly url: string };
  /** `secret` signs the body; seconds. */
  readonly feishu: { readonly url: string; readonly secret: string };
  /** An application of 企业微信 that writes to people: the origin of its interface, and who can see it. */
  readonly wecomApp: {
    readonly origin: string;
    readonly corpId: string;
    readonly agentId: string;
    readonly secret: string;
    readonly userIds: readonly string[];
    readonly partyIds: readonly string[];
  };
  /** A mail server that takes every mail, unencrypted and without a sign-in; another port at every start. */
  readonly mail: { readonly host: string; readonly port: number };
  /** A receiver of signed webhooks; it keeps nothing. */
  readonly receiver: { readonly url: string; readonly signingSecret: string };
}

/** Those that keep what they took. */
export type SandboxBot = Exclude<keyof SandboxBots, 'receiver'>;
