import { figure } from '../../time/figure';
import type { Words } from '../../words/zh';

const HOUR = 60;

/** After how long a rung is told, in words. */
export function afterText(minutes: number, { ladders }: Words): string {
  if (minutes === 0) return ladders.atOnce;
  return minutes % HOUR === 0 ? ladders.hours(figure(minutes / HOUR)) : ladders.minutes(figure(minutes));
}
