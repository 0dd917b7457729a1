import type { ReviewId } from '../ids';
import type { NewReview, Review as WholeReview, ReviewFlow, TakenStep } from '../reviews/review';
import type { Mandate, Review, ReviewStage } from './mandate';

/** What of a mandate is reviewed: another text of its document is another mandate. */
export function reviewedContent(mandate: Mandate): Readonly<Record<string, string | number | null>> {
  const { title, docNumber, issuer, sourceUrl, policyId, policyVersion } = mandate;
  return { title, docNumber, issuer, sourceUrl, policyId, policyVersion };
}

/** What the review of a mandate is opened with: it concerns the whole office, and a rule made it. */
function newMandateReview(mandate: Mandate, contentHash: string): NewReview {
  return {
    kind: 'mandate',
    subjectId: mandate.id,
    title: mandate.title,
    unitId: null,
    unitPath: [],
    author: null,
    dueBy: mandate.dueBy,
    contentHash,
  };
}

/** Where a mandate stands by its review. */
export function stageOf({ state, passed, flow }: Pick<WholeReview, 'state' | 'passed' | 'flow'>): ReviewStage {
  switch (state) {
    case 'passed':
      return 'issued';
    case 'refused':
    case 'withdrawn':
      return state;
    case 'open':
    case 'returned':
      return stageAfter(passed, flow);
  }
}

/**
 * The thread as the mandate carries it: every step with the stage it led to, counted back from where the review stands.
 */
export function threadOf({ steps, flow, passed: standing }: Pick<WholeReview, 'steps' | 'flow' | 'passed'>): Review[] {
  let passed = standing;
  const thread: Review[] = [];
  for (const { step, by, name, at, words } of [...steps].reverse()) {
    if (step !== 'pass' && step !== 'return' && step !== 'refuse' && step !== 'withdraw') continue;
    const stage = step === 'refuse' ? 'refused' : step === 'withdraw' ? 'withdrawn' : stageAfter(passed, flow);
    if (step === 'pass') passed = by === 'rule' ? 0 : passed - 1;
    if (step === 'return') passed += 1;
    thread.unshift({
      ...{ stage, by, at, step: step === 'pass' ? 'approve' : step },
      ...(name === '' ? {} : { name }),
      ...(words === undefined ? {} : { reason: words }),
    });
  }
  return thread;
}

/** The review of a mandate that carried its thread itself, or was issued by a rule. */
export function reviewOfMandate(
  mandate: Mandate,
  { id, flow, contentHash }: { readonly id: ReviewId; readonly flow: ReviewFlow; readonly contentHash: string },
): WholeReview {
  let passed = 0;
  const steps = mandate.reviews.map(({ step = 'approve', by, name = '', at, reason }): TakenStep => {
    const position = by === 'rule' ? flow.stages.length - 1 : passed;
    if (step === 'approve') passed = position + 1;
    if (step === 'return') passed = Math.max(0, passed - 1);
    return {
      step: step === 'approve' ? 'pass' : step,
      stage: step === 'withdraw' ? null : (flow.stages[position]?.key ?? null),
      ...{ by, name, at, contentHash },
      ...(reason === undefined ? {} : { words: reason }),
    };
  });
  return {
    ...newMandateReview(mandate, contentHash),
    ...{ id, flow, steps, assigneeId: null, secrecy: null, openedAt: mandate.issuedAt, version: 1 },
    passed: passedAt(mandate.stage, flow) ?? passed,
    state: STATES[mandate.stage],
    carried: true,
  };
}

const STATES = {
  drafted: 'open',
  'first-review': 'open',
  'second-review': 'open',
  issued: 'passed',
  refused: 'refused',
  withdrawn: 'withdrawn',
} as const;

/** How many stages are passed where a mandate stands; null: its stage does not say. */
function passedAt(stage: ReviewStage, { stages }: ReviewFlow): number | null {
  switch (stage) {
    case 'drafted':
      return 0;
    case 'first-review':
      return 1;
    case 'second-review':
      return stages.length - 1;
    case 'issued':
    case 'withdrawn':
      return stages.length;
    case 'refused':
      return null;
  }
}

/** The last stage before issue keeps its name however many stages there are. */
function stageAfter(passed: number, { stages }: ReviewFlow): ReviewStage {
  if (passed >= stages.length) return 'issued';
  if (passed === 0) return 'drafted';
  return passed === 1 ? 'first-review' : 'second-review';
}
