/** What is kept for a time, by what it is: a class is swept, counted and recorded by itself. */
export type RetentionClass =
  | 'looks'
  | 'look-days'
  | 'site-days'
  | 'account-texts'
  | 'news-texts'
  | 'notices-texts'
  | 'other-texts'
  | 'submission-texts'
  | 'interaction-texts'
  | 'ended-alerts'
  | 'told-notifications'
  | 'told-messages'
  | 'told-letters'
  | 'reminders'
  | 'ended-silences'
  | 'webhook-deliveries'
  | 'ended-escalations'
  | 'tick-runs'
  | 'sessions'
  | 'authorisation-states'
  | 'call-counts'
  | 'platform-inbox'
  | 'store-sizes'
  | 'removals'
  | 'unheld-files'
  | 'unused-contents';

/** How long each is kept, in whole days; what the office may set (`retention` of the configuration). */
export interface RetentionDays {
  readonly lookDays: number;
  readonly dailyFigureDays: number;
  readonly accountTextDays: number;
  readonly newsTextDays: number;
  readonly noticeTextDays: number;
  readonly otherTextDays: number;
  readonly submissionTextDays: number;
  readonly interactionTextDays: number;
  readonly endedAlertDays: number;
  readonly tickRunDays: number;
  readonly endedSessionDays: number;
  readonly spentTokenDays: number;
  readonly removalDays: number;
  readonly ledgerDays: number;
  readonly unheldFileDays: number;
}

/**
 * What stays when its time is over: figures by day, everything but the text, the last line of a log, a file or nothing.
 * Whatever is evidence of a
 * verdict, a finding, a case or a fulfilment stays whole.
 */
export type WhatStays = 'daily-figures' | 'all-but-text' | 'last-change' | 'archive-file' | 'nothing';

/** The shortest time an office may set, and where that comes from. */
export interface RetentionBound {
  readonly leastDays: number;
  readonly clause: string;
}

export interface RetentionRule {
  readonly class: RetentionClass;
  readonly setting: keyof RetentionDays;
  readonly stays: WhatStays;
}

/** The table of classes: which setting says how long, and what stays. */
export const RETENTION_RULES: readonly RetentionRule[] = [
  { class: 'looks', setting: 'lookDays', stays: 'daily-figures' },
  { class: 'look-days', setting: 'dailyFigureDays', stays: 'nothing' },
  { class: 'site-days', setting: 'dailyFigureDays', stays: 'nothing' },
  { class: 'account-texts', setting: 'accountTextDays', stays: 'all-but-text' },
  { class: 'news-texts', setting: 'newsTextDays', stays: 'all-but-text' },
  { class: 'notices-texts', setting: 'noticeTextDays', stays: 'all-but-text' },
  { class: 'other-texts', setting: 'otherTextDays', stays: 'all-but-text' },
  // What it counts for stays with it: the month, the use and the list of the year rest on that.
  { class: 'submission-texts', setting: 'submissionTextDays', stays: 'all-but-text' },
  // That it was answered, and in time, stays: the figures rest on its duty.
  { class: 'interaction-texts', setting: 'interactionTextDays', stays: 'all-but-text' },
  { class: 'ended-alerts', setting: 'endedAlertDays', stays: 'last-change' },
  // Who was told of an alert is kept as long as the alert.
  { class: 'told-notifications', setting: 'endedAlertDays', stays: 'nothing' },
  { class: 'told-messages', setting: 'endedAlertDays', stays: 'nothing' },
  { class: 'told-letters', setting: 'endedAlertDays', stays: 'nothing' },
  { class: 'reminders', setting: 'endedAlertDays', stays: 'nothing' },
  { class: 'ended-silences', setting: 'endedAlertDays', stays: 'nothing' },
  { class: 'webhook-deliveries', setting: 'tickRunDays', stays: 'nothing' },
  { class: 'ended-escalations', setting: 'endedAlertDays', stays: 'nothing' },
  { class: 'tick-runs', setting: 'tickRunDays', stays: 'nothing' },
  { class: 'sessions', setting: 'endedSessionDays', stays: 'nothing' },
  { class: 'authorisation-states', setting: 'spentTokenDays', stays: 'nothing' },
  { class: 'call-counts', setting: 'spentTokenDays', stays: 'nothing' },
  { class: 'platform-inbox', setting: 'spentTokenDays', stays: 'nothing' },
  { class: 'store-sizes', setting: 'tickRunDays', stays: 'nothing' },
  { class: 'removals', setting: 'removalDays', stays: 'nothing' },
  { class: 'unheld-files', setting: 'unheldFileDays', stays: 'nothing' },
  // Bytes whose last file has gone, and parts of an upload that did not end.
  { class: 'unused-contents', setting: 'spentTokenDays', stays: 'nothing' },
];

/** The report of a year is due by 31 January of the next: what it is made from is kept for both. */
const YEAR_AND_REPORT_DAYS = 366 + 31;
const ANNUAL_REPORT = '国办发〔2017〕47号:年度工作报告于次年1月31日前公开;国办秘函〔2019〕19号:每半年检查、每年考核';
const AWARD_OF_THE_YEAR = '晋城市 2019 年通知二:每年年底结合报送信息的数量和质量,给予稿酬奖励';
const LOGS_ONE_YEAR = '互联网政务应用安全管理规定 第二十条:日志留存不少于1年';
const RECTIFICATION = '国办秘函〔2019〕19号:14日未更新为不合格,整改期限一般为10个工作日;其间每次采集须可逐条核对';
const OPERATION = '产品运行所需';

/** What no configuration may go below. */
export const RETENTION_BOUNDS: Readonly<Record<keyof RetentionDays, RetentionBound>> = {
  lookDays: { leastDays: 30, clause: RECTIFICATION },
  dailyFigureDays: { leastDays: YEAR_AND_REPORT_DAYS, clause: ANNUAL_REPORT },
  accountTextDays: { leastDays: YEAR_AND_REPORT_DAYS, clause: ANNUAL_REPORT },
  newsTextDays: { leastDays: YEAR_AND_REPORT_DAYS, clause: ANNUAL_REPORT },
  noticeTextDays: { leastDays: YEAR_AND_REPORT_DAYS, clause: ANNUAL_REPORT },
  otherTextDays: { leastDays: YEAR_AND_REPORT_DAYS, clause: ANNUAL_REPORT },
  submissionTextDays: { leastDays: YEAR_AND_REPORT_DAYS, clause: AWARD_OF_THE_YEAR },
  interactionTextDays: { leastDays: YEAR_AND_REPORT_DAYS, clause: ANNUAL_REPORT },
  endedAlertDays: { leastDays: YEAR_AND_REPORT_DAYS, clause: ANNUAL_REPORT },
  // The clock must have been seen on three days before anything goes: how much the store held on them is the proof.
  tickRunDays: { leastDays: 4, clause: OPERATION },
  endedSessionDays: { leastDays: 1, clause: OPERATION },
  spentTokenDays: { leastDays: 1, clause: OPERATION },
  removalDays: { leastDays: 366, clause: LOGS_ONE_YEAR },
  ledgerDays: { leastDays: 366, clause: LOGS_ONE_YEAR },
  unheldFileDays: { leastDays: 1, clause: OPERATION },
};

/** The ledger is swept by no table: it is sealed into files that go on proving it. */
export const LEDGER_RULE = { class: 'ledger', setting: 'ledgerDays', stays: 'archive-file' } as const;
