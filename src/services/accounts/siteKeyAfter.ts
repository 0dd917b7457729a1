import { siteKeyOf, type Site } from '../../domain/accounts/site';
import type { UnitId } from '../../domain/ids';
import type { ServiceDeps } from '../settings';

interface KeyedUnit {
  readonly id: UnitId;
  readonly key: string;
}

/**
 * The key of a website that was given to another unit or has another address: a column that is registered there finds it
 * by unit and host, and makes no second one. A key that somebody chose stays, and so does one whose place is taken.
 */
export async function siteKeyAfter(
  { storage }: Pick<ServiceDeps, 'storage'>,
  site: Pick<Site, 'id' | 'key' | 'unitId' | 'homeUrl'>,
  next: { readonly unit: KeyedUnit | null; readonly homeUrl: string },
): Promise<string> {
  if (next.unit === null && next.homeUrl === site.homeUrl) return site.key;
  const owner = await storage.units.byId(site.unitId, null);
  if (owner === null || !keysOf(owner, site.homeUrl).includes(site.key)) return site.key;
  const wanted = keysOf(next.unit ?? owner, next.homeUrl);
  const taken = new Map((await storage.sites.byKeys(wanted)).map(({ key, id }) => [key, id]));
  return wanted.find((key) => (taken.get(key) ?? site.id) === site.id) ?? site.key;
}

/** By the unit's own key, and by its id where another one has that. */
function keysOf({ key, id }: KeyedUnit, homeUrl: string): readonly string[] {
  const column = { platform: 'portal', settings: {}, externalId: '', homeUrl } as const;
  return [siteKeyOf(key, column), siteKeyOf(id, column)];
}
