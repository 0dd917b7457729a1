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
  const linkTo = (path: string | null, text: string): string => {
    const url = path === null ? null : links(path);
    return url === null ? '' : dialect.link(text, url);
  };
  const cut = (text: string, room: number): string => cutText(dialect.plain(text), room, measure);

  const title = cut(message.title, Math.floor(most * LONGEST_SHARE));
  const heading = dialect.heading(severityMark(message), title);
  const room = most - measure(heading);
  const lines = message.lines.map(({ text, path }) => {
    const kept = cut(text, Math.floor(most * LONGEST_SHARE));
    return { item: dialect.item(kept, linkTo(path, words.open)), isCut: kept !== dialect.plain(text) };
  });
  const rest = (left: number): string => {
    const count = message.more + left;
    return count === 0 ? '' : dialect.more(moreWords(message.language, count), linkTo(message.morePath, words.all));
  };
  const shown = countWithin(
    lines.map(({ item }) => measure(item)),
    (left) => room - measure(rest(left)),
  );
  const items = lines.slice(0, shown);
  const text = [heading, ...items.map(({ item }) => item), rest(lines.length - shown)].join('');
  return {
    text: text + tail,
    clipped: shown < lines.length || items.some(({ isCut }) => isCut) || title !== dialect.plain(message.title),
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
