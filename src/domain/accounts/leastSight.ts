import type { AccountFacts } from './facts';

/**
 * What is known of several columns together: no more than of the one that was seen longest ago, complete only where all
 * are. Of one account: what is known of it.
 */
export function leastSight(all: readonly [AccountFacts, ...AccountFacts[]]): AccountFacts {
  const [first, ...others] = all;
  const least = others.reduce((worst, facts) => (sightOf(facts) < sightOf(worst) ? facts : worst), first);
  const froms = all.map(({ completeFromAt }) => completeFromAt);
  return {
    ...least,
    coverage: all.some(({ coverage }) => coverage === 'partial') ? 'partial' : least.coverage,
    completeFromAt: froms.reduce((latest, from) =>
      latest === null || from === null ? null : from > latest ? from : latest,
    ),
  };
}

function sightOf({ lastSightAt }: AccountFacts): number {
  return lastSightAt?.getTime() ?? -Infinity;
}
