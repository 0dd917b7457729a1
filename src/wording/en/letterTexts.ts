import { counted } from '../counted';
import type { letterTexts as zhTexts } from '../zh/letterTexts';

export const letterTexts: typeof zhTexts = {
  morning: (date) => `Morning digest ${date}`,
  evening: (date) => `Left open this evening ${date}`,
  parts: {
    overdue: (count) => `${count} overdue`,
    today: (count) => `${count} due today`,
    open: (count) => `${count} open`,
    breaching: (count) => `${count} about to fail`,
    failed: (count) => counted(count, 'fault'),
    acknowledged: (count) => `${count} acknowledged, not over`,
    holes: (count) => `${counted(count, 'day')} without duty`,
  },
  partsSeparator: ', ',
  titled: (heading, parts) => `${heading}: ${parts}`,
  overdue: (title, count, dueBy) => `[Overdue] ${title}: ${count} not done, due before ${dueBy}`,
  today: (title, count, dueBy) => `[Due today] ${title}: ${count} not done, due before ${dueBy}`,
  open: (title, count, dueBy) => `[Open] ${title}: ${count} not done, due before ${dueBy}`,
  otherMandates: (count) => `${count} more ${count === '1' ? 'mandate is' : 'mandates are'} not done`,
  breaching: (count, names) =>
    `[Failing within 48 hours] ${count === '1' ? '1 account fails unless it publishes' : `${count} accounts fail unless they publish`}: ${names}`,
  failed: (kind, count) => `[Since office hours] ${kind}: ${count}, not resolved yet`,
  otherFailed: (kinds, count) =>
    `[Since office hours] ${counted(kinds, 'more kind')}: ${count}, not resolved yet; see the page of alerts`,
  acknowledged: (count) =>
    `[Acknowledged] ${counted(count, 'fault')} since office hours ${count === '1' ? 'is' : 'are'} known to somebody and not over`,
  otherHoles: (count) => `[Nobody on duty] ${counted(count, 'more roster')} with holes; see the page of duty`,
  hole: (roster, dates) => `[Nobody on duty] ${roster}: ${dates}`,
  names: (names, isAll) => `${names.join(', ')}${isAll ? '' : ' and others'}`,
  reminder: (about) => `Reminder: ${about}`,
  reminded: {
    mandate: (label) => `reposts of ${label}`,
    case: (label) => `rectification of ${label}`,
    alert: (label) => label,
    alerts: (label) => label,
    accounts: (label) => label,
  },
  proposed: {
    mandate: 'Please publish the reposts soon. What is public is seen by the system; no report is needed.',
    case: 'Please rectify soon. New posts are seen by the system; no report is needed.',
    alert: 'Please deal with this soon. The alert ends by itself when all is well; no report is needed.',
    alerts: 'Please deal with these soon. Alerts end by themselves when all is well; no report is needed.',
    accounts: 'Please publish soon. New posts are seen by the system; no report is needed.',
  },
  thing: (kind, subject) => `${kind}: ${subject}`,
  which: (names, more) => `${names.join('; ')}${more === null ? '' : `; and ${more} more`}`,
  accounts: (count) => counted(count, 'account'),
  alerts: (count) => counted(count, 'alert'),
  lies: {
    mandate: (unit, count) => `${unit}: ${count} not done`,
    case: (unit) => `Handled by ${unit}`,
    alert: (unit) => `Concerns ${unit}`,
    alerts: (unit, count) => `${unit}: ${counted(count, 'alert')}`,
    accounts: (unit, count) => `${unit}: ${counted(count, 'account')}`,
  },
  signed: (name, text) => `${text} (${name})`,
};
