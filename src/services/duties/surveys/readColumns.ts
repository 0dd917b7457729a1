import type { Post } from '../../../domain/accounts/post';
import type { UnitId } from '../../../domain/ids';
import { postAtLink } from '../../../domain/surveys/matchResult';
import type { ResultLook } from '../../../domain/surveys/surveyPlan';
import { startOfCivilDate } from '../../../domain/time/civil';
import type { CivilDate, Instant } from '../../../domain/time/instant';
import type { ListedAccount } from '../../../ports/storage';
import { pagesOf } from '../../pagesOf';
import { readPostsSince } from '../../postsSince';
import type { ServiceDeps } from '../../settings';

const PAGES = { limit: 200, maxPages: 25 };

/** The posts of the columns of a unit's own sites since a day, and the columns they are read from. */
export async function readColumns(
  deps: Pick<ServiceDeps, 'storage'>,
  unitId: UnitId,
  since: CivilDate,
): Promise<{ readonly columns: readonly ListedAccount[]; readonly posts: readonly Post[] }> {
  const columns: ListedAccount[] = [];
  const filter = { unitId, platform: 'portal' } as const;
  // The list takes the units below along, whose sites are not this unit's own.
  for await (const { items } of pagesOf((page) => deps.storage.accounts.list(filter, page, null), PAGES))
    columns.push(...items.filter(({ account }) => account.unitId === unitId));
  const posts: Post[] = [];
  for (const { account } of columns) posts.push(...(await readPostsSince(deps, account.id, startOfCivilDate(since))));
  return { columns, posts };
}

/**
 * Whether the result at a link has been seen on the unit's site. `not-seen` takes a column that was read after it was
 * said to be there; else we do not know.
 */
export async function lookForResult(
  deps: Pick<ServiceDeps, 'storage'>,
  of: { readonly unitId: UnitId; readonly heldOn: CivilDate; readonly link: string; readonly saidAt: Instant },
  now: Instant,
): Promise<ResultLook> {
  const { columns, posts } = await readColumns(deps, of.unitId, of.heldOn);
  const post = postAtLink(posts, of.link);
  if (post !== null) return { as: 'seen', at: post.countedAt, link: post.url };
  const isRead = columns.some(({ facts }) => facts.lastSightAt !== null && facts.lastSightAt > of.saidAt);
  return { as: isRead ? 'not-seen' : 'unknown', at: now, link: null };
}
