import type { MessageText } from '../../ports/notifier';
import { messageWords } from '../../wording/messageWords';

type Doubted = MessageText & { readonly inDoubt?: true };

/** What is said of a letter that may be missing: its title, where to read what it is about, and that it may have come. */
export function letterInDoubt(content: string): string {
  const letter = JSON.parse(content) as Doubted;
  if (letter.inDoubt === true) return content;
  const { messages } = messageWords(letter.language);
  const path = letter.lines.find((line) => line.path !== null)?.path ?? null;
  const told: Doubted = {
    ...letter,
    inDoubt: true,
    title: messages.inDoubt(letter.title),
    lines: [{ text: messages.inDoubtWhy, path }],
    more: 0,
    morePath: null,
  };
  return JSON.stringify(told);
}

/** Whether it says of another letter that it may be missing. */
export function isLetterInDoubt(content: string): boolean {
  return (JSON.parse(content) as Doubted).inDoubt === true;
}

/** The same letter through another channel, which may be its second time. */
export function letterPerhapsTwice(content: string): string {
  const letter = JSON.parse(content) as MessageText;
  return JSON.stringify({ ...letter, title: messageWords(letter.language).messages.perhapsTwice(letter.title) });
}
