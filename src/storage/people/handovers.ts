import type { Handover } from '../../domain/people/handover';
import type { HandoverId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { Handovers } from '../../ports/peopleStorage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId } from '../checkInput';
import { atMost } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { documentSchema, flag, instant, partSchema, text } from '../schemaParts';
import type { Row, Table } from '../table';

export interface HandoverRow extends Row, Omit<Handover, 'id'>, WithOutbox {
  readonly _id: HandoverId;
  /** A leaver is handed over once at a time: unique while it is there. */
  readonly slot?: string;
  /** Whoever carries it out holds it until then. */
  readonly heldUntilAt?: Instant;
}

const itemPart = partSchema({ kind: text, id: text, label: text });
export const handoverSchema = documentSchema({
  _id: text,
  fromId: text,
  fromName: text,
  toId: text,
  toName: text,
  byId: text,
  byName: text,
  byUnitId: text,
  reason: text,
  at: instant,
  disables: flag,
  state: text,
  doneAt: instant,
  items: { type: [itemPart] },
  left: { type: [partSchema({ kind: text, id: text, label: text, why: text })] },
  slot: text,
  heldUntilAt: instant,
  outbox: outboxField,
});

const NEWEST_FIRST: ListOrder<HandoverRow> = { by: 'at', direction: -1, kind: 'instant' };
const MOST_MOVING = 100;

export function createHandovers(table: Table<HandoverRow>): Handovers {
  return {
    start: async ({ id, ...handover }, until, event) =>
      (await table.insert({
        _id: checkId(id, 'handoverId'),
        ...handover,
        items: [...handover.items],
        left: [...handover.left],
        slot: handover.fromId,
        heldUntilAt: until,
        outbox: outboxOf([event]),
      })) === 'inserted',
    claim: async (id, now, until) =>
      table.change(
        { _id: checkId(id, 'handoverId'), state: 'moving', heldUntilAt: atMost(now) },
        { $set: { heldUntilAt: until } },
      ),
    finish: async (id, { at, left }, event) =>
      table.change(
        { _id: checkId(id, 'handoverId'), state: 'moving' },
        {
          $set: { state: 'done', doneAt: at, left: [...left] },
          $unset: { slot: true, heldUntilAt: true },
          ...leaving([event]),
        },
      ),
    byId: async (id) => {
      const row = await table.one({ _id: checkId(id, 'handoverId') });
      return row === null ? null : readHandover(row);
    },
    moving: async () =>
      (await table.many({ state: 'moving' }, { sort: { at: 1, _id: 1 }, limit: MOST_MOVING })).map(readHandover),
    list: async (byId, page) =>
      readPage(table, { filter: byId === null ? {} : { byId }, order: NEWEST_FIRST, page }, readHandover),
  };
}

function readHandover({
  _id,
  outbox: _outbox,
  slot: _slot,
  heldUntilAt: _heldUntilAt,
  left,
  ...rest
}: HandoverRow): Handover {
  return { id: _id, ...rest, left: left.map((one) => ({ ...one, why: one.why ?? null })) };
}
