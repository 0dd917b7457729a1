import type { Sector } from '../accounts/unit';
import type { Policy } from './policy';
import { statedIssuers } from './authority';

/** A field of government work as `config/sectors.json` describes it. */
export interface SectorEntry {
  readonly key: Sector;
  readonly zh: string;
  readonly en: string;
  /** The State Council's institutions that lead it, for people to read. */
  readonly ledBy: readonly string[];
  /** Parts of names by which an institution of any level shows that it works in this field: 教育, 卫健. */
  readonly names: readonly string[];
}

/** Which fields a name or a document belongs to. */
export interface SectorCatalogue {
  readonly entries: readonly SectorEntry[];
  /** The fields of an institution, or of several joined in whatever way; in the order of the catalogue. */
  sectorsOf(name: string): readonly Sector[];
}

/** A place before the name of a department: 浙江省杭州市西湖区教育局. Lazy, so that each takes one place and no more. */
const PLACES = [
  /^\p{Script=Han}{2,8}?(?:省|自治区)/u,
  /^\p{Script=Han}{1,10}?(?:市|自治州|盟|地区)/u,
  /^\p{Script=Han}{1,12}?(?:县|区|旗)/u,
];
/** 人民政府 is no office of 民政. */
const GOVERNMENT = '人民政府';
const MAX_NAME_CHARS = 400;

export function createSectorCatalogue(entries: readonly SectorEntry[]): SectorCatalogue {
  const parts = entries.flatMap(({ key, names }) => names.map((name) => ({ key, name })));
  // The longest first, and each character counts once: 国防科技工业 is no office of 科技.
  const names = [...new Set(parts.map(({ name }) => name))].sort((one, other) => other.length - one.length);
  const keysOf = (name: string): readonly Sector[] => parts.filter((part) => part.name === name).map(({ key }) => key);
  const read = (text: string): readonly Sector[] => {
    let rest = text.replaceAll(GOVERNMENT, ' ');
    const found = new Set<Sector>();
    for (const name of names) {
      if (!rest.includes(name)) continue;
      for (const key of keysOf(name)) found.add(key);
      rest = rest.replaceAll(name, ' ');
    }
    return entries.filter(({ key }) => found.has(key)).map(({ key }) => key);
  };
  return {
    entries,
    sectorsOf: (name) => {
      const whole = name.slice(0, MAX_NAME_CHARS).replace(/\s+/gu, ' ').trim();
      // 公安县教育局 is an office of education: the place says nothing, unless nothing else says anything (城市管理局).
      const office = PLACES.reduce((text, place) => text.replace(place, ''), whole);
      const sectors = read(office);
      return sectors.length > 0 ? sectors : read(whole);
    },
  };
}

/** The fields of a document: those of all its issuers together, or what a person decided. */
export function sectorsOfPolicy(
  policy: Pick<Policy, 'docNumber' | 'title' | 'issuer' | 'byHand'>,
  catalogue: SectorCatalogue,
): readonly Sector[] {
  if (policy.byHand !== null && policy.byHand !== undefined) return policy.byHand.sectors;
  const found = new Set(statedIssuers(policy).flatMap((name) => catalogue.sectorsOf(name)));
  return catalogue.entries.filter(({ key }) => found.has(key)).map(({ key }) => key);
}
