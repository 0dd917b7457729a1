import type { Limit } from '../time/limit';
import { INTERACTION_KINDS, type InteractionKind } from './interactionKinds';

/** What a duty is owed for. */
export const DUTY_SUBJECTS = ['interaction', 'disclosure', 'survey', 'emergency', 'meeting'] as const;
export type DutySubject = (typeof DUTY_SUBJECTS)[number];

/** Who may grant an extension: whoever decides in the unit or above it, or the whole office alone. */
export const EXTENSION_APPROVERS = ['unit', 'office'] as const;
export type ExtensionApprover = (typeof EXTENSION_APPROVERS)[number];

export interface ExtensionTerms {
  /** Counted from the event, as the first limit is: 7 working days that may become 15. */
  readonly limit: Limit;
  readonly approver: ExtensionApprover;
  readonly clause: string;
}

/** What a duty is owed under; it keeps those it was opened with, whatever is written into the rule later. */
export interface LimitTerms {
  readonly limit: Limit;
  /** The sentence the limit comes from. */
  readonly clause: string;
  /** 首问负责: the unit that was asked first stays responsible until another one has taken it over. */
  readonly firstAsked: boolean;
  /** Null: the text knows none. */
  readonly extension: ExtensionTerms | null;
  /** How long before its deadline the unit is reminded, counted as the limit is. */
  readonly remind: Limit;
  /** How long after its deadline it is told as critical, counted as the limit is. */
  readonly press: Limit;
}

/** One limit of a document, as data. */
export interface LimitRule extends LimitTerms {
  readonly key: string;
  readonly title: string;
  readonly titleEn: string;
  readonly subject: DutySubject;
  /** Which messages it is for; empty where its subject is another one. */
  readonly kinds: readonly InteractionKind[];
}

/** What of a rule a duty keeps. */
export function termsOf({ limit, clause, firstAsked, extension, remind, press }: LimitRule): LimitTerms {
  return { limit, clause, firstAsked, extension, remind, press };
}

/** The rule that messages of a kind are answered by. */
export function ruleForKind(rules: readonly LimitRule[], kind: InteractionKind): LimitRule | null {
  return rules.find(({ kinds }) => kinds.includes(kind)) ?? null;
}

/** What is wrong with rules that each are well-formed, with the place of the rule; empty: nothing. */
export function limitRuleProblems(
  rules: readonly LimitRule[],
): readonly { readonly at: number; readonly field: string; readonly message: string }[] {
  const problems = rules.flatMap((rule, at) => problemsOf(rule).map((problem) => ({ at, ...problem })));
  rules.forEach(({ key }, at) => {
    if (rules.findIndex((one) => one.key === key) !== at)
      problems.push({ at, field: 'key', message: `“${key}” stands more than once` });
  });
  for (const kind of INTERACTION_KINDS) {
    const forKind = rules.flatMap(({ kinds }, at) => (kinds.includes(kind) ? [at] : []));
    if (forKind.length === 0)
      problems.push({ at: rules.length, field: 'kinds', message: `no rule is for messages of the kind “${kind}”` });
    for (const at of forKind.slice(1))
      problems.push({ at, field: 'kinds', message: `“${kind}” has another rule already` });
  }
  return problems;
}

function problemsOf(rule: LimitRule): { readonly field: string; readonly message: string }[] {
  const found: { readonly field: string; readonly message: string }[] = [];
  const inHours = 'hours' in rule.limit;
  for (const [field, limit] of [
    ['extension.limit', rule.extension?.limit],
    ['remind', rule.remind],
    ['press', rule.press],
  ] as const)
    if (limit !== undefined && 'hours' in limit !== inHours)
      found.push({ field, message: 'is to be counted as the limit is: both in hours or both in working days' });
  if (
    rule.extension !== null &&
    'hours' in rule.extension.limit === inHours &&
    sizeOf(rule.extension.limit) <= sizeOf(rule.limit)
  )
    found.push({ field: 'extension.limit', message: 'is no longer than the limit: it is counted from the event too' });
  if ('hours' in rule.remind === inHours && sizeOf(rule.remind) > sizeOf(rule.limit))
    found.push({ field: 'remind', message: 'is longer than the limit itself' });
  if ((rule.subject === 'interaction') !== rule.kinds.length > 0)
    found.push({ field: 'kinds', message: 'stand in rules for interactions, and in no others' });
  return found;
}

function sizeOf(limit: Limit): number {
  return 'hours' in limit ? limit.hours : limit.workingDays;
}
