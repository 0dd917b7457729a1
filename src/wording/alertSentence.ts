import type { AlertView } from '../api/alerts';
import type { Platform } from '../domain/accounts/account';
import { deadlineText } from './civilMoment';
import { figure } from './figure';
import type { alertTexts } from './zh/alertTexts';
import type { codes } from './zh/codes';

/** The part of a dictionary that alerts are told in. */
export interface AlertWords {
  readonly codes: typeof codes;
  readonly alerts: typeof alertTexts;
}

/**
 * Words for the reason code of an alert, whichever closed list it comes from; an unknown code stays as it is. `kind`:
 * of which alert, since some codes stand in several lists: of a channel they say what to do about it.
 */
export function reasonWords(reason: string, { codes }: AlertWords, kind: string | null = null): string {
  const lists: readonly Readonly<Record<string, string>>[] = [
    ...(kind === 'channel-failing' ? [codes.deliveryFailure] : []),
    ...(kind?.startsWith('duty-') === true || kind === 'survey-behind' ? [codes.dutyNotice] : []),
    ...(kind?.startsWith('site-') === true ? [codes.siteReason] : []),
    codes.verdictReason,
    codes.manualReason,
    codes.copyReason,
    codes.differenceKind,
    codes.obligationNotice,
    codes.outcome,
    codes.remedy,
    codes.caseEvent,
    codes.closeReason,
    codes.basis,
    codes.findingKind,
    codes.stage,
    codes.callFailure,
    codes.decision,
    codes.deliveryFailure,
    codes.receiverLevel,
  ];
  return lists.map((list) => list[reason]).find((word) => word !== undefined) ?? failureWords(reason, codes) ?? reason;
}

/** `weibo-21327`, `wechat-48001`, `http-503`: numbers of others, of which there are too many to word each. */
function failureWords(code: string, codes: AlertWords['codes']): string | null {
  const [, from, number] = /^(weibo|wechat|portal|http)-(\d{3,6})$/.exec(code) ?? [];
  if (from === undefined || number === undefined) return null;
  return from === 'http' ? codes.httpError(number) : codes.platformError(codes.platform[from as Platform], number);
}

/** Figures as texts; those that are codes themselves in words. */
function figureWords(name: string, value: string | number, { codes }: AlertWords): string {
  const text = String(value);
  if (name === 'dueBy') return deadlineText(text);
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    from: codes.caseState,
    to: codes.caseState,
    detail: codes.findingDetail,
    platform: codes.platform,
    failure: codes.deliveryFailure,
  };
  return lists[name]?.[text] ?? text;
}

/** Of a rule that was changed: whether it holds for the policies already known. */
const KNOWN = 'known-policies';

/**
 * What an alert says beyond its kind and subject, from its reason and figures; empty where kind and subject say it all.
 */
export function alertSentence(alert: Pick<AlertView, 'kind' | 'reason' | 'figures'>, words: AlertWords): string {
  const figures = Object.fromEntries(
    Object.entries(alert.figures).map(([name, value]) => [name, figureWords(name, value, words)]),
  );
  if (alert.kind === 'policy-awaiting' && alert.reason === KNOWN)
    return words.alerts.knownPolicies(figure(Number(alert.figures['policies'] ?? 0)), figures['dueBy'] ?? null);
  return words.alerts.sentence[alert.kind]({ reason: reasonWords(alert.reason, words, alert.kind), figures });
}

/** What an alert is about, in words: of one about a whole platform its name, of several policies how many. */
export function alertSubject(
  { kind, subject, figures, reason }: Pick<AlertView, 'kind' | 'subject' | 'figures' | 'reason'>,
  words: AlertWords,
): string {
  const policies = Number(figures['policies'] ?? 1);
  if (kind === 'policy-awaiting' && reason !== KNOWN && policies > 1) return words.alerts.policies(figure(policies));
  if (kind === 'storage-low' || kind === 'archive-unusable') return words.alerts.ofStorage;
  if (subject.accountId !== undefined || (kind !== 'source-incident' && kind !== 'account-unknown'))
    return subject.label;
  const platform = String(figures['platform'] ?? '');
  return (words.codes.platform as Readonly<Record<string, string>>)[platform] ?? words.alerts.ofOffice;
}
