import type { Instant } from '../time/instant';
import type { AccountStatus } from './account';

/**
 * What a status means for everything else; whoever asks what to do with an account asks this table.
 * `looked`: it is there on the platform, and looked at. `judged`: its silence is held against it. `bound`: new mandates
 * reach it, and its site publishes into it. `owes`: what it owes is still owed; the duty lasts until it is cancelled.
 */
interface StatusRule {
  readonly looked: boolean;
  readonly judged: boolean;
  readonly bound: boolean;
  readonly owes: boolean;
}

export const STATUS_RULES: Readonly<Record<AccountStatus, StatusRule>> = {
  // Not there yet: nothing is looked at, and nobody is accused.
  applied: { looked: false, judged: false, bound: false, owes: false },
  approved: { looked: false, judged: false, bound: false, owes: false },
  // Registered with the platform and filed, and not in use yet.
  filed: { looked: true, judged: false, bound: false, owes: false },
  active: { looked: true, judged: true, bound: true, owes: true },
  // It still owes its readers updates (杨陵 2025Q1).
  stopped: { looked: true, judged: true, bound: false, owes: true },
  // Looked at all the same: 三明 2021Q3 found cancelled accounts re-opened without filing.
  cancelled: { looked: true, judged: false, bound: false, owes: false },
  revived: { looked: true, judged: true, bound: false, owes: true },
};

/** Statuses of which something holds. */
export function statusesThat(holds: (rule: StatusRule) => boolean): readonly AccountStatus[] {
  return (Object.keys(STATUS_RULES) as AccountStatus[]).filter((status) => holds(STATUS_RULES[status]));
}
/** Those whose duty has ended: what they owed is taken back. */
export const ENDED_STATUSES: readonly AccountStatus[] = ['cancelled'];

/**
 * What is done with an account (国办发〔2018〕123号: 开设、变更、关停、注销 are all filed). The last two leave it what it is: 变更
 * of its name, and of its sponsor, which the public is told.
 */
export const ACCOUNT_ACTS = [
  'approve',
  'file',
  'activate',
  'stop',
  'resume',
  'cancel',
  'found-again',
  'refile',
  'rename',
  'change-sponsor',
] as const;
export type AccountAct = (typeof ACCOUNT_ACTS)[number];

/** Where each act leads from each status; what is absent cannot be done there. */
const ACCOUNT_TRANSITIONS: Readonly<Record<AccountStatus, { readonly [act in AccountAct]?: AccountStatus }>> = {
  applied: { approve: 'approved', cancel: 'cancelled' },
  approved: { file: 'filed', cancel: 'cancelled' },
  filed: { activate: 'active', cancel: 'cancelled', rename: 'filed' },
  active: { stop: 'stopped', cancel: 'cancelled', rename: 'active', 'change-sponsor': 'active' },
  stopped: { resume: 'active', cancel: 'cancelled', rename: 'stopped' },
  cancelled: { 'found-again': 'revived' },
  revived: { refile: 'active', stop: 'stopped', cancel: 'cancelled', rename: 'revived' },
};

/** Where the act leads; null: it cannot be done in this status. */
export function statusAfter(status: AccountStatus, act: AccountAct): AccountStatus | null {
  return ACCOUNT_TRANSITIONS[status][act] ?? null;
}

/**
 * What can be done in this status, in the order of the list. What never had an id of the platform is not found again.
 */
export function actsOf(status: AccountStatus, externalId = ''): readonly AccountAct[] {
  return ACCOUNT_ACTS.filter(
    (act) => statusAfter(status, act) !== null && !(act === 'found-again' && isPendingExternalId(externalId)),
  );
}

/** Those that decide whether an account may be there, whose it is, and end its duty: no operator takes them alone. */
export const DECIDING_ACTS: readonly AccountAct[] = ['approve', 'cancel', 'refile', 'change-sponsor'];

/** The status after a register has named an account so: it moves on as people would, and never back. */
export function statusByRegister(given: AccountStatus, known: AccountStatus): AccountStatus {
  const act = given === 'cancelled' ? 'cancel' : given === 'stopped' ? 'stop' : null;
  return (act && statusAfter(known, act)) ?? known;
}

/** A cancelled account with a post dated after it was: whatever stands under its name now is nobody's that is filed. */
export function publishesAfterItsEnd(record: {
  readonly account: { readonly status: AccountStatus };
  readonly statusSince?: Instant | null;
  readonly facts: { readonly lastPostAt: Instant | null };
}): boolean {
  const { account, statusSince = null, facts } = record;
  if (account.status !== 'cancelled' || statusSince === null) return false;
  return facts.lastPostAt !== null && facts.lastPostAt > statusSince;
}

/** Looks at what is not there never come due. */
export const NEVER = new Date('9999-12-31T00:00:00.000Z');

/**
 * The platform's id of an account that is not registered with it yet: made of our own id, so that it is unique without
 * being known.
 */
export function pendingExternalId(id: string): string {
  return `${PENDING}${id}`;
}
export function isPendingExternalId(externalId: string): boolean {
  return externalId.startsWith(PENDING);
}
const PENDING = 'pending:';

/** Why an act is not done. */
export type StepFault =
  'no-such-step' | 'approver' | 'document' | 'future' | 'external-id' | 'name' | 'sponsor' | 'notice';

/** What carries an act: who approved it, by which document, and on which day (all as written in the document). */
export interface StepPaper {
  readonly approver: string;
  readonly documentNumber: string | null;
  readonly documentTitle: string | null;
  readonly decidedOn: string;
}
export interface AccountStep extends StepPaper {
  readonly act: AccountAct;
  /** Of `file`: the platform's id, where it is not known yet. */
  readonly externalId?: string;
  /** Of `rename`. */
  readonly name?: string;
  /** Of `change-sponsor`: the new unit, and where the public was told (向社会公告). */
  readonly unitId?: string;
  readonly noticeUrl?: string;
}

/** The first thing that keeps the step from being taken; null: nothing. */
export function stepFault(
  account: {
    readonly status: AccountStatus;
    readonly externalId: string;
    readonly name: string;
    readonly unitId: string;
  },
  step: AccountStep,
  today: string,
): StepFault | null {
  const { act, approver, documentNumber, documentTitle, decidedOn } = step;
  const isWritten = (text: string | null | undefined): boolean => (text ?? '').trim() !== '';
  if (!actsOf(account.status, account.externalId).includes(act)) return 'no-such-step';
  if (!isWritten(approver)) return 'approver';
  if (!isWritten(documentNumber) && !isWritten(documentTitle)) return 'document';
  if (decidedOn > today) return 'future';
  if (act === 'file' && isPendingExternalId(account.externalId) && !isWritten(step.externalId)) return 'external-id';
  if (step.externalId !== undefined && isPendingExternalId(step.externalId.trim())) return 'external-id';
  if (act === 'rename' && (!isWritten(step.name) || step.name?.trim() === account.name)) return 'name';
  if (act !== 'change-sponsor') return null;
  if (!isWritten(step.unitId) || step.unitId === account.unitId) return 'sponsor';
  return /^https?:\/\/\S+$/u.test(step.noticeUrl ?? '') ? null : 'notice';
}
