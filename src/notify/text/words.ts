import type { AlertSeverity } from '../../domain/alerts/alert';
import type { MessageText } from '../../ports/notifier';

type Language = MessageText['language'];

const SEVERITIES: Readonly<Record<Language, Readonly<Record<AlertSeverity, string>>>> = {
  zh: { info: '知悉', notice: '注意', warning: '警告', critical: '紧急' },
  en: { info: 'Info', notice: 'Notice', warning: 'Warning', critical: 'Critical' },
};

/** The mark before a heading. */
export function severityMark({ language, severity }: MessageText): string {
  const word = SEVERITIES[language][severity];
  return language === 'zh' ? `【${word}】` : `[${word}] `;
}

/** What says that more stands on the dashboard than here. */
export function moreWords(language: Language, count: number): string {
  return language === 'zh' ? `另有 ${count} 条` : `${count} more`;
}

export const LINK_WORDS: Readonly<Record<Language, { readonly open: string; readonly all: string }>> = {
  zh: { open: '查看', all: '查看全部' },
  en: { open: 'Open', all: 'See all' },
};
