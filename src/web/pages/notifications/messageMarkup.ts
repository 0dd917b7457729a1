import type { NotifyKind } from '../../../domain/notify/notifyChannel';

/** A run of a line as a messenger draws it. */
export interface MarkupRun {
  readonly text: string;
  readonly strong: boolean;
  /** In the colour that warns. */
  readonly warns: boolean;
  /** Where it leads; null: nowhere. */
  readonly url: string | null;
  /** It calls somebody. */
  readonly calls: boolean;
}
export interface MarkupLine {
  readonly as: 'heading' | 'item' | 'quote' | 'line';
  readonly runs: readonly MarkupRun[];
}

/** What begins a line, and which runs a messenger draws; everything else stands as it is. */
interface Markup {
  readonly begins: readonly (readonly [RegExp, MarkupLine['as']])[];
  readonly marks: RegExp;
}

const LINK = String.raw`\[(?<words>[^\]]*)\]\((?<url>https?:[^)\s]*)\)`;
const PLAIN: Markup = { begins: [], marks: /(?!)/g };
/** As the texts are written: see the dialects of the channels. */
const MARKUPS: Readonly<Record<NotifyKind, Markup>> = {
  dingtalk: {
    begins: [
      [/^#{1,6} /, 'heading'],
      [/^- /, 'item'],
    ],
    marks: new RegExp(String.raw`${LINK}|(?<call>@\+?\d{6,15})`, 'g'),
  },
  'wecom-robot': {
    begins: [[/^> /, 'quote']],
    marks: new RegExp(
      String.raw`${LINK}|(?<strong>\*\*)|<font color="(?<colour>\w+)">|(?<plain></font>)|<@(?<user>[^>]+)>`,
      'g',
    ),
  },
  'wecom-app': {
    begins: [[/^· /, 'item']],
    marks: /<a href="(?<url>https?:[^"]*)">(?<words>[^<]*)<\/a>/g,
  },
  feishu: {
    begins: [[/^- /, 'item']],
    marks: new RegExp(String.raw`${LINK}|<at id=(?<user>[\w-]+)></at>`, 'g'),
  },
  mail: PLAIN,
  webhook: PLAIN,
};

/**
 * A message in lines and runs, as its messenger draws them. Nothing of the text is ever taken for anything but the marks
 * of its own dialect: what people wrote themselves stays text.
 */
export function messageMarkup(kind: NotifyKind, text: string): readonly MarkupLine[] {
  const { begins, marks } = MARKUPS[kind];
  return text
    .split('\n')
    .filter((line) => kind === 'mail' || kind === 'webhook' || line.trim() !== '')
    .map((line) => {
      const [mark, as] = begins.find(([pattern]) => pattern.test(line)) ?? [/^/, 'line'];
      return { as, runs: runsOf(line.replace(mark, ''), marks) };
    });
}

function runsOf(line: string, marks: RegExp): readonly MarkupRun[] {
  const runs: MarkupRun[] = [];
  let [strong, warns] = [false, false];
  const add = (text: string, more: Partial<MarkupRun> = {}): void => {
    if (text !== '') runs.push({ text, strong, warns, url: null, calls: false, ...more });
  };
  let at = 0;
  for (const found of line.matchAll(marks)) {
    add(line.slice(at, found.index));
    at = found.index + found[0].length;
    const { words, url, call, user, strong: isStrong, colour, plain } = found.groups ?? {};
    if (url !== undefined) add(words ?? url, { url });
    else if (call !== undefined) add(call, { calls: true });
    else if (user !== undefined) add(`@${user}`, { calls: true });
    else if (isStrong !== undefined) strong = !strong;
    else if (colour !== undefined) warns = colour === 'warning';
    else if (plain !== undefined) warns = false;
  }
  add(line.slice(at));
  return runs;
}
