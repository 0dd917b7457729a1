import { anyOf, below, noneOf } from '../conditions';
import type { Ending } from '../retention/endings';
import type { Row, Table } from '../table';
import type { AlertChangeRow, AlertRow } from './alertRow';

/**
 * Alerts that are over, with what led to their end. Of the log the last line of each stays: whoever comes back with an
 * old number still learns that it is over, and the numbers go on. The alert of the newest number stays as well: it
 * says how far the state has followed the log.
 */
export function endedAlerts({
  alerts,
  log,
}: {
  readonly alerts: Table<AlertRow>;
  readonly log: Table<AlertChangeRow>;
}): Ending {
  return {
    table: alerts as unknown as Table<Row>,
    field: 'changedAt',
    only: async () => ({ live: false, seq: below((await alerts.one({}, { seq: -1 }))?.seq ?? 0) }),
    removeFirst: async (ids) => {
      if (ids.length === 0) return;
      const rows = await alerts.pick({ _id: anyOf(ids) }, { sort: { _id: 1 }, limit: ids.length, fields: ['seq'] });
      const last = rows.map(({ seq }) => seq);
      await log.removeAll({ alertId: anyOf(ids), _id: noneOf(last) });
    },
  };
}
