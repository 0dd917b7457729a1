import { addCivilDays } from '../time/civil';
import type { CivilDate } from '../time/instant';
import type { AvailabilityRules } from './siteCheckRules';
import type { DayFigures } from './siteDay';
import type { SiteFound } from './siteVerdict';

/** The first day that is read to judge on `today`: the whole days before it. */
export function firstJudgedDay(today: CivilDate, { days }: Pick<AvailabilityRules, 'days'>): CivilDate {
  return addCivilDays(today, -days);
}

/**
 * Whether the home page opens: the whole days before today, each with more visits than the rule asks for, else nothing
 * is said. Today alone never vetoes; where its failures lift the share above the warning, whatever the rest of the day
 * will be like, that is warned of at once. Shares are compared as whole numbers: no rounding decides.
 */
export function judgeAvailability(days: readonly DayFigures[], today: CivilDate, rules: AvailabilityRules): SiteFound {
  const first = firstJudgedDay(today, rules);
  const week = days.filter(({ on }) => on >= first && on < today);
  const running = days.filter(({ on }) => on > first && on <= today);
  const whole = sumOf(week);
  const now = { ...sumOf(running), visits: Math.max(whole.visits, sumOf(running).visits) };
  const figures = { visits: whole.visits, failures: whole.failures, hundredths: hundredthsOf(whole) };
  const visited = week.filter(({ visits }) => visits > rules.moreThanVisitsADay);
  const passesWarning = ({ visits, failures }: Sum): boolean => failures * 100 > rules.warnAbovePercent * visits;
  if (visited.length < rules.days) {
    const counted = { ...figures, days: visited.length, neededDays: rules.days };
    return { state: 'unknown', reason: 'too-few-visits', clause: null, figures: counted };
  }
  if (whole.failures * 100 >= rules.vetoFromPercent * whole.visits)
    return { state: 'veto', reason: 'failures-veto', clause: rules.vetoClause, figures };
  if (passesWarning(whole)) return { state: 'warn', reason: 'failures-warn', clause: rules.warnClause, figures };
  if (passesWarning(now)) {
    const today = { visits: now.visits, failures: now.failures, hundredths: hundredthsOf(now) };
    return { state: 'warn', reason: 'failures-today', clause: rules.warnClause, figures: today };
  }
  return { state: 'pass', reason: 'opens', clause: null, figures };
}

interface Sum {
  readonly visits: number;
  readonly failures: number;
}

function sumOf(days: readonly DayFigures[]): Sum {
  return days.reduce<Sum>(
    (sum, { visits, failures }) => ({ visits: sum.visits + visits, failures: sum.failures + failures }),
    { visits: 0, failures: 0 },
  );
}

/** The share of failures in hundredths of a percent, cut off: what is below a limit never shows as the limit. */
function hundredthsOf({ visits, failures }: Sum): number {
  return visits === 0 ? 0 : Math.floor((failures * 10_000) / visits);
}
