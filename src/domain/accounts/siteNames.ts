import type { Account } from './account';
import type { Site } from './site';
import { siteNameOf } from './site';

/** What a person tells sites apart by. */
type Called = Pick<Site, 'key' | 'name'>;

/**
 * The rows that would give their site the name of another one, each with the key of that other site. Two that share a
 * name already (from before names were unique) may be told again as they are: only who takes a name is asked to choose
 * another one. Sites may exchange their names in one go.
 */
export function sharedSiteNames(
  rows: readonly Called[],
  stored: readonly Called[],
): { readonly index: number; readonly holder: string }[] {
  const before = new Map(stored.map(({ key, name }) => [key, name]));
  const told = new Set(rows.map(({ key }) => key));
  const holders = new Map<string, string>();
  const hold = ({ key, name }: Called): void => void (holders.has(name) || holders.set(name, key));
  // Who keeps a name comes before who takes it.
  stored.filter(({ key }) => !told.has(key)).forEach(hold);
  rows.filter(({ key, name }) => before.get(key) === name).forEach(hold);
  return rows.flatMap((row, index) => {
    if (before.get(row.key) === row.name) return [];
    hold(row);
    const holder = holders.get(row.name) ?? row.key;
    return holder === row.key ? [] : [{ index, holder }];
  });
}

/**
 * Names for a site that nobody named, the preferred one first, without end: its unit's website, then with its host,
 * then with a number beside it.
 */
export function* siteNamesFor(
  unitName: string,
  column: Pick<Account, 'name' | 'platform' | 'settings' | 'externalId' | 'homeUrl'>,
): Generator<string, never> {
  const name = siteNameOf(unitName, column);
  yield name;
  yield siteNameOf(unitName, column, new Set([name]));
  for (let count = 2; ; count += 1) yield `${siteNameOf(unitName, column, new Set([name]))}${count}`;
}
