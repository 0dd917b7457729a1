import type { MessageText } from '../../ports/notifier';
import { cutText } from './cutText';
import type { LinkMaker } from './links';
import type { Measure } from './measure';
import { LINK_WORDS, moreWords, severityMark } from './words';

/** How one dialect writes the parts of a message. Each part is written whole or not at all. */
export interface Dialect {
  /** What stands in a text as it is, and means nothing more. */
  readonly plain: (text: string) => string;
  readonly heading: (mark: string, text: string) => string;
  readonly item: (text: string, link: string) => string;
  readonly more: (words: string, link: string) => string;
  readonly link: (words: string, url: string) => string;
  readonly measure: Measure;
}

export interface Fitted {
  readonly text: string;
  /** Its parts, as long as they stand in the text. */
  readonly parts: {
    readonly title: string;
    readonly lines: readonly { readonly text: string; readonly url: string | null }[];
    /** How many notifications stand on the dashboard alone. */
    readonly left: number;
  };
  readonly clipped: boolean;
}

/** Of the room, at most, for a heading or a line: one of each, their links and what is left out have room together. */
const LONGEST_SHARE = 0.25;

/**
 * The longest form of a message within `most`: its heading, as many lines as have room, and how many more there are. A
 * text is cut between signs, a link is written whole or left out. `tail` (who is called) always stands at the end.
 */
export function fitMessage(about: {
  readonly message: MessageText;
  readonly dialect: Dialect;
  readonly links: LinkMaker;
  readonly most: number;
  readonly tail?: string;
}): Fitted {
  const { message, dialect, links, tail = '' } = about;
  const { measure } = dialect;
  const most = about.most - measure(tail);
  const words = LINK_WORDS[message.language];
  const urlOf = (path: string | null): string | null => (path === null ? null : links(path));
  const linkTo = (url: string | null, text: string): string => (url === null ? '' : dialect.link(text, url));
  const cut = (text: string): string => cutText(dialect.plain(text), Math.floor(most * LONGEST_SHARE), measure);

  const title = cut(message.title);
  const heading = dialect.heading(severityMark(message), title);
  const room = most - measure(heading);
  const lines = message.lines.map(({ text, path }) => ({ text: cut(text), url: urlOf(path) }));
  const items = lines.map(({ text, url }) => dialect.item(text, linkTo(url, words.open)));
  const rest = (left: number): string => {
    const count = message.more + left;
    if (count === 0) return '';
    return dialect.more(moreWords(message.language, count), linkTo(urlOf(message.morePath), words.all));
  };
  const shown = countWithin(items.map(measure), (left) => room - measure(rest(left)));
  const left = lines.length - shown;
  return {
    text: [heading, ...items.slice(0, shown), rest(left), tail].join(''),
    parts: { title, lines: lines.slice(0, shown), left: message.more + left },
    clipped:
      left > 0 ||
      title !== dialect.plain(message.title) ||
      lines.some(({ text }, at) => text !== dialect.plain(message.lines[at]?.text ?? '')),
  };
}

/** How many of the first lengths have room, where those left out need a part of it themselves. */
function countWithin(lengths: readonly number[], roomWith: (left: number) => number): number {
  const sums = [0];
  for (const length of lengths) sums.push((sums.at(-1) ?? 0) + length);
  let count = lengths.length;
  while (count > 0 && (sums[count] ?? 0) > roomWith(lengths.length - count)) count -= 1;
  return count;
}
