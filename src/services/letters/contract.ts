import type {
  AlertLetterView,
  DigestPlanView,
  DigestPreviewView,
  LetterView,
  ReminderPreviewView,
  ReminderView,
} from '../../api/letters';
import type { ListView } from '../../api/wire';
import type { AccountId, AlertId, CaseId, DigestPlanId, MandateId, UnitId } from '../../domain/ids';
import type { DigestPlan } from '../../domain/letters/digestPlan';
import type { NotifyLanguage } from '../../domain/notify/channel';
import type { NotificationState } from '../../domain/notify/notification';
import type { Principal } from '../../domain/people/role';
import type { ReminderFilter } from '../../ports/letterStorage';
import type { PageRequest } from '../../ports/storage';
import type { Versioned } from '../versioned';
import type { Counts } from '../workRun';

export type DigestDraft = Omit<DigestPlan, 'id' | 'sinceAt' | 'version'>;

/** What units are to be reminded of. */
export type ReminderAsked =
  | { readonly kind: 'mandate'; readonly id: MandateId }
  | { readonly kind: 'case'; readonly id: CaseId }
  | { readonly kind: 'alert'; readonly id: AlertId }
  | { readonly kind: 'alerts'; readonly alertIds: readonly AlertId[] }
  | { readonly kind: 'mandates'; readonly mandateIds: readonly MandateId[] }
  | { readonly kind: 'cases'; readonly caseIds: readonly CaseId[] }
  | { readonly kind: 'accounts'; readonly accountIds: readonly AccountId[] };

export interface ReminderRequest {
  readonly subject: ReminderAsked;
  /** Only these of the units that have something of it. */
  readonly unitIds?: readonly UnitId[];
  /** In which what is shown to whoever asks is written; absent: Chinese. Letters go in the language of their channel. */
  readonly language?: NotifyLanguage;
}

/**
 * What is told to people beside alerts: digests by a plan, for the whole office to set up (action `notify.manage`), and
 * reminders (催办) that somebody asks for (action `reminder.send`, of units within their scope). Refuse `forbidden`,
 * `not-found`, `invalid-input`, and `conflict` where somebody else was faster.
 */
export interface LetterServices {
  /** Makes the digests that are due. May be repeated and interrupted anywhere. */
  makeDigests(signal: AbortSignal): Promise<Counts>;
  /** Letters that are not settled by state, for the figures of the process. */
  counts(): Promise<Readonly<Partial<Record<NotificationState, number>>>>;
  digests(principal: Principal): Promise<readonly DigestPlanView[]>;
  addDigest(draft: DigestDraft, principal: Principal): Promise<DigestPlanView>;
  changeDigest(of: Versioned<DigestPlanId>, draft: DigestDraft, principal: Principal): Promise<DigestPlanView>;
  removeDigest(of: Versioned<DigestPlanId>, principal: Principal): Promise<void>;
  /** What it would say now, and to whom. Stores nothing. */
  previewDigest(draft: DigestDraft, principal: Principal): Promise<DigestPreviewView>;
  /** What was made by a plan, the newest first. */
  digestLetters(id: DigestPlanId, page: PageRequest, principal: Principal): Promise<ListView<LetterView>>;

  /** Which units would be reminded, how, and which not and why. Stores nothing. */
  previewReminder(asked: ReminderRequest, principal: Principal): Promise<ReminderPreviewView>;
  /**
   * Reminds the units. `request` names the demand: whoever repeats it reminds nobody again. No unit is reminded of one
   * thing more often than `notify.remindersADay` a day.
   */
  remind(
    asked: ReminderRequest & { readonly text: string; readonly request: string },
    principal: Principal,
  ): Promise<ReminderPreviewView>;
  /** Makes the letters of reminders whose sender was killed before it did. May be repeated and interrupted anywhere. */
  carryReminders(limit: number): Promise<Counts>;
  /** Digests that told of an alert and reminders of it, the newest first; for readers of the alert. */
  ofAlert(alertId: AlertId, principal: Principal): Promise<readonly AlertLetterView[]>;
  reminders(filter: ReminderFilter, page: PageRequest, principal: Principal): Promise<ListView<ReminderView>>;
}
