import { siteMovedAfter, type Site } from '../../domain/accounts/site';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { Unit } from '../../ports/storage';
import type { ServiceDeps } from '../settings';
import { moveColumns } from './moveColumns';

/** Where a website stands that is given to a unit: there, and its columns are still to come. */
export function placeAt(
  unit: Unit,
  site: Site,
  { at, by, note }: { readonly at: Instant; readonly by: Principal; readonly note: string },
): Required<Pick<Site, 'unitId' | 'unitPath' | 'moved'>> {
  const moved = siteMovedAfter(site, unit.id, { at, by: { id: by.personId, name: by.name }, note });
  return { unitId: unit.id, unitPath: unit.path, moved };
}

/** Brings along what a former unit of the website still has of it. Throws `Refusal` `conflict`. */
export async function bringColumns(
  deps: ServiceDeps,
  { id, unitId, unitPath, moved }: Pick<Site, 'id' | 'unitId' | 'unitPath' | 'moved'>,
): Promise<number> {
  if (moved === undefined) return 0;
  const columns = await deps.storage.accounts.ofSites([id]);
  const left = columns.filter(({ account }) => moved.fromIds.includes(account.unitId));
  const actor = { kind: 'person', personId: moved.by.id, name: moved.by.name } as const;
  const unit = { id: unitId, path: unitPath };
  await moveColumns(deps, left, { unit, reason: 'site-moved', note: moved.note, actor });
  return left.length;
}
