import { readDocNumbers } from './docNumber';
import { normaliseTitle } from './normaliseTitle';
import type { ObservedPolicy, Policy } from './policy';

/** The mark a source puts after a title: （已废止）, 【失效】, (停止执行). */
const MARK =
  /[（(【[]\s{0,4}(?:本文|全文|文件)?(?:已|现已|自动)?\s{0,4}(?:废止|失效|撤销|撤回|停止执行|停止施行)\s{0,4}[）)】\]]$/u;
/**
 * A document that repeals others: 关于废止《…》的决定, 关于宣布失效一批国务院文件的决定. One that changes some and repeals others names both.
 */
const REPEALS = /(?:废止|宣布失效|失效|撤销)/u;
const CHANGES = /修改|修订|调整/u;
const QUOTED = /《([^《》]{4,160}(?:《[^《》]{0,160}》[^《》]{0,160})?)》/gu;
const MAX_NAMED = 200;

/** Does the source say of this very document that it is no longer in force: by a mark in its list, or on its page? */
export function isMarkedWithdrawn({
  title,
  markedWithdrawn,
}: Pick<ObservedPolicy, 'title' | 'markedWithdrawn'>): boolean {
  return markedWithdrawn === true || MARK.test(titleEnd(title));
}

export function withoutWithdrawalMark(title: string): string {
  const whole = title.trimEnd();
  const mark = MARK.exec(titleEnd(whole));
  return mark === null ? title : whole.slice(0, whole.length - mark[0].length).trimEnd();
}

/** A mark is short; what stands far before the end of a title is no part of it. */
const MAX_MARK_CHARS = 40;

function titleEnd(title: string): string {
  return title.trimEnd().slice(-MAX_MARK_CHARS);
}

/** The longest real title has 180 characters. */
const MAX_TITLE_CHARS = 1_000;
/** A list of repealed documents is long; a text longer than this is not one. */
const MAX_TEXT_CHARS = 500_000;

/**
 * What a document says it repeals, by normalised title and 文号; empty for a document that repeals nothing or not only.
 */
export interface Repealed {
  readonly names: readonly string[];
  readonly docNumbers: readonly string[];
}

export function repealedBy({ title, body, summary }: Pick<Policy, 'title' | 'body' | 'summary'>): Repealed {
  const says = /关于(.*)的(?:决定|公告|通知|通告)/u.exec(title.slice(0, MAX_TITLE_CHARS))?.[1] ?? '';
  if (!REPEALS.test(says) || CHANGES.test(says)) return { names: [], docNumbers: [] };
  // A title that names the document says it all; a list (部分文件) stands in the text.
  const named = namesIn(says);
  const text = named.length > 0 || readDocNumbers(says).length > 0 ? says : (body ?? summary);
  return { names: namesIn(text).slice(0, MAX_NAMED), docNumbers: readDocNumbers(text).slice(0, MAX_NAMED) };
}

/** The normalised titles quoted in a text, each once. */
export function namesIn(text: string): string[] {
  return [
    ...new Set([...text.slice(0, MAX_TEXT_CHARS).matchAll(QUOTED)].map(([, title]) => normaliseTitle(title ?? ''))),
  ];
}
