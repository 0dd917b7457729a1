import type { SiteId } from '../ids';
import { addCivilDays, civilDateFrom } from '../time/civil';
import type { CivilDate } from '../time/instant';
import type { StepPaper } from './accountTable';

/**
 * How long the closing of a website stands on its first page before it goes, and how long it stays gone (国办发〔2017〕47号:
 * 公告期不少于30天，写明承接的网站；关停后一年内不再开通).
 */
const SITE_NOTICE_DAYS = 30;

export const SITE_CLOSING_STATES = ['announced', 'closed'] as const;
/** `announced`: the notice stands on its first page, and the site is kept up as before. */
export type SiteClosingState = (typeof SITE_CLOSING_STATES)[number];

/** A website that is being closed, or is. */
export interface SiteClosing {
  readonly state: SiteClosingState;
  /** Where the notice stands, and since when. */
  readonly noticeUrl: string;
  readonly announcedOn: CivilDate;
  /** Where people look from now on: a website of ours, by its id, or any address. One of the two is given. */
  readonly successorId: SiteId | null;
  readonly successorUrl: string | null;
  readonly closedOn: CivilDate | null;
}

export const SITE_ACTS = ['announce-closing', 'call-off-closing', 'close', 'reopen'] as const;
export type SiteAct = (typeof SITE_ACTS)[number];

/** What becomes of the columns of a website that is closed: they end with it, or go on in the one that takes over. */
export const COLUMN_ENDS = ['cancel', 'hand-over'] as const;
export type ColumnEnd = (typeof COLUMN_ENDS)[number];

/** A step in the life of a website as it is asked for, by a document. */
export interface SiteStep extends StepPaper {
  readonly act: SiteAct;
  /** Of `announce-closing`. */
  readonly noticeUrl?: string;
  readonly announcedOn?: CivilDate;
  readonly successorId?: SiteId;
  readonly successorUrl?: string;
  /** Of `close`. */
  readonly closedOn?: CivilDate;
  readonly columns?: ColumnEnd;
}

/** Why a step is not taken. */
export type SiteStepFault =
  | 'no-such-step'
  | 'approver'
  | 'document'
  | 'future'
  | 'notice'
  | 'announced-future'
  | 'successor'
  | 'closed-on'
  | 'closed-future'
  | 'too-early'
  | 'columns'
  | 'resting';

/** What can be done with a website as it stands. */
export function siteActsOf(closing: SiteClosing | null): readonly SiteAct[] {
  if (closing === null) return ['announce-closing'];
  return closing.state === 'announced' ? ['call-off-closing', 'close'] : ['reopen'];
}

/** The first day on which it may be closed. */
export function closableFrom({ announcedOn }: Pick<SiteClosing, 'announcedOn'>): CivilDate {
  return addCivilDays(announcedOn, SITE_NOTICE_DAYS);
}

/** The first day on which it may be opened again: the same day of the next year, of 29 February the day after. */
export function openableFrom(closedOn: CivilDate): CivilDate {
  const [year = 0, month = 1, day = 1] = closedOn.split('-').map(Number);
  return civilDateFrom(year + 1, month, day) ?? addCivilDays(closedOn, 366);
}

/** The first thing that keeps the step from being taken; null: nothing. */
export function siteStepFault(closing: SiteClosing | null, step: SiteStep, today: CivilDate): SiteStepFault | null {
  const { act, approver, documentNumber, documentTitle, decidedOn } = step;
  const isWritten = (text: string | null): boolean => (text ?? '').trim() !== '';
  if (!siteActsOf(closing).includes(act)) return 'no-such-step';
  if (!isWritten(approver)) return 'approver';
  if (!isWritten(documentNumber) && !isWritten(documentTitle)) return 'document';
  if (decidedOn > today) return 'future';
  switch (act) {
    case 'announce-closing':
      return announceFault(step, today);
    case 'close':
      return closing === null ? 'no-such-step' : closeFault(closing, step, today);
    case 'reopen':
      return closing?.closedOn != null && today < openableFrom(closing.closedOn) ? 'resting' : null;
    case 'call-off-closing':
      return null;
  }
}

function announceFault(
  { noticeUrl, announcedOn, successorId, successorUrl }: SiteStep,
  today: CivilDate,
): SiteStepFault | null {
  if (!isAddress(noticeUrl) || announcedOn === undefined) return 'notice';
  if (announcedOn > today) return 'announced-future';
  return (successorId === undefined) === !isAddress(successorUrl) ? 'successor' : null;
}

function closeFault(closing: SiteClosing, { closedOn, columns }: SiteStep, today: CivilDate): SiteStepFault | null {
  if (closedOn === undefined) return 'closed-on';
  if (closedOn > today) return 'closed-future';
  if (closedOn < closableFrom(closing)) return 'too-early';
  if (columns === undefined) return 'columns';
  return columns === 'hand-over' && closing.successorId === null ? 'columns' : null;
}

function isAddress(address: string | undefined): boolean {
  return /^https?:\/\/\S+$/u.test(address ?? '');
}

/** How the closing stands after a step that `siteStepFault` lets through; null: nothing of it is under way. */
export function closingAfter(closing: SiteClosing | null, step: SiteStep): SiteClosing | null {
  switch (step.act) {
    case 'announce-closing':
      return {
        state: 'announced',
        noticeUrl: step.noticeUrl ?? '',
        announcedOn: step.announcedOn ?? (step.decidedOn as CivilDate),
        successorId: step.successorId ?? null,
        successorUrl: step.successorId === undefined ? (step.successorUrl ?? null) : null,
        closedOn: null,
      };
    case 'close':
      return closing === null ? null : { ...closing, state: 'closed', closedOn: step.closedOn ?? null };
    case 'call-off-closing':
    case 'reopen':
      return null;
  }
}
