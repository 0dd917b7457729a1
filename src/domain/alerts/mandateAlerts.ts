import type { AccountId, MandateId, ObligationId } from '../ids';
import type { ManualReason, Mandate, Obligation } from '../mandates/mandate';
import { decidedTooLateAt } from '../mandates/decisionTime';
import { progressGroup } from '../mandates/obligationTable';
import { REMINDER_LEAD_MS } from '../mandates/reminder';
import type { ReminderStep } from '../mandates/reminderStep';
import { DAY_MS, HOUR_MS, type Instant } from '../time/instant';
import { ALERT_SEVERITIES, type Alert, type AlertDraft, type AlertSubject, type Resolution } from './alert';
import {
  MANDATE_PROGRESS_ALERT,
  MANDATE_REVIEW_ALERT,
  MANUAL_ALERTS,
  OBLIGATION_OVERDUE_ALERT,
  OBLIGATION_UNPROVEN_ALERT,
  POLICY_WITHDRAWN_ALERT,
  REMINDER_ALERTS,
  type AlertRow,
} from './alertTable';
import { foldUnits } from './foldUnits';

/** Obligations of one mandate and unit that stand alike. */
export interface ObligationGroup extends Pick<
  Obligation,
  'state' | 'manualReason' | 'onTime' | 'overdueProven' | 'unitPath'
> {
  readonly reminded: ReminderStep | null;
  readonly count: number;
  /** The nearest deadline among them. */
  readonly dueBy: Instant;
  readonly createdAt: Instant;
  /** When the last of them was noticed as overdue; null: none was. */
  readonly overdueNoticedAt: Instant | null;
  /** One of them. */
  readonly one: { readonly id: ObligationId; readonly accountId: AccountId; readonly accountName: string };
}

export interface MandateState {
  readonly mandate: Mandate;
  readonly groups: readonly ObligationGroup[];
  /** Since when its policy is withdrawn; null: it is not. */
  readonly policyWithdrawnAt: Instant | null;
  readonly now: Instant;
}

export const mandateOwner = (id: MandateId): string => `mandate:${id}`;

/** So long people are told that a policy they had reposted was withdrawn. */
const WITHDRAWN_TOLD_MS = 7 * DAY_MS;

/**
 * What a mandate has to say now: who must approve it, how far it is, and, folded by cause, what must be done by hand
 * and what was missed. One alert each, however many accounts stand under it.
 */
export function mandateAlerts(state: MandateState): readonly AlertDraft[] {
  const { mandate, groups, policyWithdrawnAt, now } = state;
  if (REVIEWING.has(mandate.stage)) return [reviewAlert(state)];
  if (mandate.stage !== 'issued') return [];
  const drafts: AlertDraft[] = [];
  const progress = progressAlert(state);
  if (progress !== null) drafts.push(progress);
  const isManual = (group: ObligationGroup): boolean => group.state === 'manual' && group.overdueProven === null;
  for (const reason of reasonsOf(groups.filter(isManual)))
    drafts.push(
      manualAlert(
        mandate,
        reason ?? 'gave-up',
        groups.filter((group) => isManual(group) && group.manualReason === reason),
      ),
    );
  const missed = groups.filter((group) => progressGroup(group) === 'missed');
  for (const reason of reasonsOf(missed))
    drafts.push(
      folded(
        mandate,
        missed.filter((group) => group.manualReason === reason),
        { row: OBLIGATION_OVERDUE_ALERT, name: `overdue:${reason ?? 'unpublished'}`, reason: reason ?? 'overdue' },
      ),
    );
  const unproven = groups.filter((group) => progressGroup(group) === 'manual' && group.overdueProven === false);
  if (unproven.length > 0)
    drafts.push(
      folded(mandate, unproven, { row: OBLIGATION_UNPROVEN_ALERT, name: 'unproven', reason: 'overdue-unproven' }),
    );
  if (policyWithdrawnAt !== null && now.getTime() - policyWithdrawnAt.getTime() < WITHDRAWN_TOLD_MS)
    drafts.push({
      ...POLICY_WITHDRAWN_ALERT,
      ...wholeOf(mandate),
      cause: `mandate:${mandate.id}:policy-withdrawn`,
      reason: 'withdrawn',
      figures: {},
      occurredAt: policyWithdrawnAt,
    });
  return drafts;
}

const REVIEWING: ReadonlySet<string> = new Set(['drafted', 'first-review', 'second-review']);

/** Whoever sees the whole office: approving is done there. */
function wholeOf(mandate: Mandate): Pick<AlertDraft, 'owner' | 'subject' | 'unitId' | 'unitPath' | 'byUnit'> {
  return { owner: mandateOwner(mandate.id), subject: aboutMandate(mandate), unitId: null, unitPath: [], byUnit: null };
}

function aboutMandate({ id, policyId, title }: Mandate): AlertSubject {
  return { mandateId: id, policyId, label: title };
}

/** When what the mandate has to say changes by time alone; null: it does not. */
export function mandateAlertsLaterAt({ mandate, now }: Pick<MandateState, 'mandate' | 'now'>): Instant | null {
  const pressesAt = decidedTooLateAt(mandate.dueBy);
  return REVIEWING.has(mandate.stage) && now < pressesAt ? pressesAt : null;
}

function reviewAlert({ mandate, groups, now }: MandateState): AlertDraft {
  const pressesAt = decidedTooLateAt(mandate.dueBy);
  const isPressing = now >= pressesAt;
  return {
    ...MANDATE_REVIEW_ALERT,
    ...(isPressing ? { severity: 'critical' } : {}),
    ...wholeOf(mandate),
    cause: `mandate:${mandate.id}:review`,
    reason: mandate.stage,
    figures: {
      total: groups.reduce((sum, { count }) => sum + count, 0),
      dueBy: mandate.dueBy.toISOString(),
    },
    occurredAt: isPressing && pressesAt > mandate.issuedAt ? pressesAt : mandate.issuedAt,
  };
}

