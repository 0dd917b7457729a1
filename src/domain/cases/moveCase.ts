import { isWritten } from '../writtenText';
import type { AccountId, CaseId, FindingId } from '../ids';
import type { Account } from '../accounts/account';
import type { VerdictReason } from '../judging/verdict';
import { DAY_MS, type Instant } from '../time/instant';
import type { Actor, Case, CaseEvent, CaseNextStep, CaseState, CaseStep } from './case';
import { CASE_DUTIES, CASE_RESUMPTIONS, CASE_TRANSITIONS } from './caseTable';

/** How long a filed account is watched for revival where the office has not set it (三明 2021Q3 found re-opened ones). */
const DEFAULT_WATCH_DAYS = 90;

export interface CaseContext {
  readonly actor: Actor;
  /** When it happened by the rule (e.g. the deadline that passed, the post that was seen). */
  readonly occurredAt: Instant;
  readonly now: Instant;
  readonly note: string;
  /** Required for `order-rectification`, optional for `reject`. */
  readonly rectifyBy?: Instant;
  /** For `file`: when the watch ends; for `revived`: when the system reminds again. */
  readonly actAfter?: Instant;
  /** For a proposal, and one that is taken up again: what it is reviewed under from now on. */
  readonly reviewKey?: CaseId;
  /** Required for `propose-integration`. */
  readonly successorAccountId?: AccountId;
  /** The account's verdict now: from `reminded` only a dormant or zombie account may be proposed at once. */
  readonly verdictReason?: VerdictReason;
}

/** Why a step was not taken. Closed list. */
export type CaseRefusal =
  | 'no-such-step'
  | 'self-approval'
  | 'reason-missing'
  | 'not-permitted'
  | 'deadline-missing'
  | 'successor-missing'
  | 'too-early';
export type CaseMove = { readonly shutdownCase: Case } | { readonly refused: CaseRefusal };

/** A new case, noticed now, for a limit crossed at `occurredAt`. The system reminds at once. */
export function openCase(opening: {
  readonly id: CaseId;
  readonly account: Pick<Account, 'id' | 'unitId' | 'unitPath'>;
  readonly findingId: FindingId;
  readonly occurredAt: Instant;
  readonly now: Instant;
}): Case {
  const { id, account, findingId, occurredAt, now } = opening;
  return {
    id,
    accountId: account.id,
    unitId: account.unitId,
    unitPath: account.unitPath,
    findingId,
    state: 'noticed',
    occurredAt,
    openedAt: now,
    rectifyBy: null,
    actAfter: now,
    proposedBy: null,
    successorAccountId: null,
    closedAt: null,
    closeReason: null,
    steps: [],
  };
}

/**
 * The case after one step, or why the step is refused. Roles are checked by the caller through `CASE_DUTIES`; here only
 * what the case itself decides: the table, who is a person, nobody approves their own proposal, reasons and deadlines
 * are given.
 */
export function moveCase(shutdownCase: Case, event: CaseEvent, context: CaseContext): CaseMove {
  const to = event === 'resume' ? resumedAs(shutdownCase) : CASE_TRANSITIONS[shutdownCase.state][event];
  if (to === undefined) return { refused: 'no-such-step' };
  const refused = refusalOf(shutdownCase, event, context);
  if (refused !== null) return { refused };
  const step: CaseStep = {
    event,
    from: shutdownCase.state,
    to,
    occurredAt: occurredAtOf(shutdownCase, event, context),
    recordedAt: context.now,
    actor: context.actor,
    note: context.note.trim(),
  };
  return {
    shutdownCase: {
      ...shutdownCase,
      ...changeBy(shutdownCase, event, { context, to }),
      state: to,
      steps: [...shutdownCase.steps, step],
    },
  };
}

/** Only a dismissal can be taken back, and only the last step. */
function resumedAs({ state, steps }: Case): CaseState | undefined {
  const last = steps.at(-1);
  return state === 'closed' && last?.event === 'dismiss' ? CASE_RESUMPTIONS[last.from] : undefined;
}

function refusalOf(shutdownCase: Case, event: CaseEvent, context: CaseContext): CaseRefusal | null {
  const duty = CASE_DUTIES[event];
  const { actor } = context;
  if (actor.kind === 'system' ? !duty.bySystem : duty.action === null) return 'not-permitted';
  if (event === 'approve' && actor.kind === 'person' && actor.personId === shutdownCase.proposedBy)
    return 'self-approval';
  if (duty.noteRequired && !isWritten(context.note)) return 'reason-missing';
  switch (event) {
    case 'order-rectification':
      return context.rectifyBy === undefined || context.rectifyBy <= context.now ? 'deadline-missing' : null;
    case 'deadline-passed':
      return shutdownCase.rectifyBy !== null && context.now >= shutdownCase.rectifyBy ? null : 'too-early';
    case 'watch-ended':
      return shutdownCase.actAfter !== null && context.now >= shutdownCase.actAfter ? null : 'too-early';
    case 'propose-shutdown':
      return mayPropose(shutdownCase, context.verdictReason) ? null : 'not-permitted';
    case 'propose-integration':
      if (!mayPropose(shutdownCase, context.verdictReason)) return 'not-permitted';
      return context.successorAccountId === undefined || context.successorAccountId === shutdownCase.accountId
        ? 'successor-missing'
        : null;
    // What was approved is what is carried out: an integration names its successor from the proposal on.
    case 'cancel-on-platform':
      return shutdownCase.successorAccountId === null ? null : 'not-permitted';
    case 'integrate':
      return shutdownCase.successorAccountId === null ? 'not-permitted' : null;
    default:
      return null;
  }
}

