/** What can carry a message to people. Codes are stored; never renamed. */
export const NOTIFY_KINDS = ['dingtalk', 'wecom-robot', 'wecom-app', 'feishu', 'mail', 'webhook'] as const;
export type NotifyKind = (typeof NOTIFY_KINDS)[number];
