/** What messages say beyond the words of the alerts they tell of. */
export const messageTexts = {
  over: (why: string | null) => (why === null ? '已解除' : `已解除（${why}）`),
  notSaid: (why: string) => `不再提示（${why}）`,
  titleOver: (over: string, what: string) => `${over}：${what}`,
  titleMany: (count: string, critical: string | null) =>
    critical === null ? `${count} 条告警` : `${count} 条告警，其中紧急 ${critical} 条`,
  titleManyOver: (count: string) => `${count} 条告警已解除`,
  titleManyNotSaid: (count: string) => `${count} 条告警不再提示，未必已恢复`,
  line: (severity: string, what: string) => `［${severity}］${what}`,
  titleEscalated: (what: string) => `升级（无人确认）：${what}`,
  lineEscalated: (line: string) => `［升级］${line}`,
  lineOver: (over: string, what: string) => `［${over}］${what}`,
  what: (kind: string, subject: string, sentence: string) =>
    [`${kind}：${subject}`, sentence].filter((part) => part !== '').join('，'),
  many: (kind: string, count: string, reason: string) =>
    reason === '' ? `${kind} ${count} 条` : `${kind} ${count} 条（${reason}）`,
  among: (subjects: readonly string[]) => `：${subjects.join('、')} 等`,
  inDoubt: (what: string) => `上一条消息是否送达不明：${what}`,
  inDoubtWhy: '发送时程序中断，无法确认上一条消息是否送达；如未收到，请点开查看。',
  sentLate: (what: string, at: string) => `（补发 ${at} 的消息）${what}`,
  perhapsTwice: (what: string) => `（可能重复）${what}`,
  testTitle: (channel: string) => `通知渠道测试：${channel}`,
  canaryTitle: (channel: string) => `通知渠道例行检查：${channel}`,
  testLine: '收到本消息，说明该渠道可以使用，无需处理。',
};
