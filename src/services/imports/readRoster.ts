import type { UnitId } from '../../domain/ids';
import type { RegisteredLiaison } from '../../domain/register/registered';
import type { Liaison } from '../../domain/team/liaison';
import type { Person, Scope } from '../../ports/storage';
import { pagesOf } from '../pagesOf';
import type { ServiceDeps } from '../settings';

const PAGE = 500;

export interface RosterEntry {
  readonly liaison: Liaison;
  /** As tables know it. */
  readonly registered: Omit<RegisteredLiaison, 'isReached'>;
}

/** The roster of liaisons, those of before included, with units and people as tables name them. */
export async function readRoster(
  { storage }: Pick<ServiceDeps, 'storage'>,
  { people, keyOf }: { readonly people: readonly Person[]; readonly keyOf: ReadonlyMap<UnitId, string> },
  { scope = null, current = false }: { readonly scope?: Scope; readonly current?: boolean } = {},
): Promise<readonly RosterEntry[]> {
  const usernameOf = new Map(people.map(({ id, username }) => [id, username]));
  const found: RosterEntry[] = [];
  const filter = current ? { current } : {};
  for await (const { items } of pagesOf((page) => storage.liaisons.list(filter, page, scope), { limit: PAGE }))
    for (const liaison of items) {
      const { unitId, duty, name, post, rank, mobile, officePhone, personId, sinceOn } = liaison;
      const username = personId === null ? null : (usernameOf.get(personId) ?? null);
      found.push({
        liaison,
        registered: {
          ...{ unitKey: keyOf.get(unitId) ?? '', duty, name, post, rank, mobile, officePhone, username, sinceOn },
        },
      });
    }
  return found;
}
