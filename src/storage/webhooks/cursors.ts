import type { SubscriptionId } from '../../domain/ids';
import { HEALTHY, type SubscriptionCursor } from '../../domain/webhooks/subscription';
import type { Instant } from '../../domain/time/instant';
import type { SubscriptionCursors } from '../../ports/webhookStorage';
import { leaving, outboxField, type WithOutbox } from '../alerts/outbox';
import { batchSize, checkId, checkIds, checkText } from '../checkInput';
import { anyOf, atMost, below, noneOf, notNull } from '../conditions';
import { freeLease, leasePart, takenLease, type StoredLease } from '../lease';
import { count, documentSchema, flag, instant, partSchema, text } from '../schemaParts';
import type { Row, Table } from '../table';

export interface CursorRow extends Row, WithOutbox, Omit<SubscriptionCursor, 'id' | 'nextAt'> {
  readonly _id: SubscriptionId;
  readonly dueAt: Instant;
  /** Somebody wanted it called, or went on with it, since it was taken; absent in rows of before. */
  readonly woken?: boolean;
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
  woken: flag,
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
        { $set: { lease, dueAt: lease.untilAt, woken: false } },
        { answer: 'after', sort: { dueAt: 1, _id: 1 } },
      );
      return row === null ? null : readCursor(row);
    },
    place: (id, token, to) => table.change(held(id, token), { $set: to }),
    settle: async (id, token, { health, nextAt, event, ...to }) => {
      const set = { ...to, ...health, lease: freeLease(), dueAt: nextAt ?? NEVER };
      const left = event === undefined ? {} : leaving([event]);
      const now = { lease: freeLease(), dueAt: new Date(0) };
      if (await table.change({ ...held(id, token), rewindTo: null, woken: false }, { $set: set, ...left })) return true;
      // Somebody has called for it since: it is tried again at once, and how this try went is not held against it.
      if (await table.change({ ...held(id, token), rewindTo: null }, { $set: { ...to, ...now } })) return true;
      // Somebody wants it elsewhere by now: that is seen to next, and where this try got to does not matter.
      return table.change(held(id, token), { $set: now });
    },
    wake: async (id, { at, isSetRight }) => {
      const _id = checkId(id, 'subscriptionId');
      const due = { dueAt: at, woken: true };
      if (isSetRight) await table.change({ _id }, { $set: { ...HEALTHY, ...due } });
      else await table.change({ _id, state: noneOf(['stopped']) }, { $set: due });
    },
    rewind: (id, { rewindTo, at }, event) =>
      table.change(
        { _id: checkId(id, 'subscriptionId') },
        {
          $set: { ...HEALTHY, dueAt: at, woken: true, ...(rewindTo === null ? {} : { rewindTo }) },
          ...leaving([event]),
        },
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
