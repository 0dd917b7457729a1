import type { MandateId } from '../../../domain/ids';
import { countingFrom } from '../../../domain/mandates/countingFrom';
import { dueByPlatform, latestDue } from '../../../domain/mandates/dueByPlatform';
import type { Mandate, MandateRule } from '../../../domain/mandates/mandate';
import type { Policy } from '../../../domain/policies/policy';
import type { Instant } from '../../../domain/time/instant';
import { deadlineRules } from '../../deadlineRules';
import type { ServiceDeps } from '../../settings';

/** What a mandate is made of. */
export interface NewMandate {
  readonly policy: Policy;
  readonly rule: MandateRule;
  readonly id: MandateId;
  /** Issued at once; else drafted for review. */
  readonly isPreApproved: boolean;
  /** The limit of a changed text runs from when the change was seen: the day of the first publication is long past. */
  readonly isChangedText: boolean;
  /** Null: the limit runs from the publication. */
  readonly countsFromAt: Instant | null;
  readonly now: Instant;
}

export function newMandate(made: NewMandate, settings: ServiceDeps['settings']): Mandate {
  const { policy, rule, id, isPreApproved, countsFromAt, now } = made;
  const publishedAt =
    made.isChangedText || policy.publishedAt === null
      ? { precision: 'instant' as const, at: made.isChangedText ? now : policy.firstSeenAt, original: '' }
      : policy.publishedAt;
  const due = dueByPlatform(countingFrom({ publishedAt, countsFromAt }), rule, deadlineRules(settings));
  return {
    id,
    policyId: policy.id,
    policyVersion: policy.version,
    ruleId: rule.id,
    title: policy.title,
    docNumber: policy.docNumber,
    issuer: policy.issuer,
    sourceUrl: policy.url,
    publishedAt,
    ...(countsFromAt === null ? {} : { countsFromAt }),
    issuedAt: now,
    stage: isPreApproved ? 'issued' : 'drafted',
    reviews: isPreApproved ? [{ stage: 'issued', by: 'rule', at: now }] : [],
    ...latestDue(due, rule),
    expanded: false,
  };
}
