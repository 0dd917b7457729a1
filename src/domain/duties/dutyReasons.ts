import type { DutyEvent } from './duty';

const NOT_OURS = ['out-of-remit', 'other-region', 'by-superior', 'other'] as const;
const MISTAKEN = ['not-needed', 'mistaken', 'other'] as const;

/** Why each thing can happen: a closed list an event. The first is the one that is proposed. */
export const DUTY_REASONS = {
  open: ['received', 'recorded'],
  'pass-due': ['limit-passed'],
  recompute: ['calendar-announced'],
  amend: ['known-otherwise'],
  'ask-extension': ['complicated', 'needs-verification', 'several-units', 'other'],
  'grant-extension': ['justified'],
  'refuse-extension': ['not-justified', 'asked-too-late', 'other'],
  offer: NOT_OURS,
  accept: ['taken'],
  decline: NOT_OURS,
  'take-back': MISTAKEN,
  assign: NOT_OURS,
  join: ['several-units'],
  contribute: ['contributed', 'not-concerned'],
  release: MISTAKEN,
  reclassify: ['other-kind'],
  complete: ['answered', 'published', 'explained', 'held', 'other'],
  reopen: ['inadequate', 'done-by-mistake', 'other'],
  withdraw: ['duplicate', 'no-valid-message', 'asker-withdrew', 'out-of-remit', 'opened-by-mistake', 'other'],
} as const satisfies Readonly<Record<DutyEvent, readonly string[]>>;

export const ALL_DUTY_REASONS = [...new Set(Object.values(DUTY_REASONS).flat())];
export type DutyReason = (typeof ALL_DUTY_REASONS)[number];

/** What nobody does without saying why in their own words. */
export const WORDS_NEEDED: ReadonlySet<DutyEvent> = new Set<DutyEvent>([
  'ask-extension',
  'refuse-extension',
  'offer',
  'decline',
  'assign',
  'contribute',
  'release',
  'complete',
  'reopen',
  'withdraw',
]);

/** Whether a reason belongs to an event. */
export function isReasonOf(event: DutyEvent, reason: string): boolean {
  return (DUTY_REASONS[event] as readonly string[]).includes(reason);
}
