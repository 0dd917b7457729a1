/** Notification robots that take messages, each with what a sender has to know. */
export interface SandboxBots {
  /** `secret` signs the query; milliseconds. */
  readonly dingtalk: { readonly url: string; readonly secret: string };
  readonly wecom: { readonly url: string };
  /** `secret` signs the body; seconds. */
  readonly feishu: { readonly url: string; readonly secret: string };
}

export type SandboxBot = keyof SandboxBots;
