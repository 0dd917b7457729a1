import type { DutyId, PersonId } from '../ids';
import { civilDateOf } from '../time/civil';
import type { CivilDate, Instant } from '../time/instant';
import { isWritten } from '../writtenText';
import {
  owesResult,
  type ResultLook,
  type SurveyEvent,
  type SurveyItem,
  type SurveyPlan,
  type SurveyState,
} from './surveyPlan';
import type { SurveyKind } from './surveyQuota';

/** Where each event leads from each state. What is not in this table cannot happen. */
const SURVEY_TRANSITIONS: Readonly<Record<SurveyState, Readonly<Partial<Record<SurveyEvent, SurveyState>>>>> = {
  planned: { postpone: 'planned', announce: 'announced', hold: 'held', cancel: 'cancelled' },
  announced: { postpone: 'announced', announce: 'announced', hold: 'held', cancel: 'cancelled' },
  held: { publish: 'published', cancel: 'cancelled' },
  published: { look: 'published', reopen: 'held' },
  cancelled: { restore: 'planned' },
};
const WORDS_NEEDED: ReadonlySet<SurveyEvent> = new Set<SurveyEvent>(['postpone', 'cancel', 'restore', 'reopen']);
const MOST_ITEMS = 100;

export type SurveyRefusal =
  | 'no-such-step'
  | 'no-such-item'
  | 'words-missing'
  | 'link-missing'
  | 'date-missing'
  | 'other-year'
  | 'still-to-come'
  | 'too-many';
export type SurveyMove = { readonly plan: SurveyPlan } | { readonly refused: SurveyRefusal };

/** Who does something with an item, and what they say of it. */
export interface SurveyAct {
  readonly event: SurveyEvent;
  readonly by: PersonId | null;
  readonly name: string;
  readonly at: Instant;
  readonly words: string;
  readonly on: CivilDate | null;
  readonly link: string | null;
  /** Of `publish` and `look`. */
  readonly look: ResultLook | null;
  /** Under which the result is owed, of `hold`. */
  readonly dutyId: DutyId;
}

/** Whether an event can happen to an item as it stands. */
export function canHappenToSurvey(item: Pick<SurveyItem, 'state' | 'kind'>, event: SurveyEvent): boolean {
  return SURVEY_TRANSITIONS[item.state][event] !== undefined && (event !== 'publish' || owesResult(item));
}

/** Another item of the plan. */
export function planSurvey(
  plan: SurveyPlan,
  item: { readonly key: string; readonly kind: SurveyKind; readonly title: string; readonly plannedOn: CivilDate },
  by: Pick<SurveyAct, 'by' | 'name' | 'at'>,
): SurveyMove {
  if (plan.items.length >= MOST_ITEMS) return { refused: 'too-many' };
  if (!isOfYear(plan, item.plannedOn)) return { refused: 'other-year' };
  const added: SurveyItem = {
    ...{ ...item, state: 'planned', announcedLink: null, heldOn: null, resultLink: null, look: null, dutyId: null },
    thread: [{ event: 'plan', ...by, words: null }],
  };
  return { plan: { ...plan, items: [...plan.items, added], version: plan.version + 1 } };
}

/** One step of an item. Who may take it is the caller's to know. */
export function takeSurveyStep(plan: SurveyPlan, key: string, act: SurveyAct): SurveyMove {
  const item = plan.items.find((one) => one.key === key);
  if (item === undefined) return { refused: 'no-such-item' };
  const state = SURVEY_TRANSITIONS[item.state][act.event];
  if (state === undefined || !canHappenToSurvey(item, act.event)) return { refused: 'no-such-step' };
  if (WORDS_NEEDED.has(act.event) && !isWritten(act.words)) return { refused: 'words-missing' };
  const change = changeOf(plan, item, act);
  if ('refused' in change) return change;
  const { event, by, name, at } = act;
  const words = isWritten(act.words) ? act.words.trim() : act.link;
  const next: SurveyItem = { ...item, ...change, state, thread: [...item.thread, { event, by, name, at, words }] };
  return {
    plan: {
      ...plan,
      items: plan.items.map((one) => (one === item ? next : one)),
      // Once it was seen, what is owed was done then, whenever somebody said so.
      isTold: plan.isTold && (isUnseen(act) || (next.dutyId === null && item.dutyId === null)),
      version: plan.version + 1,
    },
  };
}

function isUnseen({ event, look }: SurveyAct): boolean {
  return event === 'look' && look?.as !== 'seen';
}

function changeOf(
  plan: SurveyPlan,
  item: SurveyItem,
  { event, on, link, look, at, dutyId }: SurveyAct,
): Partial<SurveyItem> | { readonly refused: SurveyRefusal } {
  switch (event) {
    case 'postpone':
      if (on === null) return { refused: 'date-missing' };
      return isOfYear(plan, on) ? { plannedOn: on } : { refused: 'other-year' };
    case 'announce':
      return link === null ? { refused: 'link-missing' } : { announcedLink: link };
    case 'hold':
      if (on === null) return { refused: 'date-missing' };
      if (!isOfYear(plan, on)) return { refused: 'other-year' };
      if (on > civilDateOf(at)) return { refused: 'still-to-come' };
      return { heldOn: on, dutyId: owesResult(item) ? dutyId : null };
    case 'publish':
      return link === null ? { refused: 'link-missing' } : { resultLink: link, look };
    case 'look':
      return { look };
    case 'reopen':
      return { resultLink: null, look: null };
    case 'restore':
      return { heldOn: null, dutyId: null };
    default:
      return {};
  }
}

function isOfYear({ year }: SurveyPlan, on: CivilDate): boolean {
  return on.startsWith(`${year}-`);
}
