import { canonicalJson } from '../../domain/alerts/ledgerChain';
import { reviewEvent } from '../../domain/alerts/events';
import type { Actor, Case } from '../../domain/cases/case';
import { decidedBy, proposalOf, reviewedProposal, reviewKeyOf } from '../../domain/cases/proposal';
import type { CaseId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Review } from '../../domain/reviews/review';
import { openReview, overtake } from '../../domain/reviews/reviewTable';
import { dueAt } from '../../domain/time/deadline';
import { systemActor } from '../actors';
import { deadlineRules } from '../deadlineRules';
import { conflict } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { ReviewedSubject, ReviewSteps } from '../steps';
import type { MoveStoredCase } from './moveStoredCase';

const KIND = 'case-step' as const;
const PASSES = 5;
/** So many are decided about at a time, at most; those behind them come with the next look. */
const AT_ONCE = 200;
const FIRST_PAGE = { cursor: null, limit: AT_ONCE };
const OVER = '案件已不在审批中';

export interface ProposalReviews {
  /** The review of what is proposed; where an interrupted step left it unopened, it is opened. Safe to repeat. */
  ensure(shutdownCase: Case): Promise<Review>;
  /** Passes or refuses the stage of the review that comes next; what that means for the case follows. */
  decide(shutdownCase: Case, step: { readonly isPassed: boolean; readonly note: string }, by: Principal): Promise<void>;
  readonly reviewed: ReviewedSubject;
}

/** Between a proposal and its review: each is one write, and whatever is killed between two of them is gone on with. */
export function createProposalReviews(
  deps: ServiceDeps,
  steps: ReviewSteps,
  moveStoredCase: MoveStoredCase,
): ProposalReviews {
  const { storage, clock, hasher } = deps;
  const follow = createFollow(deps, moveStoredCase);
  const ensure = async (shutdownCase: Case): Promise<Review> => {
    const proposal = proposalOf(shutdownCase);
    const by = proposal?.actor ?? systemActor('cases');
    const { unitId, unitPath, successorAccountId } = shutdownCase;
    const names = new Map(
      (
        await storage.accounts.byIds([
          shutdownCase.accountId,
          ...(successorAccountId === null ? [] : [successorAccountId]),
        ])
      ).map(({ account }) => [account.id, account.name]),
    );
    const name = names.get(shutdownCase.accountId) ?? '';
    const subject = {
      ...{ kind: KIND, subjectId: reviewKeyOf(shutdownCase), unitId, unitPath, dueBy: null },
      title:
        successorAccountId === null ? `关停“${name}”` : `整合“${name}”，由“${names.get(successorAccountId) ?? ''}”承接`,
      author: by.kind === 'person' ? { id: by.personId, name: by.name } : null,
      contentHash: hasher.sha256(canonicalJson(reviewedProposal(shutdownCase))),
    };
    const now = clock.now();
    const make = ({ id, flow }: Pick<Review, 'id' | 'flow'>) => openReview(subject, { id, flow, at: now });
    return steps.ensureReview(subject, make, { actor: by, now });
  };
  return {
    ensure,
    decide: async (shutdownCase, { isPassed, note }, principal) => {
      const review = await ensure(shutdownCase);
      if (review.state !== 'open') {
        await follow(review);
        throw conflict('案件刚刚被他人推进。');
      }
      const step = isPassed ? ('pass' as const) : ('refuse' as const);
      const next = await steps.takeReviewStep(review, { step, reason: note }, principal);
      await follow(next);
      await steps.reviewFollowed(next);
    },
    reviewed: { kind: KIND, follow, catchUp: createCatchUp(deps, { ensure, steps }) },
  };
}

/** Makes a case agree with the review of its proposal. */
function createFollow(deps: ServiceDeps, moveStoredCase: MoveStoredCase): ReviewedSubject['follow'] {
  const { clock, settings } = deps;
  return async (review) => {
    for (let pass = 0; pass < PASSES; pass += 1) {
      const shutdownCase = await caseOf(deps, review);
      const event = shutdownCase === null ? null : decidedBy(shutdownCase, review);
      const last = review.steps.at(-1);
      if (shutdownCase === null || event === null || last === undefined || last.by === 'rule') {
        await close(deps, review);
        return;
      }
      const now = clock.now();
      const actor: Actor = { kind: 'person', personId: last.by, name: last.name };
      const { rectificationWorkingDays: workingDays } = settings.cases;
      const moved = await moveStoredCase(shutdownCase, event, {
        ...{ actor, occurredAt: last.at, now, note: last.words ?? '' },
        // Whoever proposed it gives nobody more time by taking it back.
        ...(event === 'reject' && !(review.state === 'withdrawn' && shutdownCase.rectifyBy !== null)
          ? { rectifyBy: dueAt(now, { workingDays }, deadlineRules(settings)).dueBy }
          : {}),
      });
      if (!('refused' in moved)) {
        await close(deps, review);
        return;
      }
      // Whoever moved it first may have decided nothing: it is read again.
      if (moved.refused !== 'moved-meanwhile') throw conflict(`案件不能跟随审核的结果（${moved.refused}）。`);
    }
    throw conflict('案件正被他人频繁改动。');
  };
}

/** The case whose last proposal this review decides; null: it has moved on. */
async function caseOf({ storage }: ServiceDeps, { subjectId }: Review): Promise<Case | null> {
  const found = await storage.cases.ofReview(subjectId as CaseId, null);
  return found !== null && reviewKeyOf(found) === subjectId ? found : null;
}

/** A proposal that was returned goes back to rectification: nobody is to hand this one in again. */
async function close(deps: ServiceDeps, review: Review): Promise<void> {
  const { storage, ids, clock } = deps;
  const now = clock.now();
  const isReturned = review.state === 'returned';
  const stands = await caseOf(deps, review);
  if (!isReturned && (stands?.state === 'proposed' || review.state !== 'open')) return;
  const move = overtake(review, { words: OVER, at: now });
  if ('refused' in move) return;
  const context = { eventId: ids.eventId(), actor: systemActor('cases'), now };
  // Where somebody takes a step of it just now, it is met again by what is left to follow.
  await storage.reviews.move(review, move.review, reviewEvent({ ...context, before: review, review: move.review }));
}

/** Proposals without a review, and reviews whose case came back, or was dismissed, before they were through. */
function createCatchUp(
  deps: ServiceDeps,
  { ensure, steps }: Pick<ProposalReviews, 'ensure'> & { readonly steps: ReviewSteps },
): NonNullable<ReviewedSubject['catchUp']> {
  const { storage } = deps;
  return async () => {
    const proposed = (await storage.cases.list({ states: ['proposed'] }, FIRST_PAGE, null)).items;
    const keys = new Set<string>(proposed.map(reviewKeyOf));
    const known = await storage.reviews.withReview(KIND, [...keys]);
    for (const shutdownCase of proposed) if (!known.has(reviewKeyOf(shutdownCase))) await ensure(shutdownCase);
    for (const state of ['open', 'returned'] as const)
      for (const review of (await storage.reviews.list({ kind: KIND, state }, FIRST_PAGE, null)).items) {
        if (keys.has(review.subjectId)) continue;
        await close(deps, review);
        await steps.reviewFollowed(review);
      }
  };
}
