import { type Instant } from '../../src/domain/time/instant';
import type { LookOutcome } from '../../src/domain/accounts/look';
import type { VerdictKind } from '../../src/domain/judging/verdict';

/** The rows of a large office, each by its number alone, so that every run of a bench reads the same. */

export const UNITS = 300;
export const COUNTIES = 10;
const PLACES = ['甘州', '肃南', '民乐', '临泽', '高台', '山丹', '凉州', '民勤', '古浪', '天祝'];
export const BUREAUS = [
  '教育局',
  '公安局',
  '民政局',
  '司法局',
  '财政局',
  '水务局',
  '卫生健康局',
  '应急管理局',
  '统计局',
  '林业和草原局',
];
const KINDS = ['发布', '在线', '政务', '公告', '服务', '要闻'];

/** A stored id: what it names in the first four digits, its number in the others. */
const KIND = {
  unit: 1,
  account: 2,
  post: 3,
  look: 4,
  policy: 5,
  mandate: 6,
  obligation: 7,
  job: 8,
  alert: 9,
  source: 10,
};
export function idOf<Id extends string>(kind: keyof typeof KIND, n: number): Id {
  return (KIND[kind].toString(16).padStart(4, '0') + n.toString(16).padStart(20, '0')) as Id;
}

/** The office, ten counties below it, and the other units below those. */
export function pathOf<Id extends string>(unit: number): readonly Id[] {
  if (unit === 0) return [idOf('unit', 0)];
  if (unit <= COUNTIES) return [idOf('unit', 0), idOf('unit', unit)];
  return [idOf('unit', 0), idOf('unit', 1 + (unit % COUNTIES)), idOf('unit', unit)];
}

export function pick<T>(from: readonly T[], n: number): T {
  return from[n % from.length] as T;
}

export function unitName(unit: number): string {
  if (unit === 0) return '省政府办公厅';
  if (unit <= COUNTIES) return `${pick(PLACES, unit - 1)}县政府`;
  return `${pick(PLACES, unit % COUNTIES)}县${pick(BUREAUS, Math.floor(unit / COUNTIES))}${Math.floor(unit / 100)}`;
}

export const ago = (now: Instant, ms: number): Instant => new Date(now.getTime() - ms);

export function outcomeOf(n: number): LookOutcome {
  return n % 40 === 0 ? 'unreachable' : n % 55 === 0 ? 'refused' : 'items';
}
export function verdictKindOf(n: number): VerdictKind {
  return n % 40 === 0 ? 'unknown' : n % 25 === 0 ? 'silent' : n % 12 === 0 ? 'warned' : 'fine';
}

export function accountName(n: number): string {
  return `${unitName(n % UNITS)}${pick(KINDS, Math.floor(n / UNITS))}${Math.floor(n / (UNITS * KINDS.length)) + 1}`;
}
