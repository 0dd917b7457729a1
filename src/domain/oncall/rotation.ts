import type { PersonId } from '../ids';
import { addCivilDays, weekdayOf } from '../time/civil';
import type { CivilDate } from '../time/instant';
import { dayKind, type WorkCalendar } from '../time/workCalendar';

/** The longest span that is filled at once: a leap year and a day. */
export const MOST_FILLED_DAYS = 367;

export const ROTATION_STEPS = ['day', 'week'] as const;
export type RotationStep = (typeof ROTATION_STEPS)[number];

/** People taking turns. */
export interface Rotation {
  readonly from: CivilDate;
  /** Included. */
  readonly to: CivilDate;
  readonly step: RotationStep;
  /** The first of them begins. */
  readonly order: readonly PersonId[];
  /** Who take turns on days off; empty: whoever would have the day anyway. Make-up days are working days. */
  readonly offOrder: readonly PersonId[];
  /** Who lead, or stand by, in turn over all days; empty: nobody. */
  readonly leaderOrder: readonly PersonId[];
}

export interface TurnDay {
  readonly date: CivilDate;
  readonly personIds: readonly PersonId[];
  readonly leaderIds: readonly PersonId[];
}

/**
 * Who has which day. By the day, working days and days off are counted apart where each has an order of its own; by the
 * week, a week begins on Monday and the first one may be short. At most `MOST_FILLED_DAYS`.
 */
export function rotate(rotation: Rotation, calendar: WorkCalendar): readonly TurnDay[] {
  const { from, to, step, order, offOrder, leaderOrder } = rotation;
  const days: TurnDay[] = [];
  let week = 0;
  let [all, working, off] = [0, 0, 0];
  for (let date = from; date <= to && days.length < MOST_FILLED_DAYS; date = addCivilDays(date, 1)) {
    if (date !== from && weekdayOf(date) === 1) week += 1;
    const isOff = offOrder.length > 0 && !dayKind(calendar, date).working;
    const turn = step === 'week' ? week : isOff ? off : offOrder.length > 0 ? working : all;
    days.push({
      date,
      personIds: inTurn(isOff ? offOrder : order, turn),
      leaderIds: inTurn(leaderOrder, step === 'week' ? week : all),
    });
    all += 1;
    if (isOff) off += 1;
    else working += 1;
  }
  return days;
}

function inTurn(order: readonly PersonId[], turn: number): readonly PersonId[] {
  return order.length === 0 ? [] : order.slice(turn % order.length, (turn % order.length) + 1);
}
