import type { Dialect } from './fitMessage';
import { jsonBytes, utf8Bytes } from './measure';
import { oneLine, withoutMarks } from './plainText';

const markdownLink = (words: string, url: string): string => ` [${words}](${url})`;

/** 钉钉: a line break needs an empty line, or a list. */
export const DINGTALK: Dialect = {
  plain: withoutMarks,
  heading: (mark, text) => `#### ${mark}${text}\n`,
  item: (text, link) => `\n- ${text}${link}`,
  more: (words, link) => `\n\n${words}${link}`,
  link: markdownLink,
  measure: jsonBytes,
};

/** 企业微信, robots: no lists; three colours. */
export const WECOM_MARKDOWN: Dialect = {
  plain: withoutMarks,
  heading: (mark, text) => `**<font color="warning">${mark}</font>${text}**`,
  item: (text, link) => `\n> ${text}${link}`,
  more: (words, link) => `\n${words}${link}`,
  link: markdownLink,
  measure: utf8Bytes,
};

/** 企业微信, applications: plain text with anchors, since markdown is not shown to those who read it in 微信. */
export const WECOM_TEXT: Dialect = {
  plain: withoutMarks,
  heading: (mark, text) => `${mark}${text}\n`,
  item: (text, link) => `\n· ${text}${link}`,
  more: (words, link) => `\n${words}${link}`,
  link: (words, url) => ` <a href="${url}">${words}</a>`,
  measure: utf8Bytes,
};

/** 飞书: the body of a card; its heading stands in a field of its own. */
export const FEISHU_CARD: Dialect = {
  plain: withoutMarks,
  heading: () => '',
  item: (text, link) => `- ${text}${link}\n`,
  more: (words, link) => `${words}${link}`,
  link: markdownLink,
  measure: jsonBytes,
};

/** The text part of a mail. */
export const MAIL_TEXT: Dialect = {
  plain: oneLine,
  heading: (mark, text) => `${mark}${text}\n`,
  item: (text, link) => `\n- ${text}${link}`,
  more: (words, link) => `\n\n${words}${link}`,
  link: (words, url) => `\n  ${words}: ${url}`,
  measure: utf8Bytes,
};
