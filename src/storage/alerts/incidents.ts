import type { Platform } from '../../domain/accounts/account';
import type { Instant } from '../../domain/time/instant';
import type { Ids } from '../../ports/runtime';
import type { Incident, Incidents } from '../../ports/storage';
import { checkText, MAX_BATCH } from '../checkInput';
import { atLeast } from '../conditions';
import { count, documentSchema, flag, instant, text } from '../schemaParts';
import type { Row, Table } from '../table';
import { leaving, outboxField, outboxOf, type WithOutbox } from './outbox';

export interface IncidentRow extends Row, WithOutbox {
  readonly _id: string;
  readonly key: string;
  readonly platform: Platform | null;
  readonly reason: string;
  readonly accounts: number;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly calmSinceAt?: Instant | null;
  /** `closedAt === null`, as a condition a unique index can carry. */
  readonly open: boolean;
}

export const incidentSchema = documentSchema({
  _id: text,
  key: text,
  platform: text,
  reason: text,
  accounts: count,
  openedAt: instant,
  closedAt: instant,
  calmSinceAt: instant,
  open: flag,
  outbox: outboxField,
});

export function createIncidents(table: Table<IncidentRow>, ids: Ids): Incidents {
  return {
    open: async (incident, event) =>
      (await table.insert({
        _id: ids.id(),
        ...incident,
        key: checkText(incident.key, 'key'),
        open: incident.closedAt === null,
        outbox: outboxOf([event]),
      })) === 'inserted',
    close: async (key, at, event) =>
      table.change(
        { key: checkText(key, 'key'), open: true },
        { $set: { closedAt: at, open: false }, ...leaving([event]) },
      ),
    noteCalm: async (key, sinceAt) =>
      table.change(
        { key: checkText(key, 'key'), open: true, calmSinceAt: sinceAt === null ? atLeast(new Date(0)) : null },
        { $set: { calmSinceAt: sinceAt } },
      ),
    countClosedSince: async (key, from) => table.count({ key: checkText(key, 'key'), closedAt: atLeast(from) }),
    current: async () =>
      (await table.many({ open: true }, { sort: { openedAt: 1, _id: 1 }, limit: MAX_BATCH })).map(readIncident),
  };
}

function readIncident(row: IncidentRow): Incident {
  return {
    key: row.key,
    platform: row.platform,
    reason: row.reason,
    accounts: row.accounts,
    openedAt: row.openedAt,
    closedAt: row.closedAt,
    ...(row.calmSinceAt == null ? {} : { calmSinceAt: row.calmSinceAt }),
  };
}
