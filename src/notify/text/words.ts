import type { MessageText } from '../../ports/notifier';
import { alertsCodes as en } from '../../wording/en/codes/alerts';
import { alertsCodes as zh } from '../../wording/zh/codes/alerts';

type Language = MessageText['language'];

/** The mark before a heading. */
export function severityMark({ language, severity }: MessageText): string {
  return language === 'zh' ? `【${zh.severity[severity]}】` : `(${en.severity[severity]}) `;
}

/** What says that more stands on the dashboard than here. */
export function moreWords(language: Language, count: number): string {
  return language === 'zh' ? `另有 ${count} 条` : `${count} more`;
}

/** What says behind the names of some how many are meant. */
export function calledWords(language: Language, count: number): string {
  return language === 'zh' ? ` 等 ${count} 人` : ` and others, ${count} in all`;
}

export const LINK_WORDS: Readonly<Record<Language, { readonly open: string; readonly all: string }>> = {
  zh: { open: '查看', all: '查看全部' },
  en: { open: 'Open', all: 'See all' },
};
