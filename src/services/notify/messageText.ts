import type { AlertSubject } from '../../domain/alerts/alert';
import type { NotifyLanguage } from '../../domain/notify/channel';
import { foldLines, type FoldedLine } from '../../domain/notify/folding';
import { FALLBACK_IN_DOUBT, IN_DOUBT, type Notification } from '../../domain/notify/notification';
import { severityRank } from '../../domain/notify/route';
import { isRestored } from '../../domain/notify/telling';
import type { MessageText } from '../../ports/notifier';
import { alertSentence, alertSubject, reasonWords } from '../../wording/alertSentence';
import { figure } from '../../wording/figure';
import { messageWords, type MessageWords } from '../../wording/messageWords';

type Told = Pick<Notification, 'id' | 'alertId' | 'seq' | 'occasion' | 'alert' | 'reason'>;

/** Named by name in a line that stands for many. */
const NAMED = 3;
/** Alerts the machine's form names one by one; the count says how many there are. */
const IN_DATA = 200;

/** Notifications of one recipient as one message, before a channel writes it in its dialect and says how it presses. */
export function messageText(told: readonly Told[], language: NotifyLanguage): MessageText {
  const words = messageWords(language);
  const { lines, more } = foldLines(told);
  const open = told.filter(({ occasion }) => occasion !== 'resolved');
  const worst = open
    .map(({ alert }) => alert.severity)
    .sort((one, other) => severityRank(other) - severityRank(one))[0];
  return {
    title: title(told, words),
    severity: worst ?? 'info',
    lines: lines.map((line) => ({
      text: lineText(line, words),
      path: line.count === 1 ? subjectPath(line.told.alert.subject) : `/alerts?kind=${line.told.alert.kind}`,
    })),
    more,
    morePath: more > 0 ? '/alerts' : null,
    language,
    data: {
      count: told.length,
      ...(told.every(isInDoubt) ? { inDoubt: true } : {}),
      alerts: told.slice(0, IN_DATA).map(({ alertId, seq, occasion, alert }) => ({
        id: alertId,
        seq,
        occasion,
        ...alert,
        occurredAt: alert.occurredAt.toISOString(),
      })),
    },
  };
}

function isInDoubt({ reason }: Pick<Told, 'reason'>): boolean {
  return reason === IN_DOUBT;
}

/** Whether a message says nothing but that earlier ones may be missing. */
export function isOnlyDoubt(content: string): boolean {
  const { data } = JSON.parse(content) as { readonly data: { readonly inDoubt?: unknown } | null };
  return data?.inDoubt === true;
}

/** What tells whoever set up a channel that it works. */
export function testMessage(channelName: string, language: NotifyLanguage): MessageText {
  return trial(messageWords(language).messages.testTitle(channelName), language);
}

/** The regular trial of a channel; whoever reads it has nothing to do. */
export function canaryMessage(channelName: string, language: NotifyLanguage): MessageText {
  return trial(messageWords(language).messages.canaryTitle(channelName), language);
}

function trial(title: string, language: NotifyLanguage): MessageText {
  const { messages } = messageWords(language);
  return {
    ...{ title, severity: 'info', language },
    lines: [{ text: messages.testLine, path: null }],
    more: 0,
    morePath: null,
    data: { test: true },
  };
}

function title(told: readonly Told[], words: MessageWords): string {
  const { messages } = words;
  const said = titleOf(told, words);
  if (told.every(isInDoubt)) return messages.inDoubt(said);
  return told.every(({ reason }) => reason === FALLBACK_IN_DOUBT) ? messages.perhapsTwice(said) : said;
}

function titleOf(told: readonly Told[], words: MessageWords): string {
  const { messages } = words;
  const [first] = told;
  const open = told.filter(({ occasion }) => occasion !== 'resolved');
  if (first !== undefined && told.length === 1) {
    const what = whatOf(first, words);
    if (first.occasion === 'escalated') return messages.titleEscalated(what);
    return open.length === 0 ? messages.titleOver(overWords(first, words), what) : what;
  }
  if (open.length === 0) {
    const areRestored = told.every(({ alert }) => isRestored(alert.resolution));
    return areRestored ? messages.titleManyOver(figure(told.length)) : messages.titleManyNotSaid(figure(told.length));
  }
  const critical = open.filter(({ alert }) => alert.severity === 'critical').length;
  return messages.titleMany(figure(told.length), critical === 0 ? null : figure(critical));
}

/** That it is over, and why: never as if all were well where nobody knows. */
function overWords({ alert: { resolution } }: Told, { messages, codes }: MessageWords): string {
  if (resolution === undefined) return messages.over(null);
  const why = codes.resolution[resolution];
  return isRestored(resolution) ? messages.over(why) : messages.notSaid(why);
}

function whatOf({ alert }: Told, words: MessageWords): string {
  return words.messages.what(
    words.codes.alertKind[alert.kind],
    alertSubject(alert, words),
    alertSentence(alert, words),
  );
}

function lineText({ told, count, others }: FoldedLine<Told>, words: MessageWords): string {
  const { messages, codes } = words;
  const { kind, severity, reason } = told.alert;
  const what =
    count === 1
      ? whatOf(told, words)
      : `${messages.many(codes.alertKind[kind], figure(count), reasonWords(reason, words, kind))}${messages.among(
          [told, ...others].slice(0, NAMED).map(({ alert }) => alertSubject(alert, words)),
        )}`;
  const said =
    told.occasion === 'resolved'
      ? messages.lineOver(overWords(told, words), what)
      : messages.line(codes.severity[severity], what);
  const line = told.occasion === 'escalated' ? messages.lineEscalated(said) : said;
  if (isInDoubt(told)) return messages.inDoubt(line);
  return told.reason === FALLBACK_IN_DOUBT ? messages.perhapsTwice(line) : line;
}

/** The page of what an alert is about. */
function subjectPath({ obligationId, caseId, mandateId, accountId, policyId }: AlertSubject): string {
  if (obligationId !== undefined) return `/obligations/${obligationId}`;
  if (caseId !== undefined) return `/cases/${caseId}`;
  if (mandateId !== undefined) return `/mandates/${mandateId}`;
  if (accountId !== undefined) return `/accounts/${accountId}`;
  return policyId === undefined ? '/alerts' : `/policies/${policyId}`;
}
