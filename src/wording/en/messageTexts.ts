import { counted } from '../counted';
import type { messageTexts as zhTexts } from '../zh/messageTexts';

export const messageTexts: typeof zhTexts = {
  over: (why) => (why === null ? 'Resolved' : `Resolved: ${why}`),
  notSaid: (why) => `No longer alerted: ${why}`,
  titleOver: (over, what) => `[${over}] ${what}`,
  titleMany: (count, critical) =>
    critical === null ? counted(count, 'alert') : `${counted(count, 'alert')}, ${critical} of them critical`,
  titleManyOver: (count) => `${counted(count, 'alert')} resolved`,
  titleManyNotSaid: (count) => `${counted(count, 'alert')} ended, not all of them because things are well again`,
  line: (severity, what) => `[${severity}] ${what}`,
  titleEscalated: (what) => `Escalated, not acknowledged: ${what}`,
  lineEscalated: (line) => `[Escalated] ${line}`,
  lineOver: (over, what) => `[${over}] ${what}`,
  what: (kind, subject, sentence) => [`${kind}: ${subject}`, sentence].filter((part) => part !== '').join(', '),
  many: (kind, count, reason) => (reason === '' ? `${kind}: ${count}` : `${kind}: ${count} (${reason})`),
  among: (subjects) => `, among them ${subjects.join(', ')}`,
  inDoubt: (what) => `It is not known whether the last message arrived: ${what}`,
  inDoubtWhy: 'Sending broke off, and nobody knows whether the message before arrived. If it did not, read it here.',
  sentLate: (what, at) => `(sent late, of ${at}) ${what}`,
  perhapsTwice: (what) => `(perhaps a repetition) ${what}`,
  testTitle: (channel) => `Test of the notification channel ${channel}`,
  canaryTitle: (channel) => `Trial of the notification channel ${channel}`,
  testLine: 'If you can read this the channel works; there is nothing to do.',
};
