import type { ObligationGroup } from '../../domain/alerts/mandateAlerts';
import type { MandateId } from '../../domain/ids';
import {
  OBLIGATION_STATES,
  PROGRESS_GROUPS,
  type Obligation,
  type ObligationState,
  type ProgressGroup,
} from '../../domain/mandates/mandate';
import { OPEN_STATES, progressGroup } from '../../domain/mandates/obligationTable';
import type { ProgressCounts } from '../../ports/storage';
import { checkId, checkIds } from '../checkInput';
import { anyOf } from '../conditions';
import type { ScopedTable } from '../scope';
import type { Filter } from '../table';
import type { ObligationRow } from './obligationRow';

type Facts = Pick<Obligation, 'state' | 'onTime' | 'overdueProven'>;
interface FactsGroup {
  readonly _id: Facts & { readonly mandateId: MandateId };
  readonly count: number;
}

/**
 * Counts obligations by mandate and progress group. The store groups by the facts the group is made of (a mandate has
 * few distinct ones) and the domain names the group, so both cannot disagree.
 */
export async function countProgress(
  table: ScopedTable<ObligationRow>,
  mandateIds: readonly MandateId[],
): Promise<ReadonlyMap<MandateId, ProgressCounts>> {
  const ids = checkIds(mandateIds, 'mandateId');
  const counts = new Map<MandateId, Record<ProgressGroup, number>>(ids.map((id) => [id as MandateId, noProgress()]));
  if (ids.length === 0) return counts;
  for (const { _id, count } of (await Promise.all(inParts(ids).map((some) => countFacts(table, some)))).flat()) {
    const own = counts.get(_id.mandateId);
    if (own !== undefined) own[progressGroup(_id)] += count;
  }
  return counts;
}

/** The states of so many mandates make no more ranges of an index than are worth seeking one by one. */
const COUNTED_AT_ONCE = 30;

function inParts<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / COUNTED_AT_ONCE) }, (_, n) =>
    all.slice(n * COUNTED_AT_ONCE, (n + 1) * COUNTED_AT_ONCE),
  );
}

function countFacts(table: ScopedTable<ObligationRow>, mandateIds: readonly string[]): Promise<FactsGroup[]> {
  return table.group<FactsGroup>([
    { $match: { state: anyOf(OBLIGATION_STATES), mandateId: anyOf(mandateIds) } },
    {
      $group: {
        _id: {
          mandateId: '$mandateId',
          state: '$state',
          onTime: { $ifNull: ['$onTime', null] },
          overdueProven: { $ifNull: ['$overdueProven', null] },
        },
        count: { $sum: 1 },
      },
    },
  ]);
}

function noProgress(): Record<ProgressGroup, number> {
  return Object.fromEntries(PROGRESS_GROUPS.map((group) => [group, 0])) as Record<ProgressGroup, number>;
}

const RUNNING: readonly ObligationState[] = OPEN_STATES.filter((state) => state !== 'manual');

const OVER: readonly ObligationState[] = OBLIGATION_STATES.filter(
  (state) => state !== 'fulfilled' && !OPEN_STATES.includes(state),
);

/** The same groups as conditions, for lists. */
export function whereGroup(group: ProgressGroup): Filter {
  switch (group) {
    case 'done':
      return { state: 'fulfilled', onTime: true };
    case 'late':
      return { state: 'fulfilled', onTime: anyOf([false, null]) };
    case 'running':
      return { state: anyOf(RUNNING), overdueProven: null };
    case 'manual':
      // The states again beside the alternatives: they are merged by deadline instead of all being put in order.
      return {
        state: anyOf(OPEN_STATES),
        $or: [
          { state: 'manual', overdueProven: null },
          { state: anyOf(OPEN_STATES), overdueProven: false },
        ],
      };
    case 'missed':
      return { state: anyOf(OPEN_STATES), overdueProven: true };
    case 'not-applicable':
      return { state: anyOf(OVER) };
  }
}

interface AlikeGroup {
  readonly _id: Pick<ObligationGroup, 'state' | 'manualReason' | 'onTime' | 'overdueProven' | 'unitPath'> & {
    readonly reminded?: ObligationGroup['reminded'];
  };
  readonly count: number;
  readonly dueBy: Date;
  readonly createdAt: Date;
  readonly overdueNoticedAt: Date | null;
  readonly id: ObligationGroup['one']['id'];
  readonly accountId: ObligationGroup['one']['accountId'];
  readonly accountName: string;
}

/** For alerts: as many rows as the mandate has units, times the few ways its obligations stand. */
export async function readObligationGroups(
  table: Pick<ScopedTable<ObligationRow>, 'group'>,
  mandateId: MandateId,
): Promise<readonly ObligationGroup[]> {
  const groups = await table.group<AlikeGroup>([
    { $match: { mandateId: checkId(mandateId, 'mandateId') } },
    {
      $group: {
        _id: {
          state: '$state',
          manualReason: '$manualReason',
          onTime: '$onTime',
          overdueProven: '$overdueProven',
          reminded: '$reminded',
          unitPath: '$unitPath',
        },
        count: { $sum: 1 },
        dueBy: { $min: '$dueBy' },
        createdAt: { $min: '$createdAt' },
        overdueNoticedAt: { $max: '$overdueNoticedAt' },
        id: { $min: '$_id' },
        accountId: { $min: '$accountId' },
        accountName: { $min: '$accountName' },
      },
    },
  ]);
  return groups.map(({ _id, count, dueBy, createdAt, overdueNoticedAt, id, accountId, accountName }) => ({
    ..._id,
    reminded: _id.reminded ?? null,
    count,
    dueBy,
    createdAt,
    overdueNoticedAt,
    one: { id, accountId, accountName },
  }));
}
