import type { Clause } from './rulePack';
import type { AccountFacts } from '../accounts/facts';
import type { AccountId, FindingId, LookId, PostId } from '../ids';
import type { Instant } from '../time/instant';

export const VERDICT_KINDS = ['fine', 'warned', 'slow', 'silent', 'unknown', 'exempt'] as const;
export type VerdictKind = (typeof VERDICT_KINDS)[number];

/** Why the verdict is what it is. Closed list; stored, logged and shown (translated in the dashboard). */
export const VERDICT_REASONS = [
  'recent-post', // fine: a post within the first warning limit
  'nothing-due', // fine: no rule of the packs applies to this account
  'silence-approaching', // warned: proven silence past a warning limit
  'silence-breach', // silent: proven silence at or past the limit
  'silence-dormant',
  'silence-zombie',
  'too-few-posts',
  'gap-too-long', // slow
  'never-looked',
  'no-sight-yet', // unknown: we have not seen it once
  'proof-too-old', // unknown: our last sight is too old
  'coverage-partial', // unknown: the platform does not list everything
  'not-yet-proven', // unknown: silence would be reached, but sight ends before the limit
  'account-cancelled', // exempt
] as const;
export type VerdictReason = (typeof VERDICT_REASONS)[number];

export interface Verdict {
  readonly kind: VerdictKind;
  readonly reason: VerdictReason;
  readonly ruleId: string | null;
  readonly clause: Clause | null;
  readonly packId: string;
  readonly packVersion: string;
  /** When the limit was crossed by the rule (event time); null where nothing was crossed. */
  readonly crossedAt: Instant | null;
  /** When the limit will be crossed if nothing is published: the warning before the fact. */
  readonly breachAt: Instant | null;
  /** Proven silence in whole milliseconds (`lastSightAt − lastPostAt`), null when nothing is proven. */
  readonly provenSilenceMs: number | null;
  readonly evidence: {
    readonly lastPostId: PostId | null;
    readonly lastPostUrl: string | null;
    readonly sightLookId: LookId | null;
  };
  /** The facts used, so the verdict can be replayed. */
  readonly facts: AccountFacts;
  /** The instant of judging. */
  readonly judgedAt: Instant;
  /** The next instant at which the verdict can change by time alone; null: only an event can change it. */
  readonly judgeAfter: Instant | null;
}

/**
 * `unclear-repost`: a post that may be the mandated repost, which a person has to look at. `outdated-repost`: a repost
 * of a policy that was changed or withdrawn afterwards.
 */
export const FINDING_KINDS = [
  'silent',
  'slow',
  'improper',
  'altered-repost',
  'unclear-repost',
  'outdated-repost',
  'future-dated',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];
export type FindingState = 'open' | 'closed' | 'dismissed';

/** Something found wrong, dated by the rule, with its evidence. One open finding per (account, kind, rule, subject). */
export interface Finding {
  readonly id: FindingId;
  readonly accountId: AccountId;
  readonly kind: FindingKind;
  readonly ruleId: string;
  readonly clause: Clause | null;
  /** What it is about: a post id, a mandate id, or the account itself. */
  readonly subject: string;
  readonly state: FindingState;
  readonly occurredAt: Instant;
  readonly noticedAt: Instant;
  readonly closedAt: Instant | null;
  readonly detail: string;
  readonly evidence: { readonly url: string | null; readonly lookId: LookId | null; readonly excerpt: string | null };
}
