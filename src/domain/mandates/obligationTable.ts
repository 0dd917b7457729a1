import type { Instant } from '../time/instant';
import { earliestOf } from '../time/published';
import type {
  FulfilmentEvidence,
  ManualReason,
  Obligation,
  ObligationEvent,
  ObligationState,
  ProgressGroup,
} from './mandate';
import type { Taken } from './taken';

/**
 * The life of one obligation. Only an observed post fulfils it (`post-seen`; invariant 2). While a publish call
 * may be running (`publishing`) it can be neither exempted nor withdrawn: first it has to be known what the platform
 * did. `site-owes-once` takes back what a column owed by itself where its site owes it now; while it is being published
 * only before the call (whoever takes the step has stopped the job).
 */
export const OBLIGATION_TRANSITIONS: Readonly<
  Record<ObligationState, Readonly<Partial<Record<ObligationEvent, ObligationState>>>>
> = {
  'awaiting-review': {
    issue: 'ready',
    'post-seen': 'fulfilled',
    exempt: 'not-applicable',
    withdraw: 'withdrawn',
    'site-owes-once': 'withdrawn',
  },
  ready: {
    'start-publishing': 'publishing',
    'publish-impossible': 'manual',
    'post-seen': 'fulfilled',
    exempt: 'not-applicable',
    withdraw: 'withdrawn',
    'site-owes-once': 'withdrawn',
  },
  publishing: {
    'platform-accepted': 'submitted',
    'publish-impossible': 'manual',
    'back-to-ready': 'ready',
    'post-seen': 'fulfilled',
    'site-owes-once': 'withdrawn',
  },
  submitted: {
    'publish-impossible': 'manual',
    'post-seen': 'fulfilled',
    exempt: 'not-applicable',
    withdraw: 'withdrawn',
    'site-owes-once': 'withdrawn',
  },
  manual: {
    'back-to-ready': 'ready',
    resume: 'ready',
    take: 'manual',
    release: 'manual',
    'post-seen': 'fulfilled',
    exempt: 'not-applicable',
    withdraw: 'withdrawn',
    'site-owes-once': 'withdrawn',
  },
  fulfilled: {},
  'not-applicable': {},
  withdrawn: {},
};

/** Unfulfilled, not exempt, not withdrawn: still owed. */
export const OPEN_STATES: readonly ObligationState[] = [
  'awaiting-review',
  'ready',
  'publishing',
  'submitted',
  'manual',
];

export interface ObligationChange {
  readonly now: Instant;
  /** Required for `publish-impossible`. */
  readonly manualReason?: ManualReason;
  /** Required for `post-seen`. */
  readonly evidence?: FulfilmentEvidence;
  /** For `platform-accepted`: when the platform took it; `now` where it is not given. */
  readonly acceptedAt?: Instant;
  /** Required for `take`. */
  readonly taken?: Taken;
}

export type ObligationRefusal = 'no-such-step' | 'reason-missing' | 'evidence-missing' | 'taken' | 'not-taken';
export type ObligationMove = { readonly obligation: Obligation } | { readonly refused: ObligationRefusal };

/** The obligation after one event, or why it is refused. */
export function moveObligation(
  obligation: Obligation,
  event: ObligationEvent,
  change: ObligationChange,
): ObligationMove {
  const state = OBLIGATION_TRANSITIONS[obligation.state][event];
  if (state === undefined) return { refused: 'no-such-step' };
  switch (event) {
    case 'publish-impossible':
      return change.manualReason === undefined
        ? { refused: 'reason-missing' }
        : { obligation: { ...obligation, state, manualReason: change.manualReason } };
    case 'post-seen':
      return change.evidence === undefined
        ? { refused: 'evidence-missing' }
        : { obligation: { ...obligation, state, ...fulfilment(obligation, change.evidence) } };
    case 'platform-accepted':
      return { obligation: { ...obligation, state, manualReason: null, submittedAt: change.acceptedAt ?? change.now } };
    case 'back-to-ready':
      return { obligation: { ...obligation, state, ...backToReady(change.now), resumes: 0 } };
    case 'resume':
      return (obligation.taken ?? null) !== null
        ? { refused: 'taken' }
        : {
            obligation: {
              ...obligation,
              state,
              ...backToReady(change.now),
              resumes: (obligation.resumes ?? 0) + 1,
            },
          };
    case 'take':
      return take(obligation, change);
    case 'release':
      return (obligation.taken ?? null) === null
        ? { refused: 'not-taken' }
        : { obligation: { ...obligation, taken: null } };
    default:
      return { obligation: { ...obligation, state } };
  }
}

function backToReady(now: Instant): Pick<Obligation, 'manualReason' | 'taken' | 'resumedAt'> {
  return { manualReason: null, taken: null, resumedAt: now };
}

/** Whoever comes second learns that somebody is at it already; the same person again changes nothing. */
function take(obligation: Obligation, { taken }: ObligationChange): ObligationMove {
  if (taken === undefined) return { refused: 'evidence-missing' };
  const holder = obligation.taken ?? null;
  return holder !== null && holder.by !== taken.by ? { refused: 'taken' } : { obligation: { ...obligation, taken } };
}

/**
 * On time means public before the deadline; for a date alone the earliest instant of that day, the bound that favours
 * the account.
 */
function fulfilment(
  { dueBy }: Obligation,
  evidence: FulfilmentEvidence,
): Pick<Obligation, 'evidence' | 'fulfilledAt' | 'onTime'> {
  return { evidence, fulfilledAt: evidence.countedAt, onTime: earliestOf(evidence.publishedAt) < dueBy };
}

/**
 * In which part of the progress bar an obligation stands: 已转 · 迟转 · 进行中 · 待人工 · 未转 · 不适用. `missed` only where the
 * absence was proven by a look after the deadline; where we cannot see enough to say so, a person has to (invariant
 * 11).
 */
export function progressGroup({
  state,
  onTime,
  overdueProven,
}: Pick<Obligation, 'state' | 'onTime' | 'overdueProven'>): ProgressGroup {
  if (state === 'fulfilled') return onTime === true ? 'done' : 'late';
  if (state === 'not-applicable' || state === 'withdrawn') return 'not-applicable';
  if (overdueProven !== null) return overdueProven ? 'missed' : 'manual';
  return state === 'manual' ? 'manual' : 'running';
}
