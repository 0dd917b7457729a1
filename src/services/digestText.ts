import type { DigestFigures, OwedMandate } from '../domain/letters/digest';
import type { DigestKind } from '../domain/letters/digestPlan';
import type { NotifyLanguage } from '../domain/notify/channel';
import type { CivilDate } from '../domain/time/instant';
import type { MessageText } from '../ports/notifier';
import { deadlineText } from '../wording/civilMoment';
import { figure } from '../wording/figure';
import { messageWords, type MessageWords } from '../wording/messageWords';

type Line = MessageText['lines'][number];

/** Mandates told by title, of each part. */
const TITLED = 4;
/** Kinds of faults and rosters told by name. */
const KINDS = 3;
/** Days told by date. */
const DATES = 7;

/** A digest as one message. */
export function digestText(
  figures: DigestFigures,
  { kind, on, language }: { readonly kind: DigestKind; readonly on: CivilDate; readonly language: NotifyLanguage },
): MessageText {
  const words = messageWords(language);
  const { letters } = words;
  const { overdue, owed, breaching, failed, acknowledged, holes } = figures;
  const due = kind === 'morning' ? 'today' : 'open';
  const mandates = [...owedLines(overdue, 'overdue', words), ...owedLines(owed, due, words)];
  const untitled = Math.max(0, overdue.length - TITLED) + Math.max(0, owed.length - TITLED);
  const counts = [
    ['overdue', total(overdue)],
    [due, total(owed)],
    ['breaching', breaching.count],
    ['failed', total(failed)],
    ['acknowledged', acknowledged],
    ['holes', holes.reduce((sum, { dates }) => sum + dates.length, 0)],
  ] as const;
  const parts = counts.flatMap(([part, count]) => (count === 0 ? [] : [letters.parts[part](figure(count))]));
  return {
    title: letters.titled(letters[kind](on.slice(5)), parts.join(letters.partsSeparator)),
    severity: overdue.length > 0 ? 'warning' : 'notice',
    lines: [
      ...mandates,
      ...(untitled === 0 ? [] : [{ text: letters.otherMandates(figure(untitled)), path: '/mandates' }]),
      ...breachingLines(breaching, words),
      ...failedLines(figures, words),
      ...holeLines(holes, words),
    ],
    more: 0,
    morePath: null,
    language,
    data: {
      letter: kind,
      on,
      overdue: overdue.map(machine),
      owed: owed.map(machine),
      breaching: breaching.count,
      failed: failed.map(({ dueBy, ...rest }) => ({ ...rest, dueBy: dueBy?.toISOString() ?? null })),
      acknowledged,
      holes,
    },
  };
}

function owedLines(owed: readonly OwedMandate[], part: 'overdue' | 'today' | 'open', words: MessageWords): Line[] {
  return owed.slice(0, TITLED).map(({ mandateId, title, count, dueBy }) => ({
    text: words.letters[part](title, figure(count), deadlineText(dueBy.toISOString())),
    path: `/mandates/${mandateId}`,
  }));
}

function breachingLines({ count, names }: DigestFigures['breaching'], { letters }: MessageWords): Line[] {
  if (count === 0) return [];
  const text = letters.breaching(figure(count), letters.names(names, names.length === count));
  return [{ text, path: '/accounts?breachWithinHours=48' }];
}

/** The kinds that press most by name; how much is behind them, and what somebody sees to already, by number. */
function failedLines({ failed, acknowledged }: DigestFigures, { letters, codes }: MessageWords): Line[] {
  const others = failed.slice(KINDS);
  return [
    ...failed.slice(0, KINDS).map(({ kind, count }) => ({
      text: letters.failed(codes.alertKind[kind], figure(count)),
      path: `/alerts?kind=${kind}`,
    })),
    ...(others.length === 0
      ? []
      : [{ text: letters.otherFailed(figure(others.length), figure(total(others))), path: '/alerts' }]),
    ...(acknowledged === 0
      ? []
      : [{ text: letters.acknowledged(figure(acknowledged)), path: '/alerts?state=acknowledged' }]),
  ];
}

function holeLines(holes: DigestFigures['holes'], { letters }: MessageWords): Line[] {
  const path = '/notify/rosters';
  const others = holes.length - KINDS;
  return [
    ...holes.slice(0, KINDS).map(({ roster, dates }) => ({
      text: letters.hole(roster, letters.names(dates.slice(0, DATES).map(shortDate), dates.length <= DATES)),
      path,
    })),
    ...(others <= 0 ? [] : [{ text: letters.otherHoles(figure(others)), path }]),
  ];
}

function total(some: readonly { readonly count: number }[]): number {
  return some.reduce((sum, { count }) => sum + count, 0);
}

function shortDate(date: CivilDate): string {
  return date.slice(5);
}

function machine({ mandateId, count, dueBy }: OwedMandate): Readonly<Record<string, string | number>> {
  return { mandateId, count, dueBy: dueBy.toISOString() };
}
