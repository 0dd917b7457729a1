import type { NotifyLanguage } from '../../domain/notify/channel';
import { messageWords } from '../../wording/messageWords';
import type { Reminded } from './remindedUnits';

/** What is proposed to whoever is about to remind, in their language. */
export function proposedText({ subject }: Reminded, language: NotifyLanguage): string {
  return messageWords(language).letters.proposed[subject.kind];
}