function mayPropose(shutdownCase: Case, verdictReason: VerdictReason | undefined): boolean {
  return shutdownCase.state !== 'reminded' || verdictReason === 'silence-dormant' || verdictReason === 'silence-zombie';
}

/** A deadline or the end of a watch is dated by itself, whenever it was noticed (invariant 6). */
function occurredAtOf(shutdownCase: Case, event: CaseEvent, context: CaseContext): Instant {
  if (event === 'deadline-passed') return shutdownCase.rectifyBy ?? context.occurredAt;
  if (event === 'watch-ended') return shutdownCase.actAfter ?? context.occurredAt;
  return context.occurredAt;
}

type CaseChange = Partial<
  Pick<
    Case,
    | 'rectifyBy'
    | 'actAfter'
    | 'proposedBy'
    | 'reviewKeys'
    | 'successorAccountId'
    | 'closedAt'
    | 'closeReason'
    | 'occurredAt'
  >
>;

function changeBy(
  shutdownCase: Case,
  event: CaseEvent,
  { context, to }: { readonly context: CaseContext; readonly to: CaseState },
): CaseChange {
  if (to === 'closed')
    return { actAfter: null, closedAt: context.now, closeReason: closeReasonOf(shutdownCase, event) };
  const { actor, now } = context;
  switch (event) {
    case 'order-rectification':
      return deadline(context.rectifyBy ?? null);
    case 'propose-shutdown':
      return { ...proposed(shutdownCase, actor, context), successorAccountId: null };
    case 'propose-integration':
      return { ...proposed(shutdownCase, actor, context), successorAccountId: context.successorAccountId ?? null };
    case 'reject':
      return {
        ...deadline(context.rectifyBy ?? shutdownCase.rectifyBy ?? now),
        proposedBy: null,
        successorAccountId: null,
      };
    case 'file':
      return { actAfter: context.actAfter ?? new Date(now.getTime() + DEFAULT_WATCH_DAYS * DAY_MS) };
    case 'resume':
      return {
        ...resumed(shutdownCase, to, now),
        ...(to === 'proposed' ? reviewedAnew(shutdownCase, context) : {}),
        ...{ closedAt: null, closeReason: null },
      };
    case 'revived':
      return {
        actAfter: context.actAfter ?? now,
        occurredAt: context.occurredAt,
        rectifyBy: null,
        proposedBy: null,
        successorAccountId: null,
      };
    default:
      return { actAfter: null };
  }
}

function proposed(shutdownCase: Case, actor: Actor, context: CaseContext): CaseChange {
  const proposedBy = actor.kind === 'person' ? actor.personId : null;
  return { actAfter: null, proposedBy, ...reviewedAnew(shutdownCase, context) };
}

function reviewedAnew({ reviewKeys = [] }: Case, { reviewKey }: CaseContext): CaseChange {
  return reviewKey === undefined ? {} : { reviewKeys: [...reviewKeys, reviewKey] };
}

/** A deadline stood still while the case was dismissed. */
function resumed({ closedAt, rectifyBy }: Case, to: CaseState, now: Instant): CaseChange {
  if (to === 'noticed') return { actAfter: now };
  if (to !== 'rectifying' || rectifyBy === null || closedAt === null) return { actAfter: null };
  return deadline(new Date(rectifyBy.getTime() + Math.max(0, now.getTime() - closedAt.getTime())));
}

function deadline(rectifyBy: Instant | null): CaseChange {
  return { rectifyBy, actAfter: rectifyBy };
}

function closeReasonOf(shutdownCase: Case, event: CaseEvent): NonNullable<Case['closeReason']> {
  if (event === 'dismiss') return 'dismissed';
  if (event === 'posts-seen') return 'recovered';
  return shutdownCase.successorAccountId === null ? 'shut-down' : 'integrated';
}

/**
 * What can come next and who must take it, the expected step first. Left out: what only posts bring about
 * (`posts-seen`, `revived`) and what this case cannot do (integrating where a shutdown was approved).
 */
export function nextSteps(shutdownCase: Case, verdictReason?: VerdictReason): CaseNextStep[] {
  const events = Object.keys(CASE_TRANSITIONS[shutdownCase.state]) as CaseEvent[];
  return events
    .filter((event) => isOpenStep(shutdownCase, event, verdictReason))
    .map((event) => {
      const { by, action } = CASE_DUTIES[event];
      const needs = by === 'system' ? null : action;
      // What the system does is due when it acts: a deadline of rectification is kept as that instant too.
      return { event, by, needs, dueBy: by === 'system' ? shutdownCase.actAfter : null };
    });
}

function isOpenStep(shutdownCase: Case, event: CaseEvent, verdictReason: VerdictReason | undefined): boolean {
  switch (event) {
    case 'posts-seen':
    case 'revived':
      return false;
    case 'integrate':
      return shutdownCase.successorAccountId !== null;
    case 'cancel-on-platform':
      return shutdownCase.successorAccountId === null;
    case 'propose-shutdown':
    case 'propose-integration':
      return mayPropose(shutdownCase, verdictReason);
    default:
      return true;
  }
}
