import type { AlertSeverity } from '../../domain/alerts/alert';
import { NOTIFY_LIMITS } from '../../domain/notify/limits';
import type { MessageText, Rendered } from '../../ports/notifier';
import { cutText } from '../text/cutText';
import { MAIL_TEXT } from '../text/dialects';
import { fitMessage } from '../text/fitMessage';
import type { LinkMaker } from '../text/links';
import { utf8Bytes } from '../text/measure';
import { oneLine } from '../text/plainText';
import { LINK_WORDS, moreWords, severityMark } from '../text/words';

const COLOURS: Readonly<Record<AlertSeverity, string>> = {
  info: '#1677ff',
  notice: '#08979c',
  warning: '#d46b08',
  critical: '#cf1322',
};

const FOOT = {
  zh: '本邮件由系统自动发出，请勿直接回复。',
  en: 'This mail was sent by a program; nobody reads replies.',
} as const;

/** Lists of mails cut longer ones. */
const LONGEST_SUBJECT_BYTES = 240;

/** A mail in two forms that say the same: plain text, and HTML without a picture, script or style sheet. */
export function renderMail(message: MessageText, links: LinkMaker): Rendered {
  const mark = severityMark(message);
  const subject = mark + oneLine(message.title);
  const foot = FOOT[message.language];
  const fitted = fitMessage({
    message,
    dialect: MAIL_TEXT,
    links,
    most: NOTIFY_LIMITS.mail.longest.bytes,
    tail: `\n\n--\n${foot}\n`,
  });
  const { title, lines, left } = fitted.parts;
  const words = LINK_WORDS[message.language];
  const allUrl = message.morePath === null ? null : links(message.morePath);
  const anchor = (url: string | null, text: string): string =>
    url === null ? '' : ` <a href="${escapeHtml(url)}">${text}</a>`;
  const html = [
    `<!DOCTYPE html><html lang="${message.language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">`,
    `<title>${escapeHtml(subject)}</title></head><body style="font-family:sans-serif;line-height:1.6">`,
    `<h2 style="font-size:18px;color:${COLOURS[message.severity]}">${escapeHtml(mark + title)}</h2><ul>`,
    ...lines.map(({ text, url }) => `<li>${escapeHtml(text)}${anchor(url, words.open)}</li>`),
    '</ul>',
    left === 0 ? '' : `<p>${moreWords(message.language, left)}${anchor(allUrl, words.all)}</p>`,
    `<p style="color:#666;font-size:12px">${foot}</p></body></html>`,
  ].join('\n');
  return {
    subject: cutText(subject, LONGEST_SUBJECT_BYTES, utf8Bytes),
    text: fitted.text,
    html,
    clipped: fitted.clipped,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
