import type { Clause } from './rulePack';
import type { AccountFacts } from '../accounts/facts';
import type { AccountId, FindingId, LookId, PersonId, PolicyId, PostId } from '../ids';
import type { Instant } from '../time/instant';

export const VERDICT_KINDS = ['fine', 'warned', 'slow', 'silent', 'unknown', 'exempt'] as const;
export type VerdictKind = (typeof VERDICT_KINDS)[number];

/** Why the verdict is what it is. Closed list; stored, logged and shown (translated in the dashboard). */
export const VERDICT_REASONS = [
  'recent-post', // fine: a post within the first warning limit
  'nothing-due', // fine: no rule of the packs applies to this account
  'finding-dismissed', // fine: a person dismissed what this very silence or slowness led to
  'silence-approaching', // warned: proven silence past a warning limit
  'silence-breach', // silent: proven silence at or past the limit
  'silence-dormant',
  'silence-zombie',
  'too-few-posts',
  'gap-too-long', // slow
  'never-looked',
  'no-feed', // unknown: known by pasted links alone
  'first-look-failed', // unknown: looked at, not seen; looked at again soon
  'no-sight-yet', // unknown: we have not seen it once, however often we looked
  'proof-too-old', // unknown: our last sight is too old
  'coverage-partial', // unknown: the platform does not list everything
  'not-yet-proven', // unknown: silence would be reached, but sight ends before the limit
  'account-cancelled', // exempt
  'account-not-open', // exempt: applied for, approved or filed, and not in use yet
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
  /** Since when we owe the account a look; absent: we did not. Proof ages until then. */
  readonly lookDueAt?: Instant;
  /** The instant of judging. */
  readonly judgedAt: Instant;
  /** The next instant at which the verdict can change by time alone; null: only an event can change it. */
  readonly judgeAfter: Instant | null;
}

/**
 * `unclear-repost`: a post that may be the mandated repost, which a person has to look at. `outdated-repost`: a repost
 * of a policy that was changed or withdrawn afterwards. `changed-post`, `gone-post`: what was public says something else, or
 * is not listed any more.
 */
export const FINDING_KINDS = [
  'silent',
  'slow',
  'improper',
  'altered-repost',
  'unclear-repost',
  'outdated-repost',
  'future-dated',
  'changed-post',
  'gone-post',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];
export const FINDING_STATES = ['open', 'closed', 'dismissed'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

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
  /** Of a repost: whose. Absent in findings of versions before. */
  readonly policyId?: PolicyId;
  /** What was looked at: the hash of the post's text, or last post and reason. Absent: opened before it was kept. */
  readonly basis?: string;
  /** Who dismissed it and why, in their words; null or absent: nobody. */
  readonly dismissal?: Dismissal | null;
  /** When its dismissal was taken back last. */
  readonly takenBackAt?: Instant;
}

export interface Dismissal {
  readonly by: PersonId;
  readonly name: string;
  readonly at: Instant;
  readonly reason: string;
}
