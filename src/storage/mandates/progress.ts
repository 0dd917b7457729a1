import type { MandateId } from '../../domain/ids';
import { PROGRESS_GROUPS, type Obligation, type ObligationState, type ProgressGroup } from '../../domain/mandates/mandate';
import { progressGroup } from '../../domain/mandates/obligationTable';
import type { Instant } from '../../domain/time/instant';
import type { ProgressCounts, Scope } from '../../ports/storage';
import { checkIds } from '../checkInput';
import { above, anyOf, atMost, inSubtree, noneOf } from '../conditions';
import type { Filter, Table } from '../table';
import { OPEN_STATES, type ObligationRow } from './obligationRow';

type Facts = Pick<Obligation, 'state' | 'onTime' | 'dueBy'>;
interface FactsGroup { readonly _id: Facts & { readonly mandateId: MandateId }; readonly count: number }

/**
 * Counts obligations by mandate and progress group. The store groups by the facts the group is made of (a mandate has few
 * distinct ones) and the domain names the group, so both cannot disagree.
 */
export async function countProgress(table: Table<ObligationRow>, query: { readonly mandateIds: readonly MandateId[]; readonly scope: Scope; readonly now: Instant }): Promise<ReadonlyMap<MandateId, ProgressCounts>> {
  const ids = checkIds(query.mandateIds, 'mandateId');
  const counts = new Map<MandateId, Record<ProgressGroup, number>>(ids.map((id) => [id as MandateId, noProgress()]));
  if (ids.length === 0) return counts;
  const groups = await table.group<FactsGroup>([
    { $match: { mandateId: anyOf(ids), ...inSubtree(query.scope) } },
    { $group: { _id: { mandateId: '$mandateId', state: '$state', onTime: '$onTime', dueBy: '$dueBy' }, count: { $sum: 1 } } },
  ]);
  for (const { _id, count } of groups) {
    const own = counts.get(_id.mandateId);
    if (own !== undefined) own[progressGroup(_id, query.now)] += count;
  }
  return counts;
}

function noProgress(): Record<ProgressGroup, number> {
  return Object.fromEntries(PROGRESS_GROUPS.map((group) => [group, 0])) as Record<ProgressGroup, number>;
}

const RUNNING: readonly ObligationState[] = OPEN_STATES.filter((state) => state !== 'manual');

/** The same groups as conditions, for lists. The deadline instant itself is late. */
export function whereGroup(group: ProgressGroup, now: Instant): Filter {
  switch (group) {
    case 'done': return { state: 'fulfilled', onTime: true };
    case 'late': return { state: 'fulfilled', onTime: anyOf([false, null]) };
    case 'running': return { state: anyOf(RUNNING), dueBy: above(now) };
    case 'manual': return { state: 'manual', dueBy: above(now) };
    case 'missed': return { state: anyOf(OPEN_STATES), dueBy: atMost(now) };
    case 'not-applicable': return { state: noneOf([...OPEN_STATES, 'fulfilled']) };
  }
}
