import type { ReminderSubjectKind } from '../../domain/letters/reminder';

/** What digests and reminders say. Dates and deadlines come as texts. */
export const letterTexts = {
  morning: (date: string) => `晨间提要 ${date}`,
  evening: (date: string) => `晚间未办结 ${date}`,
  parts: {
    overdue: (count: string) => `逾期 ${count} 项`,
    today: (count: string) => `今日到期 ${count} 项`,
    open: (count: string) => `未办结 ${count} 项`,
    breaching: (count: string) => `即将不合格 ${count} 个`,
    failed: (count: string) => `异常 ${count} 条`,
    acknowledged: (count: string) => `已确认未解除 ${count} 条`,
    holes: (count: string) => `值班空缺 ${count} 天`,
  },
  partsSeparator: '，',
  titled: (heading: string, parts: string) => `${heading}：${parts}`,
  overdue: (title: string, count: string, dueBy: string) =>
    `［逾期］《${title}》尚有 ${count} 项未完成，应于 ${dueBy} 前完成`,
  today: (title: string, count: string, dueBy: string) =>
    `［今日到期］《${title}》尚有 ${count} 项未完成，截止 ${dueBy}`,
  open: (title: string, count: string, dueBy: string) => `［未办结］《${title}》尚有 ${count} 项未完成，截止 ${dueBy}`,
  otherMandates: (count: string) => `另有 ${count} 件必转任务未完成`,
  breaching: (count: string, names: string) => `［48 小时内不合格］${count} 个账号如不更新将被判为不合格：${names}`,
  failed: (kind: string, count: string) => `［下班后异常］${kind} ${count} 条尚未解除`,
  otherFailed: (kinds: string, count: string) => `［下班后异常］另有 ${kinds} 类 ${count} 条尚未解除，见告警页`,
  acknowledged: (count: string) => `［已确认］下班后的异常另有 ${count} 条已有人确认，尚未解除`,
  otherHoles: (count: string) => `［值班空缺］另有 ${count} 张值班表有空缺，见值班页`,
  hole: (roster: string, dates: string) => `［值班空缺］${roster}：${dates}`,
  names: (names: readonly string[], isAll: boolean) => `${names.join('、')}${isAll ? '' : ' 等'}`,
  reminder: (about: string) => `催办：${about}`,
  reminded: {
    mandate: (label: string) => `《${label}》转载任务`,
    mandates: (label: string) => label,
    case: (label: string) => `${label} 的整改`,
    cases: (label: string) => label,
    alert: (label: string) => label,
    alerts: (label: string) => label,
    accounts: (label: string) => label,
  } satisfies Record<ReminderSubjectKind, (label: string) => string>,
  proposed: {
    mandate: '请抓紧完成转载；已经发布的，系统采集到后自动办结，无需另行报告。',
    mandates: '请抓紧完成转载；已经发布的，系统采集到后自动办结，无需另行报告。',
    case: '请抓紧整改；恢复更新后系统采集到即自动办结，无需另行报告。',
    cases: '请抓紧整改；恢复更新后系统采集到即自动办结，无需另行报告。',
    alert: '请抓紧处理；恢复正常后告警自动解除，无需另行报告。',
    alerts: '请抓紧处理；恢复正常后告警自动解除，无需另行报告。',
    accounts: '请抓紧更新；系统采集到新的发文后即自动更新状态，无需另行报告。',
  } satisfies Record<ReminderSubjectKind, string>,
  /** An alert by name. */
  thing: (kind: string, subject: string) => `${kind}：${subject}`,
  /** `more`: how many beyond those named; null: none. */
  which: (names: readonly string[], more: string | null) =>
    `${names.join('；')}${more === null ? '' : `；另有 ${more} 项`}`,
  accounts: (count: string) => `${count} 个账号`,
  alerts: (count: string) => `${count} 条告警`,
  mandates: (count: string) => `${count} 件必转任务`,
  cases: (count: string) => `${count} 个整改案件`,
  lies: {
    mandate: (unit: string, count: string) => `${unit}尚有 ${count} 项未完成`,
    mandates: (unit: string, count: string) => `${unit}尚有 ${count} 件必转任务未完成`,
    case: (unit: string) => `由${unit}办理`,
    cases: (unit: string, count: string) => `由${unit}办理的 ${count} 个案件尚未办结`,
    alert: (unit: string) => `涉及${unit}`,
    alerts: (unit: string, count: string) => `涉及${unit}的 ${count} 条告警`,
    accounts: (unit: string, count: string) => `涉及${unit}的 ${count} 个账号`,
  } satisfies Record<ReminderSubjectKind, (unit: string, count: string) => string>,
  signed: (name: string, text: string) => `${text}（${name}）`,
};
