import {
  PASS_OBSTACLES,
  type PassObstacle,
  type ReviewAct,
  type ReviewStepView,
  type ReviewView,
  type SecrecyView,
} from '../../api/reviews';
import type { PersonId } from '../../domain/ids';
import { isStuck, openPlaces } from '../../domain/reviews/namedTakers';
import { REVIEWER_STEPS, type Review, type TakenStep } from '../../domain/reviews/review';
import { standingPasses } from '../../domain/reviews/reviewPasses';
import { assign, reviewSecrecy, takeStep } from '../../domain/reviews/reviewTable';
import { nextStage } from '../../domain/reviews/takers';
import type { Instant } from '../../domain/time/instant';
import { iso, isoOrNull } from '../toView/isoInstant';
import type { Capacities } from './acting';

/** What whoever asks can do with a review now: whatever its table would not refuse. */
export function actsOf(review: Review, capacities: Capacities, at: Instant): readonly ReviewAct[] {
  const acting = { ...capacities, at, words: '…' };
  const steps = REVIEWER_STEPS.filter((step) => 'review' in takeStep(review, step, acting));
  const found = { result: 'fail', classification: 'none', disclosure: 'proactive' } as const;
  const examines = 'review' in reviewSecrecy(review, found, acting);
  const assigns = [capacities.by, ...capacities.insteadOf].some((one) => 'review' in assign(review, one));
  return [...steps, ...(examines ? (['secrecy'] as const) : []), ...(assigns ? (['assign'] as const) : [])];
}

/** Why whoever asks cannot pass what comes next: told, because a button that is not there explains nothing. */
function passObstacle(review: Review, capacities: Capacities, at: Instant): PassObstacle | null {
  const move = takeStep(review, 'pass', { ...capacities, at });
  return 'review' in move ? null : (PASS_OBSTACLES.find((obstacle) => obstacle === move.refused) ?? null);
}

/** A review as somebody sees it. */
export function reviewView(
  review: Review,
  context: {
    readonly capacities: Capacities;
    readonly now: Instant;
    readonly unitName: string;
    readonly assigneeName: string | null;
    readonly hasLeft: (id: PersonId) => boolean;
    /** Whoever asks may name others for its stages. */
    readonly mayName: boolean;
  },
): ReviewView {
  const { flow } = review;
  const passes = standingPasses(review);
  return {
    id: review.id,
    kind: review.kind,
    subjectId: review.subjectId,
    title: review.title,
    unitId: review.unitId,
    unitName: context.unitName,
    state: review.state,
    stage: nextStage(review)?.key ?? null,
    stages: flow.stages.map(({ key, title, titleEn }, at) => ({
      ...{ key, title, titleEn },
      passed: passedBy(passes[at]),
    })),
    authorName: review.author?.name ?? null,
    assigneeId: review.assigneeId,
    assigneeName: context.assigneeName,
    dueBy: isoOrNull(review.dueBy),
    secrecy: secrecyView(review),
    steps: review.steps.map(stepView),
    openedAt: iso(review.openedAt),
    clause: flow.clause,
    footNames: footNames(review),
    contentHash: review.contentHash,
    acts: [...actsOf(review, context.capacities, context.now), ...(context.mayName ? (['name-takers'] as const) : [])],
    stuckAt: openPlaces(review).flatMap(({ at, takers }) => (isStuck(takers, context.hasLeft) ? [at] : [])),
    passObstacle: passObstacle(review, context.capacities, context.now),
    version: review.version,
  };
}

function passedBy(taken: TakenStep | undefined): ReviewView['stages'][number]['passed'] {
  return taken === undefined
    ? null
    : { name: taken.name, insteadOfName: taken.insteadOf?.name ?? null, at: iso(taken.at) };
}

function stepView({ step, stage, name, insteadOf, at, words }: TakenStep): ReviewStepView {
  return { step, stage, name, insteadOfName: insteadOf?.name ?? null, at: iso(at), reason: words ?? null };
}

function secrecyView({ flow, secrecy, contentHash }: Review): SecrecyView | null {
  if (flow.secrecy === null) return null;
  const { before } = flow.secrecy;
  if (secrecy === null || secrecy.contentHash !== contentHash)
    return {
      before,
      result: 'missing',
      name: null,
      insteadOfName: null,
      at: null,
      classification: null,
      disclosure: null,
    };
  const { result, name, insteadOf, at, classification, disclosure } = secrecy;
  return { before, result, name, insteadOfName: insteadOf?.name ?? null, at: iso(at), classification, disclosure };
}

/** 撰稿 and every stage, by name, once all are passed. */
function footNames(review: Review): ReviewView['footNames'] {
  const { flow, author, state } = review;
  if (!flow.footNames || state !== 'passed') return null;
  const passes = standingPasses(review);
  return [
    ...(author === null ? [] : [{ title: '撰稿', titleEn: 'Written by', name: author.name }]),
    ...flow.stages.flatMap(({ title, titleEn }, at) => {
      const taken = passes[at];
      return taken === undefined ? [] : [{ title, titleEn, name: taken.name }];
    }),
  ];
}
