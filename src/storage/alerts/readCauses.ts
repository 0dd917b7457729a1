import type { AlertKind, AlertSeverity } from '../../domain/alerts/alert';
import type { PolicyId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { Alerts, Scope } from '../../ports/storage';
import { batchSize, checkId } from '../checkInput';
import { above, below } from '../conditions';
import { scoped, type ScopedTable } from '../scope';
import type { Table } from '../table';
import { readChange, type AlertChangeRow, type AlertRow } from './alertRow';
import { whereAlert } from './whereAlert';

interface Groups {
  readonly _id: { readonly kind: AlertKind; readonly reason: string; readonly severity: AlertSeverity };
  readonly count: number;
  readonly oldestAt: Instant;
}

/** Alerts as whoever works through them looks at them: by what they have in common, and one with all that happened. */
export function createReadCauses({
  seenBy,
  log,
  catchUp,
}: {
  readonly seenBy: (scope: Scope, unitId?: Parameters<Alerts['groups']>[0]['unitId']) => ScopedTable<AlertRow>;
  readonly log: Table<AlertChangeRow>;
  readonly catchUp: () => Promise<number>;
}): Pick<Alerts, 'groups' | 'linesOf' | 'policiesConcerned'> {
  return {
    policiesConcerned: async (of, scope) => {
      await catchUp();
      const groups = await seenBy(scope).group<{ readonly _id: PolicyId }>([
        { $match: { ...(of === 'any' ? {} : { live: true }), 'subject.policyId': above('') } },
        { $group: { _id: '$subject.policyId' } },
      ]);
      return groups.map(({ _id }) => _id);
    },
    groups: async (filter, scope) => {
      await catchUp();
      const groups = await seenBy(scope, filter.unitId).group<Groups>([
        { $match: { ...whereAlert(filter), live: true } },
        {
          $group: {
            _id: { kind: '$kind', reason: '$reason', severity: '$severity' },
            count: { $sum: 1 },
            oldestAt: { $min: '$noticedAt' },
          },
        },
      ]);
      return groups.map(({ _id, count, oldestAt }) => ({ ..._id, count, oldestAt }));
    },
    linesOf: async (id, { before, limit }, scope) => {
      await catchUp();
      const alertId = checkId(id, 'alertId');
      if ((await seenBy(scope).one({ _id: alertId })) === null) return null;
      // Of what is being moved away from the reader no line is shown until it is gone.
      const lines = await scoped(log, scope).many(
        { alertId, ...(before === null ? {} : { _id: below(before) }) },
        { sort: { alertId: 1, _id: -1 }, limit: batchSize(limit) },
      );
      return lines.map(readChange);
    },
  };
}
