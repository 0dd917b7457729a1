import { ALERT_KINDS, ALERT_SEVERITIES, type DomainEvent } from '../../domain/alerts/alert';
import type { AlertId, EventId } from '../../domain/ids';
import type { Ids } from '../../ports/runtime';
import type { Alerts } from '../../ports/storage';
import { batchSize, checkChoice, checkId } from '../checkInput';
import { above } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { scoped } from '../scope';
import type { Filter, Table } from '../table';
import { readAlert, type AlertRow } from './alertRow';
import { appendInSequence } from './appendInSequence';
import { leaving } from './outbox';

const NEWEST_FIRST: ListOrder<AlertRow> = { by: 'seq', direction: -1, kind: 'number' };

/** Appends the alerts of those events that have one and have none in the list yet, in the order given. */
export type AppendAlerts = (events: readonly DomainEvent[]) => Promise<number>;

export function createAppendAlerts(table: Table<AlertRow>, ids: Ids): AppendAlerts {
  return (events) => {
    const alerts = events.flatMap(({ eventId, alert }) => (alert === null ? [] : [{ eventId, alert }]));
    return appendInSequence<AlertRow, { eventId: EventId; alert: NonNullable<DomainEvent['alert']> }>(
      {
        table,
        numberField: 'seq',
        continueFrom: (last, missing) =>
          missing.map(({ eventId, alert }, index): AlertRow => ({
            _id: ids.id<AlertId>(),
            seq: (last?.seq ?? 0) + 1 + index,
            eventId,
            ...alert,
            acknowledged: null,
            unacknowledged: true,
            outbox: [],
          })),
      },
      alerts,
    );
  };
}

/**
 * Tells listeners of this process that there may be new alerts. Other processes are found out about by asking `since`.
 */
export interface AlertHints {
  subscribe(listener: () => void): () => void;
  give(): void;
}

export function createAlertHints(): AlertHints {
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener) => {
      // A function of its own for each subscription, so that one listener may subscribe twice.
      const own = (): void => listener();
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    give: () => {
      for (const listener of [...listeners]) listener();
    },
  };
}

export function createAlerts(table: Table<AlertRow>, hints: AlertHints): Alerts {
  return {
    since: async (seq, limit, scope) =>
      (await scoped(table, scope).many({ seq: above(seq) }, { sort: { seq: 1 }, limit: batchSize(limit) })).map(
        readAlert,
      ),
    list: async (filter, page, scope) =>
      readPage(scoped(table, scope), { filter: whereAlert(filter), order: NEWEST_FIRST, page }, readAlert),
    lastSeq: async () => (await table.one({}, { seq: -1 }))?.seq ?? 0,
    acknowledge: async (id, by, ...[scope, event]) => {
      const visible = scoped(table, scope);
      const _id = checkId(id, 'alertId');
      const acknowledged = { by: checkId(by.personId, 'personId'), name: by.name, at: by.at };
      if (
        await visible.change(
          { _id, unacknowledged: true },
          { $set: { acknowledged, unacknowledged: false }, ...leaving([event]) },
        )
      )
        return 'acknowledged';
      return (await visible.one({ _id })) === null ? 'not-found' : 'already';
    },
    countUnacknowledged: async (scope) => {
      const groups = await scoped(table, scope).group<{ readonly _id: string; readonly count: number }>([
        { $match: { unacknowledged: true } },
        { $group: { _id: '$severity', count: { $sum: 1 } } },
      ]);
      return Object.fromEntries(groups.map(({ _id, count }) => [_id, count]));
    },
    onHint: (listener) => hints.subscribe(listener),
  };
}

function whereAlert(filter: Parameters<Alerts['list']>[0]): Filter {
  const { kind, severity, accountId, acknowledged } = filter;
  return {
    ...(kind === undefined ? {} : { kind: checkChoice<string>(kind, ALERT_KINDS, 'kind') }),
    ...(severity === undefined ? {} : { severity: checkChoice<string>(severity, ALERT_SEVERITIES, 'severity') }),
    ...(accountId === undefined ? {} : { 'subject.accountId': checkId(accountId, 'accountId') }),
    ...(acknowledged === undefined ? {} : { unacknowledged: acknowledged !== true }),
  };
}
