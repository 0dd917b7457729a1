import { DAY_MS, type Instant } from '../time/instant';
import type { OwnPost, Watch, WatchRule } from './ownPost';

/** From a publishing on: with every look. */
export function watchFrom(at: Instant, { days }: Pick<WatchRule, 'days'>): Watch {
  return { fromAt: at, toAt: new Date(at.getTime() + days * DAY_MS) };
}

/** The time of looking after one that is over: a day, some days later; null: the last one was it. */
export function nextWatch(
  { begunAt, createdAt, copies }: Pick<OwnPost, 'begunAt' | 'createdAt' | 'copies'>,
  { toAt }: Watch,
  { thenEveryDays, endAfterDays }: WatchRule,
): Watch | null {
  const published = [begunAt ?? createdAt, ...copies.flatMap(({ seenAt }) => seenAt ?? [])];
  const lastMs = Math.max(...published.map((at) => at.getTime())) + endAfterDays * DAY_MS;
  const fromMs = toAt.getTime() + thenEveryDays * DAY_MS;
  // What is on its way by then is waited for.
  const isUnderway = copies.some(({ state }) => UNDERWAY.has(state));
  return fromMs < lastMs || isUnderway ? { fromAt: new Date(fromMs), toAt: new Date(fromMs + DAY_MS) } : null;
}

const UNDERWAY: ReadonlySet<OwnPost['copies'][number]['state']> = new Set(['waiting', 'publishing', 'submitted']);
