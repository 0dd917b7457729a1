import type { UnitId } from '../ids';
import type { Instant } from '../time/instant';

/**
 * What a unit is: a government by its administrative level (国家、省、市、县、乡镇/街道、村/社区), a department of one (部门、局) of
 * whatever level, or something else, such as an institution.
 */
export const UNIT_LEVELS = [
  'national',
  'province',
  'city',
  'county',
  'department',
  'town',
  'village',
  'other',
] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];

/** A field of government work (领域), by its key in `config/sectors.json`, such as `education`. */
export type Sector = string;

/** By which mandates reach a unit. */
export interface UnitNature {
  readonly level: UnitLevel;
  /** The fields it works in; none: documents of a field do not bind it. */
  readonly sectors: readonly Sector[];
  /** Its place by GB/T 2260, such as `330106`; empty: not stated. */
  readonly region: string;
}

/** An office, department or town; units form a tree. */
export interface Unit extends UnitNature {
  readonly id: UnitId;
  readonly key: string;
  readonly name: string;
  readonly parentId: UnitId | null;
  /** The unit and all units above it, root first. */
  readonly path: readonly UnitId[];
  /** What it was until it was changed, oldest first: a mandate reaches whom it reached when it was made. */
  readonly earlier?: readonly (UnitNature & { readonly until: Instant })[];
  /** 统一社会信用代码 (GB 32100-2015); absent: not stated. */
  readonly creditCode?: string | null;
  /** Since when it is closed, and which unit took over what it had; absent: it is open. */
  readonly closed?: { readonly at: Instant; readonly intoId: UnitId | null };
}

/** A closed unit stays in the tree; nothing new is given to it. */
export function isOpen(unit: Pick<Unit, 'closed'>): boolean {
  return unit.closed === undefined;
}

export function isSameNature(one: UnitNature, other: UnitNature): boolean {
  return one.level === other.level && one.region === other.region && one.sectors.join() === other.sectors.join();
}

/** The unit as it was at an instant; before anything is known of it, as it was first. */
export function unitAsOf(unit: Unit, at: Instant): Unit {
  const then = unit.earlier?.find(({ until }) => until > at);
  return then === undefined ? unit : { ...unit, level: then.level, sectors: then.sectors, region: then.region };
}

/** A place by GB/T 2260: two digits for a province, four for a city, six for a county, up to twelve below it. */
export const REGION_CODE = /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/u;
export const SECTOR_KEY = /^[a-z][a-z-]{0,39}$/u;
