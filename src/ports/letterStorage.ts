import type { DomainEvent } from '../domain/alerts/alert';
import type { AlertId, DigestPlanId, LetterId, MessageId, NotifyChannelId, ReminderId, UnitId } from '../domain/ids';
import type { DigestPlan } from '../domain/letters/digestPlan';
import type { Letter } from '../domain/letters/letter';
import type { Reminder, ReminderSubjectKind } from '../domain/letters/reminder';
import type { NotificationState } from '../domain/notify/notification';
import type { CivilDate, Instant } from '../domain/time/instant';
import type { EndedCount } from './notifyStorage';
import type { Page, PageRequest, Scope } from './paging';

/** As notify routes are kept: one version after the other; what is removed stays for the ledger and is not listed. */
export interface DigestPlans {
  list(): Promise<readonly DigestPlan[]>;
  byId(id: DigestPlanId): Promise<DigestPlan | null>;
  insert(plan: DigestPlan, event: DomainEvent): Promise<void>;
  /** Replaces the plan if it is still of `plan.version`, which then rises. */
  change(plan: DigestPlan, event: DomainEvent): Promise<boolean>;
  remove(id: DigestPlanId, version: number, event: DomainEvent): Promise<boolean>;
}

interface LetterEnd {
  readonly state: NotificationState;
  readonly reason: string | null;
  readonly at: Instant;
}

export interface Letters {
  /** Those that are there already stay as they are. Returns how many were added. */
  insertMissing(letters: readonly Letter[]): Promise<number>;
  byId(id: LetterId): Promise<Letter | null>;
  /** Those of a recipient that wait, in the order in which they may be sent; at most `limit`. */
  waiting(desk: string, limit: number): Promise<readonly Letter[]>;
  /** How many wait or are under way in a channel. */
  countUnsettled(channelId: NotifyChannelId): Promise<number>;
  /** Desks at which one waits that was to be sent before the given instant. */
  desksLeft(before: Instant): Promise<readonly string[]>;
  /** Those that wait or are under way, by state. */
  countUnderWay(): Promise<Readonly<Partial<Record<NotificationState, number>>>>;
  /** What came to one of these ends since the instant, by channel. */
  countEnded(states: readonly NotificationState[], since: Instant): Promise<readonly EndedCount[]>;
  /** Makes one that waits a part of a message. */
  take(id: LetterId, messageId: MessageId): Promise<void>;
  /** Makes one that is under way wait again. */
  putBack(id: LetterId): Promise<void>;
  /** Makes one that was not delivered by the message a part of it again: it is sent once more. */
  resume(id: LetterId, messageId: MessageId): Promise<void>;
  /** Settles one that waits or is under way. */
  settle(id: LetterId, to: LetterEnd): Promise<void>;
  fellBack(id: LetterId, at: Instant): Promise<void>;
  /** It calls these from now on: a fallback has taken the others. */
  call(id: LetterId, of: Pick<Letter, 'to' | 'calledIds' | 'recipient'>): Promise<void>;
  /** Settles all that wait or are under way. */
  endAll(to: LetterEnd): Promise<void>;
  /** Digests of the plan, the newest first. */
  ofPlan(planId: DigestPlanId, page: PageRequest): Promise<Page<Letter>>;
  /** Digests and reminders that told of the alert, the newest first; at most 200. */
  ofAlert(alertId: AlertId, scope: Scope): Promise<readonly Letter[]>;
  /** Where reminders went, reminder by reminder. */
  ofReminders(ids: readonly ReminderId[]): Promise<readonly Letter[]>;
}

export interface ReminderFilter {
  readonly subject?: { readonly kind: ReminderSubjectKind; readonly id: string };
  /** The unit and everything below it. */
  readonly unitId?: UnitId;
}
export interface Reminders {
  /** Leaves its line of the ledger in the same write. `duplicate`: the unit's turn is taken; nothing was written. */
  insert(reminder: Reminder, event: DomainEvent): Promise<'inserted' | 'duplicate'>;
  byId(id: ReminderId, scope: Scope): Promise<Reminder | null>;
  /** In no order; those that are not there, or not in the scope, are left out. */
  byIds(ids: readonly ReminderId[], scope: Scope): Promise<readonly Reminder[]>;
  /** Its letters are made. */
  carried(id: ReminderId): Promise<void>;
  /** Those stored before the instant whose letters are not known to be made, the oldest first; at most `limit`. */
  uncarried(before: Instant, limit: number): Promise<readonly Reminder[]>;
  /** All that these units were reminded of on that day. */
  today(on: CivilDate, unitIds: readonly UnitId[]): Promise<readonly Reminder[]>;
  /** Newest first. */
  list(filter: ReminderFilter, page: PageRequest, scope: Scope): Promise<Page<Reminder>>;
}
