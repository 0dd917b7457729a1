import type { messageTexts as zhTexts } from '../zh/messageTexts';

export const messageTexts: typeof zhTexts = {
  titleOver: (what) => `Resolved: ${what}`,
  titleMany: (count, critical) =>
    critical === null ? `${count} alerts` : `${count} alerts, ${critical} of them critical`,
  titleManyOver: (count) => `${count} alerts resolved`,
  line: (severity, what) => `[${severity}] ${what}`,
  lineOver: (what) => `[Resolved] ${what}`,
  what: (kind, subject, sentence) => [`${kind}: ${subject}`, sentence].filter((part) => part !== '').join(', '),
  many: (kind, count, reason) => (reason === '' ? `${kind}: ${count}` : `${kind}: ${count} (${reason})`),
  among: (subjects) => `, among them ${subjects.join(', ')}`,
  testTitle: (channel) => `Test of the notification channel ${channel}`,
  testLine: 'If you can read this the channel works; there is nothing to do.',
};
