import type { Reminder } from '../../domain/letters/reminder';
import type { NotifyLanguage } from '../../domain/notify/channel';
import type { MessageText } from '../../ports/notifier';
import { figure } from '../../wording/figure';
import { messageWords } from '../../wording/messageWords';
import type { Reminded } from './remindedUnits';

/** A reminder as one message: what was written and by whom, and how much lies with the unit. */
export function reminderText(
  { id, subject, unitId, unitName, count, text, by, path }: Reminder,
  language: NotifyLanguage,
): MessageText {
  const { letters } = messageWords(language);
  // Of what was picked, the unit is told how much is its own.
  const { kind } = subject;
  const label = kind === 'alerts' || kind === 'accounts' ? letters[kind](figure(count)) : subject.label;
  return {
    title: letters.reminder(letters.reminded[subject.kind](label)),
    severity: 'notice',
    lines: [
      { text: letters.signed(by.name, text), path: null },
      { text: letters.lies[subject.kind](unitName, figure(count)), path },
    ],
    more: 0,
    morePath: null,
    language,
    data: { letter: 'reminder', id, subject, unitId, count },
  };
}

/** What is proposed to whoever is about to remind. */
export function proposedText({ subject }: Reminded): string {
  return messageWords('zh').letters.proposed[subject.kind];
}
