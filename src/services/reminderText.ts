import type { Reminder } from '../domain/letters/reminder';
import type { NotifyLanguage } from '../domain/notify/channel';
import type { MessageText } from '../ports/notifier';
import { figure } from '../wording/figure';
import { messageWords } from '../wording/messageWords';

/** A reminder as one message: what was written and by whom, and how much lies with the unit. */
export function reminderText(
  { id, subject, unitId, unitName, count, text, by, path, named }: Reminder,
  language: NotifyLanguage,
): MessageText {
  const { letters } = messageWords(language);
  // Of what was picked, the unit is told how much is its own.
  const { kind } = subject;
  const isPicked = kind === 'alerts' || kind === 'accounts' || kind === 'mandates' || kind === 'cases';
  const label = isPicked ? letters[kind](figure(count)) : subject.label;
  return {
    title: letters.reminder(letters.reminded[subject.kind](label)),
    severity: 'notice',
    lines: [
      { text: letters.signed(by.name, text), path: null },
      { text: letters.lies[subject.kind](unitName, figure(count)), path },
      ...(named.length === 0
        ? []
        : [
            {
              text: letters.which(
                named.map((each) => each[language]),
                figureBeyond(count - named.length),
              ),
              path: null,
            },
          ]),
    ],
    more: 0,
    morePath: null,
    language,
    data: { letter: 'reminder', id, subject, unitId, count },
  };
}

/** Null: there are no more than those named. */
function figureBeyond(count: number): string | null {
  return count > 0 ? figure(count) : null;
}
