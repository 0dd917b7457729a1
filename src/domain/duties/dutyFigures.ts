import type { DutyState } from './duty';

/** How many duties of one unit, rule and state there are, told apart by whether they ended late. */
export interface DutyCount<Unit extends string = string> {
  readonly unitId: Unit;
  readonly ruleKey: string;
  readonly state: DutyState;
  readonly isLate: boolean;
  readonly transferred: boolean;
  readonly count: number;
}

/** What is said of a number of duties. */
export interface DutyFigures {
  /** All that are valid: what was withdrawn is none. */
  readonly received: number;
  readonly inTime: number;
  readonly late: number;
  readonly open: number;
  readonly overdue: number;
  readonly withdrawn: number;
  readonly transferred: number;
}

const NOTHING: DutyFigures = {
  ...{ received: 0, inTime: 0, late: 0, open: 0, overdue: 0, withdrawn: 0, transferred: 0 },
};

/** Adds counts up; every duty stands in exactly one of in time, late, open, overdue and withdrawn. */
export function dutyFigures(counts: readonly DutyCount[]): DutyFigures {
  return counts.reduce((sum, { state, isLate, transferred, count }) => {
    const where = figureOf(state, isLate);
    return {
      ...sum,
      [where]: sum[where] + count,
      received: sum.received + (where === 'withdrawn' ? 0 : count),
      transferred: sum.transferred + (transferred ? count : 0),
    };
  }, NOTHING);
}

function figureOf(state: DutyState, isLate: boolean): 'inTime' | 'late' | 'open' | 'overdue' | 'withdrawn' {
  if (state === 'withdrawn' || state === 'overdue') return state;
  if (state !== 'done') return 'open';
  return isLate ? 'late' : 'inTime';
}