/** 已转 121/150: one line a mandate that grows, gone when nothing of it is left to be done. */
function progressAlert({ mandate, groups }: MandateState): AlertDraft | null {
  const owed = groups.filter((group) => progressGroup(group) !== 'not-applicable');
  const isDone = (group: ObligationGroup): boolean => group.state === 'fulfilled';
  if (mandate.expanded && owed.every(isDone)) return null;
  const { total, ...place } = foldUnits(
    owed.map((group) => ({
      unitPath: group.unitPath,
      figures: { done: isDone(group) ? group.count : 0, total: group.count },
    })),
  );
  return {
    ...MANDATE_PROGRESS_ALERT,
    ...place,
    cause: `mandate:${mandate.id}:progress`,
    owner: mandateOwner(mandate.id),
    subject: aboutMandate(mandate),
    reason: 'issued',
    figures: { done: 0, total: 0, ...total, dueBy: mandate.dueBy.toISOString() },
    occurredAt: mandate.issuedAt,
  };
}

function reasonsOf(groups: readonly ObligationGroup[]): readonly (ManualReason | null)[] {
  return [...new Set(groups.map(({ manualReason }) => manualReason))].sort();
}

const STEPS: readonly ReminderStep[] = ['one-hour-left', 'four-hours-left'];

/** As a deadline comes near the same alert presses more: it becomes a reminder. */
function manualAlert(mandate: Mandate, reason: ManualReason, groups: readonly ObligationGroup[]): AlertDraft {
  const base = MANUAL_ALERTS[reason];
  const step = STEPS.find((one) => groups.some(({ reminded }) => reminded === one));
  const draft = folded(mandate, groups, { row: base, name: `manual:${reason}`, reason });
  if (step === undefined) return draft;
  const reminder = REMINDER_ALERTS[step];
  const rank = Math.max(ALERT_SEVERITIES.indexOf(base.severity), ALERT_SEVERITIES.indexOf(reminder.severity));
  return {
    ...draft,
    kind: reminder.kind,
    severity: ALERT_SEVERITIES[rank] ?? reminder.severity,
    figures: { ...draft.figures, hours: REMINDER_LEAD_MS[step] / HOUR_MS },
    occurredAt: new Date(soonest(groups).getTime() - REMINDER_LEAD_MS[step]),
  };
}

function folded(
  mandate: Mandate,
  groups: readonly ObligationGroup[],
  told: { readonly row: AlertRow; readonly name: string; readonly reason: string },
): AlertDraft {
  const { total, ...place } = foldUnits(
    groups.map(({ unitPath, count }) => ({ unitPath, figures: { accounts: count } })),
  );
  const [first] = groups;
  const isOverdue = told.row.kind === 'obligation-overdue';
  const dueBy = soonest(groups);
  return {
    ...told.row,
    ...place,
    cause: `mandate:${mandate.id}:${told.name}`,
    owner: mandateOwner(mandate.id),
    subject:
      total['accounts'] === 1 && first !== undefined
        ? {
            ...aboutMandate(mandate),
            accountId: first.one.accountId,
            obligationId: first.one.id,
            label: `${first.one.accountName} · ${mandate.title}`,
          }
        : aboutMandate(mandate),
    reason: told.reason,
    figures: { ...total, dueBy: dueBy.toISOString() },
    occurredAt: isOverdue ? dueBy : earliest(groups.map(({ createdAt }) => createdAt)),
  };
}

function soonest(groups: readonly ObligationGroup[]): Instant {
  return earliest(groups.map(({ dueBy }) => dueBy));
}

function earliest(instants: readonly Instant[]): Instant {
  return new Date(Math.min(...instants.map((at) => at.getTime())));
}

/** Why an alert of a mandate is over; null: the mandate is gone. */
export function mandateAlertEnd(alert: Pick<Alert, 'cause' | 'changedAt'>, state: MandateState | null): Resolution {
  if (state === null || state.mandate.stage === 'withdrawn' || state.mandate.stage === 'refused') return 'withdrawn';
  const [, , part, reason] = alert.cause.split(':');
  if (part === 'policy-withdrawn') return state.policyWithdrawnAt === null ? 'seen-again' : 'told';
  if (part === 'progress') return progressEnd(state.groups);
  if (part !== 'manual') return 'done';
  // Those that went overdue before the alert was last told had left it by then.
  const wentOverdue = state.groups.some(
    ({ manualReason, overdueNoticedAt, ...group }) =>
      manualReason === reason &&
      isOpenOverdue(group) &&
      overdueNoticedAt !== null &&
      overdueNoticedAt > alert.changedAt,
  );
  return wentOverdue ? 'deadline-passed' : 'done';
}

function isOpenOverdue(group: Pick<ObligationGroup, 'state' | 'onTime' | 'overdueProven'>): boolean {
  return group.overdueProven !== null && ['missed', 'manual'].includes(progressGroup(group));
}

/** Exempting the last accounts leaves nothing to be done; only where every duty was taken back it is withdrawn. */
function progressEnd(groups: readonly ObligationGroup[]): Resolution {
  if (groups.some(({ state }) => state === 'fulfilled')) return 'complete';
  return groups.length > 0 && groups.every(({ state }) => state === 'withdrawn') ? 'withdrawn' : 'done';
}
