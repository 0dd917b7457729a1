import type { DomainEvent } from '../../domain/alerts/alert';
import type { Instant } from '../../domain/time/instant';
import { leaving, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId } from '../checkInput';
import type { Fields, Filter, Row, Sort, Table, Update } from '../table';

/** Far more than an office ever sets up of one thing. */
const MOST = 1_000;

export interface KeptRow extends Row, WithOutbox {
  readonly _id: string;
  readonly version: number;
  readonly removedAt: Instant | null;
}

/**
 * Things that administrators set up: each change is compare-and-set on the version and leaves its line of the ledger in
 * the same write; a removed one stays as a row, for the same reason.
 */
export function createKept<D extends KeptRow>(table: Table<D>) {
  const write = (
    { id, version }: { readonly id: string; readonly version: number },
    set: Partial<D>,
    event: DomainEvent,
  ): Promise<boolean> =>
    table.change({ _id: checkId(id, 'id'), version, removedAt: null }, {
      $set: { ...set, version: version + 1 } as Fields<D>,
      ...leaving([event]),
    } as Update<D>);
  return {
    rows: (sort: Sort = { _id: 1 }, filter: Filter = {}): Promise<D[]> =>
      table.many({ removedAt: null, ...filter }, { sort, limit: MOST }),
    row: (id: string): Promise<D | null> => table.one({ _id: checkId(id, 'id'), removedAt: null }),
    insert: async (row: Omit<D, 'removedAt' | 'outbox'>, event: DomainEvent): Promise<void> => {
      await table.insert({ ...row, removedAt: null, outbox: outboxOf([event]) } as unknown as D);
    },
    change: write,
    remove: (id: string, version: number, event: DomainEvent): Promise<boolean> =>
      write({ id, version }, { removedAt: event.ledger.recordedAt } as Partial<D>, event),
  };
}
