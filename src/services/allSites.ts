import type { Site, Storage } from '../ports/storage';

const PAGE = 500;

/** Every site that is registered, of all units. */
export async function allSites({ sites }: Pick<Storage, 'sites'>): Promise<Site[]> {
  const all: Site[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Storage['sites']['list']>> = await sites.list({}, { limit: PAGE, cursor }, null);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
