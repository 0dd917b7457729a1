import type { ServiceDeps } from './settings';

/** So many of the newest: what is reposted and written about now. */
const NEWEST = 100;

/** Titles of the documents that had to be reposted lately, each once; what cites one should not alter it. */
export async function mandatedTitles({
  mandates,
}: Pick<ServiceDeps['storage'], 'mandates'>): Promise<readonly string[]> {
  const { items } = await mandates.list({ cursor: null, limit: NEWEST });
  return [...new Set(items.map(({ title }) => title))];
}
