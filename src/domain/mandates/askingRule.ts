import type { MandateRuleId } from '../ids';
import type { Instant } from '../time/instant';

/** A rule that a person changed, and nobody has said yet whether it holds for the policies already known. */
export interface AskingRule {
  readonly id: MandateRuleId;
  readonly title: string;
  /** How many known policies it would mandate. */
  readonly policies: number;
  readonly sinceAt: Instant;
  /** The nearest of their deadlines, counted from publication, that was ahead when the rule was changed; null: none. */
  readonly dueBy: Instant | null;
}
