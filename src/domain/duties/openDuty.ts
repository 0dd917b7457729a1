import type { DutyId, PersonId, UnitId } from '../ids';
import { monthOf } from '../submissions/month';
import type { DeadlineRules } from '../time/deadline';
import type { Instant, PublishedAt } from '../time/instant';
import { earliestOf } from '../time/published';
import type { Duty } from './duty';
import { clockOf } from './dutyClock';
import { termsOf, type LimitRule } from './limitRule';

/** What a duty is opened for. */
export interface NewDuty {
  readonly id: DutyId;
  readonly subjectId: string | null;
  readonly category: string | null;
  readonly title: string;
  readonly unit: { readonly id: UnitId; readonly path: readonly UnitId[] };
  readonly began: PublishedAt;
}

/** A duty as it is opened; its limit counts from its event, whenever that was learned of. */
export function openDuty(
  { id, subjectId, category, title, unit, began }: NewDuty,
  rule: LimitRule,
  opened: {
    readonly by: PersonId | null;
    readonly name: string;
    readonly at: Instant;
    readonly rules: DeadlineRules;
  },
): Duty {
  const { by, name, at, rules } = opened;
  const terms = termsOf(rule);
  const reason = by === null ? 'received' : 'recorded';
  return {
    ...{ id, subjectId, category, title, began, terms, ruleKey: rule.key, subject: rule.subject },
    ...{ unitId: unit.id, unitPath: unit.path, firstUnitId: unit.id, month: monthOf(earliestOf(began)) },
    ...clockOf(began, { terms, extended: false }, rules),
    ...{ state: 'open', extension: null, offer: null, shares: [], evidence: null },
    ...{ endedAt: null, isLate: false, transfers: 0, openedAt: at, version: 1 },
    thread: [{ event: 'open', reason, by, name, at, words: null, unitName: null }],
  };
}
