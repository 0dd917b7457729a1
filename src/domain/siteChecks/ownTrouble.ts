import { MINUTE_MS } from '../time/instant';
import { hasFailed, type Visit } from './probe';

/** So many places must fail together before it can be no site's own trouble. */
const LEAST_PLACES = 3;

/** Every site is visited within it: what failed in so long counts together, though its visits are spread over it. */
export const TOGETHER_MS = 45 * MINUTE_MS;

/**
 * The visits of one round as they count, beside those `before` as they went (not as they counted). What failed while no control address answered says nothing of the sites; nor
 * does what failed together with most other places that were visited: that is ours. Sites that lie on one machine are
 * one place: they fail together, and each of them cannot be reached.
 */
export function settleVisits<V extends Visit>(
  visits: readonly V[],
  { lineStands, before = [] }: { readonly lineStands: boolean; readonly before?: readonly Went[] },
): readonly V[] {
  const went: readonly Went[] = [...before, ...visits];
  const failed = placesOf(went.filter(hasFailed));
  const seen = placesOf(went.filter(({ outcome }) => outcome !== 'unknown'));
  const isMany = failed.size >= LEAST_PLACES && failed.size * 2 > seen.size;
  return visits.map((visit) => {
    if (!hasFailed(visit) || (lineStands && !isMany)) return visit;
    return { ...visit, outcome: 'unknown', reason: lineStands ? 'many-at-once' : 'own-line' };
  });
}

/** How a visit went, before anything was made of it. */
export type Went = Pick<Visit, 'outcome' | 'place'>;

function placesOf(visits: readonly Pick<Visit, 'place'>[]): ReadonlySet<string> {
  return new Set(visits.map(({ place }) => place));
}
