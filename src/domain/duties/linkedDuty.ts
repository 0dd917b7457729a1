import type { DutyId, PersonId, UnitId } from '../ids';
import type { Instant, PublishedAt } from '../time/instant';
import { isOwed, type Duty, type DutyEvidence } from './duty';
import type { DutyReason } from './dutyReasons';
import type { FollowStep } from './followInteraction';
import type { LimitRule } from './limitRule';

/** How a duty is to stand, as what it is owed for says. */
export type LinkedStanding =
  /** Whatever has become of it since it was opened. */
  | { readonly as: 'opened' }
  | { readonly as: 'owed' }
  | { readonly as: 'done'; readonly reason: DutyReason; readonly evidence: DutyEvidence }
  | { readonly as: 'withdrawn'; readonly reason: DutyReason };

/** A duty that follows something kept beside it: a survey, an event, a decision. */
export interface LinkedDuty {
  readonly id: DutyId;
  readonly rule: LimitRule;
  readonly subjectId: string;
  readonly category: string | null;
  readonly title: string;
  readonly unit: { readonly id: UnitId; readonly path: readonly UnitId[] };
  readonly began: PublishedAt;
  readonly stands: LinkedStanding;
  /** Who made it stand so, when, in which words; null: the product itself. */
  readonly by: { readonly by: PersonId | null; readonly name: string; readonly at: Instant };
  readonly words: string;
}

/** What is to be done next of a duty so that it stands as what it follows; null: they agree. */
export function nextLinkedStep(duty: Duty, { stands, by, words }: LinkedDuty): FollowStep | null {
  if (stands.as === 'opened') return null;
  if (!isOwed(duty)) return nextOfEnded(duty, { stands, by, words });
  if (stands.as === 'owed') return null;
  if (stands.as === 'withdrawn') return { act: { event: 'withdraw', reason: stands.reason, words, ...by }, given: {} };
  const waiting = duty.shares.find(({ state }) => state === 'asked');
  // It is done without them.
  if (waiting !== undefined)
    return {
      act: { event: 'release', reason: 'not-needed', words, ...by },
      given: { unit: { id: waiting.unitId, path: [], name: '' } },
    };
  return { act: { event: 'complete', reason: stands.reason, words, ...by }, given: { evidence: stands.evidence } };
}

/** What has ended stays so, unless it ended otherwise, or at another time, than was known then. */
function nextOfEnded(
  { state, endedAt }: Duty,
  { stands, by, words }: Pick<LinkedDuty, 'stands' | 'by' | 'words'>,
): FollowStep | null {
  if (stands.as === 'opened' || stands.as === state) {
    if (stands.as !== 'done' || endedAt?.getTime() === by.at.getTime()) return null;
    return {
      act: { event: 'amend', reason: 'known-otherwise', words, ...by },
      given: { evidence: stands.evidence },
    };
  }
  return { act: { event: 'reopen', reason: 'inadequate', words, ...by }, given: {} };
}
