import type { UnitLevel } from '../accounts/unit';
import type { PersonId } from '../ids';
import type { Instant } from '../time/instant';
import type { Month } from './month';
import type { QuotaCounts, QuotaRule, SubmissionRules } from './quota';

/** Whom a change is about: all units of a level below a government of one, or one unit by its key. */
export type QuotaTarget =
  | { readonly kind: 'level'; readonly level: UnitLevel; readonly under: UnitLevel }
  | { readonly kind: 'unit'; readonly unitKey: string };

/** Another number from a month on, said by somebody. What was said before stays on the record. */
export interface QuotaChange {
  /** Counts the changes; the next one is one more. */
  readonly seq: number;
  readonly target: QuotaTarget;
  /** Null, of one unit: what its level owes, from then on. */
  readonly least: number | null;
  readonly counts: QuotaCounts;
  readonly effectiveFrom: Month;
  /** The document or reason it goes back to. */
  readonly clause: string;
  readonly by: { readonly id: PersonId; readonly name: string };
  readonly at: Instant;
}

/** The rules with what people changed of them: of what begins in the same month the last word counts. */
export function withChanges(base: SubmissionRules, changes: readonly QuotaChange[]): SubmissionRules {
  const newest = [...changes].sort((one, other) => other.seq - one.seq);
  const quotas = newest.flatMap(({ seq, target, least, counts, effectiveFrom, clause }) =>
    target.kind === 'level'
      ? [
          {
            ...{ key: `office-${seq}`, levels: [target.level], under: [target.under] },
            ...{ least: least ?? 0, counts, effectiveFrom, clause },
          },
        ]
      : [],
  );
  const exceptions = newest.flatMap(({ target, least, effectiveFrom, clause }) =>
    target.kind === 'unit' ? [{ unitKey: target.unitKey, least, effectiveFrom, reason: clause }] : [],
  );
  return { ...base, quotas: [...quotas, ...base.quotas], exceptions: [...exceptions, ...base.exceptions] };
}

/** Names the rules of a month: those of the product's configuration, and how many changes of them counted by then. */
export function ruleVersionIn(base: string, changes: readonly QuotaChange[], month: Month): string {
  const count = changes.filter(({ effectiveFrom }) => effectiveFrom <= month).length;
  return count === 0 ? base : `${base} +${count}`;
}

/** Whether a rule counts in a month, will later, or has given way to another for the same units. */
export type QuotaStanding = 'now' | 'later' | 'past';

/** How each of these stands in a month; `groupOf`: for whom it is. */
export function standingOfEach<T extends { readonly effectiveFrom: Month }>(
  items: readonly T[],
  month: Month,
  groupOf: (item: T) => string,
): readonly QuotaStanding[] {
  const counting = new Map<string, T>();
  for (const item of items) {
    const best = counting.get(groupOf(item));
    if (item.effectiveFrom <= month && (best === undefined || item.effectiveFrom > best.effectiveFrom))
      counting.set(groupOf(item), item);
  }
  return items.map((item) => {
    if (item.effectiveFrom > month) return isLastWord(items, item, groupOf) ? 'later' : 'past';
    return counting.get(groupOf(item)) === item ? 'now' : 'past';
  });
}

/** The first of those that begin in the same month for the same units. */
function isLastWord<T extends { readonly effectiveFrom: Month }>(
  items: readonly T[],
  item: T,
  groupOf: (item: T) => string,
): boolean {
  return items.find((one) => groupOf(one) === groupOf(item) && one.effectiveFrom === item.effectiveFrom) === item;
}

/** For whom a rule is, as one text. */
export function groupOfRule({ levels, under }: Pick<QuotaRule, 'levels' | 'under'>): string {
  return `${[...levels].sort().join()} ${[...under].sort().join()}`;
}
