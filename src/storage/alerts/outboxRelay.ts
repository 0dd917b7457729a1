import type { DomainEvent } from '../../domain/alerts/alert';
import type { EventId } from '../../domain/ids';
import type { Ledger, OutboxRelay } from '../../ports/storage';
import { batchSize } from '../checkInput';
import { above, anyOf } from '../conditions';
import type { Row, Table } from '../table';
import type { AppendLedger } from './ledger';
import type { WithOutbox } from './outbox';

export interface OutboxRow extends Row, WithOutbox {}

/** A collection whose documents leave events behind: what waits in it, and how it forgets what was carried. */
export interface OutboxSource {
  readonly name: string;
  /**
   * Outboxes that are not empty, each in the order its document left the events; those with the oldest events first.
   */
  pending(limit: number): Promise<readonly (readonly DomainEvent[])[]>;
  clear(eventIds: readonly EventId[]): Promise<void>;
}

export function createOutboxSource(table: Table<OutboxRow>): OutboxSource {
  return {
    name: table.name,
    // "Greater than the empty text" is exactly the condition of the partial index, and true of every event id.
    pending: async (limit) =>
      (
        await table.pick({ 'outbox.eventId': above('') }, { sort: { 'outbox.eventId': 1 }, limit, fields: ['outbox'] })
      ).map(({ outbox }) => outbox),
    clear: async (eventIds) => {
      await table.changeAll({ 'outbox.eventId': anyOf(eventIds) }, { $pull: { outbox: { eventId: anyOf(eventIds) } } });
    },
  };
}

export interface RelaySteps {
  readonly sources: readonly OutboxSource[];
  readonly appendLedger: AppendLedger;
}

/**
 * Carries events from the documents that left them to the ledger, and only then takes them out of the documents. Every
 * step can be repeated, so it may be stopped between any two: what was carried already is
 * recognised by its event id. One relay at a time in this process; between processes the unique indexes decide.
 */
export function createOutboxRelay(steps: RelaySteps): OutboxRelay & Pick<Ledger, 'append'> {
  let last: Promise<unknown> = Promise.resolve();
  const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
    const run = last.then(work);
    last = run.catch(() => undefined);
    return run;
  };
  const carry = async (events: readonly DomainEvent[]): Promise<void> => {
    await steps.appendLedger(events);
  };
  return {
    relay: (limit) => oneAtATime(() => relay(steps, carry, batchSize(limit))),
    carry: (leftIn, events) =>
      oneAtATime(async () => {
        if (events.length === 0) return;
        await carry(events);
        for (const source of steps.sources)
          if (source.name === leftIn) await source.clear(events.map(({ eventId }) => eventId));
      }),
    append: (events) => oneAtATime(() => carry(events)),
  };
}

interface Pending {
  readonly source: OutboxSource;
  readonly events: readonly DomainEvent[];
}

async function relay(
  { sources }: RelaySteps,
  carry: (events: readonly DomainEvent[]) => Promise<void>,
  limit: number,
): Promise<number> {
  const pending: Pending[] = [];
  for (const source of sources) {
    for (const events of await source.pending(limit)) pending.push({ source, events });
  }
  if (pending.length === 0) return 0;
  const oldest = ({ events }: Pending): string => events[0]?.eventId ?? '';
  pending.sort((one, other) => (oldest(one) < oldest(other) ? -1 : 1));
  // What does not fit stays for the next time; of a document it is always the later events that stay.
  const chosen = pending.flatMap(({ source, events }) => events.map((event) => ({ source, event }))).slice(0, limit);
  await carry(chosen.map(({ event }) => event));
  for (const source of sources) {
    const own = chosen.filter((one) => one.source === source).map(({ event }) => event.eventId);
    if (own.length > 0) await source.clear(own);
  }
  return chosen.length;
}
