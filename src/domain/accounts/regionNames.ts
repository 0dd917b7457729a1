import { regionPrefix } from './region';
import { REGION_CODE } from './unit';

/** A place of GB/T 2260 with the names of the places it lies in, such as `330106` 浙江省 杭州市 西湖区. */
export interface NamedRegion {
  readonly code: string;
  readonly name: string;
}

export interface RegionNames {
  /** From the top down; a place below a county is named by its county. Null: the table does not know it. */
  nameOf(code: string): string | null;
  /** Places whose code begins with `q` or whose name holds every word of it, larger ones first. */
  find(q: string, limit: number): readonly NamedRegion[];
}

const COUNTY_DIGITS = 6;

/** `names` by code: two digits for a province, four for a city, six for a county. */
export function createRegionNames(names: Readonly<Record<string, string>>): RegionNames {
  const own = new Map(Object.entries(names));
  const whole = (code: string): string => {
    const parts = [2, 4, COUNTY_DIGITS]
      .filter((digits) => digits <= code.length)
      .map((digits) => code.slice(0, digits));
    // 北京市 is a province and its own city: said once.
    return [...new Set(parts.flatMap((part) => own.get(part) ?? []))].join(' ');
  };
  const all = [...own.keys()]
    .sort((one, other) => one.length - other.length || (one < other ? -1 : 1))
    .map((code): NamedRegion => ({ code, name: whole(code) }));
  return {
    nameOf: (code) => {
      if (!REGION_CODE.test(code)) return null;
      const place = regionPrefix(code).slice(0, COUNTY_DIGITS);
      return own.has(place) ? whole(place) : null;
    },
    find: (q, limit) => {
      const words = q.trim().split(/\s+/u).filter(Boolean);
      const prefix = /^\d+$/u.test(q.trim()) ? q.trim() : null;
      return all
        .filter(({ code, name }) =>
          prefix === null ? words.every((word) => name.includes(word)) : code.startsWith(prefix),
        )
        .slice(0, limit);
    },
  };
}
