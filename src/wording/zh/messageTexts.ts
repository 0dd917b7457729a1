/** What messages say beyond the words of the alerts they tell of. */
export const messageTexts = {
  titleOver: (what: string) => `已解除：${what}`,
  titleMany: (count: string, critical: string | null) =>
    critical === null ? `${count} 条告警` : `${count} 条告警，其中紧急 ${critical} 条`,
  titleManyOver: (count: string) => `${count} 条告警已解除`,
  line: (severity: string, what: string) => `［${severity}］${what}`,
  lineOver: (what: string) => `［已解除］${what}`,
  what: (kind: string, subject: string, sentence: string) =>
    [`${kind}：${subject}`, sentence].filter((part) => part !== '').join('，'),
  many: (kind: string, count: string, reason: string) =>
    reason === '' ? `${kind} ${count} 条` : `${kind} ${count} 条（${reason}）`,
  among: (subjects: readonly string[]) => `：${subjects.join('、')} 等`,
  testTitle: (channel: string) => `通知渠道测试：${channel}`,
  testLine: '收到本消息，说明该渠道可以使用，无需处理。',
};
