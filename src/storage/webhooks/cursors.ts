import type { SubscriptionId } from '../../domain/ids';
import { HEALTHY, type SubscriptionCursor } from '../../domain/webhooks/subscription';
import type { Instant } from '../../domain/time/instant';
import type { SubscriptionCursors } from '../../ports/webhookStorage';
import { leaving, outboxField, type WithOutbox } from '../alerts/outbox';
import { batchSize, checkId, checkIds, checkText } from '../checkInput';
import { anyOf, atMost, below, noneOf, notNull } from '../conditions';
import { freeLease, leasePart, takenLease, type StoredLease } from '../lease';
import { count, documentSchema, instant, partSchema, text } from '../schemaParts';
import type { Row, Table } from '../table';

export interface CursorRow extends Row, WithOutbox, Omit<SubscriptionCursor, 'id' | 'nextAt'> {
  readonly _id: SubscriptionId;
  readonly dueAt: Instant;
  readonly lease: StoredLease;
}

export const cursorSchema = documentSchema({
  _id: text,
  history: text,
  readTo: count,
  toldTo: count,
  round: count,
  open: partSchema({ deliveryId: text, toSeq: count }),
  rewindTo: count,
  state: text,
  failures: count,
  failingSinceAt: instant,
  code: text,
  dueAt: instant,
  lease: leasePart,
  outbox: outboxField,
});

/** Not before somebody says so. */
const NEVER = new Date('9999-12-31T00:00:00Z');

export function createSubscriptionCursors(table: Table<CursorRow>): SubscriptionCursors {
  const held = (id: SubscriptionId, token: string) => ({
    _id: checkId(id, 'subscriptionId'),
    'lease.token': checkText(token, 'token'),
  });
  return {
    insertMissing: async ({ id, nextAt, ...cursor }) => {
      await table.insertMissing([{ ...cursor, _id: id, dueAt: nextAt, lease: freeLease(), outbox: [] }]);
    },
    byIds: async (ids) => {
      const filter = { _id: anyOf(checkIds(ids, 'subscriptionId')) };
      return (await table.many(filter, { sort: { _id: 1 }, limit: batchSize(ids.length) })).map(readCursor);
    },
    claim: async ({ lastSeq, history, ...request }) => {
      const lease = takenLease(request);
      const hasWork = [{ readTo: below(lastSeq) }, { history: noneOf([history]) }, { rewindTo: notNull() }];
      const row = await table.findOneAndUpdate(
        { dueAt: atMost(request.now), 'lease.untilAt': atMost(request.now), $or: hasWork },
        { $set: { lease, dueAt: lease.untilAt } },
        { answer: 'after', sort: { dueAt: 1, _id: 1 } },
      );
      return row === null ? null : readCursor(row);
    },
    place: (id, token, to) => table.change(held(id, token), { $set: to }),
    settle: async (id, token, { health, nextAt, event, ...to }) => {
      const set = { ...to, ...health, lease: freeLease(), dueAt: nextAt ?? NEVER };
      const left = event === undefined ? {} : leaving([event]);
      if (await table.change({ ...held(id, token), rewindTo: null }, { $set: set, ...left })) return true;
      // Somebody wants it elsewhere by now: that is seen to next, and where this try got to does not matter.
      return table.change(held(id, token), { $set: { lease: freeLease(), dueAt: new Date(0) } });
    },
    wake: async (id, at) => {
      await table.change({ _id: checkId(id, 'subscriptionId') }, { $set: { ...HEALTHY, dueAt: at } });
    },
    rewind: (id, { rewindTo, at }, event) =>
      table.change(
        { _id: checkId(id, 'subscriptionId') },
        { $set: { ...HEALTHY, dueAt: at, ...(rewindTo === null ? {} : { rewindTo }) }, ...leaving([event]) },
      ),
    remove: async (id) => {
      await table.remove({ _id: checkId(id, 'subscriptionId') });
    },
  };
}

function readCursor(row: CursorRow): SubscriptionCursor {
  const { _id, history, readTo, toldTo, round, open, rewindTo, state, failures, failingSinceAt, code, dueAt } = row;
  const health = { state, failures, failingSinceAt, code };
  return { id: _id, history, readTo, toldTo, round, open, rewindTo, ...health, nextAt: dueAt };
}
