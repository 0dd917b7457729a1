import { eventOf } from '../samples';
import { useTestStore } from '../testStore';
import { leaveEvents } from './leaveEvents';

const { store, storage } = useTestStore();

describe('the ledger', () => {
  test('keeps entries exactly and finds them by subject, newest first', async () => {
    const { account, events } = await leaveEvents(storage, 1);
    await storage.outbox.relay(100);
    const entries = await storage.ledger.after(0, 10);
    expect(entries[1]).toEqual({
      seq: 2,
      eventId: events[1]?.eventId,
      ...events[1]?.ledger,
      prevHash: entries[0]?.hash,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(
      (await storage.ledger.ofSubject(`account:${account.id}`, { limit: 2, cursor: null })).items.map(
        (entry) => entry.seq,
      ),
    ).toEqual([3, 2]);
  });

  test('shows where it was tampered with: a changed word, a removed entry, a swapped hash', async () => {
    await Promise.all([leaveEvents(storage, 1), leaveEvents(storage, 2)]);
    await storage.outbox.relay(100);
    const ledger = (await store.raw()).collection<{ _id: number; reason: string; hash: string; prevHash: string }>(
      'ledger',
    );
    const original = await ledger.findOne({ _id: 4 });
    await ledger.updateOne({ _id: 4 }, { $set: { reason: 'something else' } });
    expect(await storage.ledger.verify()).toEqual({ checked: 3, brokenAtSeq: 4 });
    await ledger.updateOne({ _id: 4 }, { $set: { reason: original?.reason ?? '', hash: '1'.repeat(64) } });
    expect((await storage.ledger.verify()).brokenAtSeq).toBe(4);
    await ledger.updateOne({ _id: 4 }, { $set: { hash: original?.hash ?? '' } });
    expect((await storage.ledger.verify()).brokenAtSeq).toBeNull();
    await ledger.updateOne({ _id: 3 }, { $set: { prevHash: '1'.repeat(64) } });
    expect((await storage.ledger.verify()).brokenAtSeq).toBe(3);
    await ledger.deleteOne({ _id: 2 });
    expect((await storage.ledger.verify()).brokenAtSeq).toBe(2);
  });

  test('is whole with entries that are stored in another form than usual, and over more pages than one', async () => {
    const at = new Date('2026-09-18T02:00:00Z');
    const events = Array.from({ length: 2_001 }, (_, n) => {
      const event = eventOf(`s${n}`, { at });
      return n === 7 ? { ...event, ledger: { ...event.ledger, data: { list: [1, { a: '"' }] as never } } } : event;
    });
    await storage.ledger.append(events);
    expect(await storage.ledger.verify()).toEqual({ checked: 2_001, brokenAtSeq: null });
    const ledger = (await store.raw()).collection<{ _id: number }>('ledger');
    await ledger.updateOne({ _id: 8 }, { $set: { 'data.list': [2] } });
    expect(await storage.ledger.verify()).toEqual({ checked: 7, brokenAtSeq: 8 });
    await ledger.updateOne({ _id: 8 }, { $set: { 'data.list': [1, { a: '"' }] } });
    await ledger.deleteOne({ _id: 2_000 });
    expect(await storage.ledger.verify()).toEqual({ checked: 1_999, brokenAtSeq: 2_000 });
  });

  test('is whole with entries of which no reply holds as many as are asked for', async () => {
    const data = { note: 'x'.repeat(7_000_000) };
    for (let n = 0; n < 4; n += 1) {
      const event = eventOf(`s${n}`);
      await storage.ledger.append([{ ...event, ledger: { ...event.ledger, data } }]);
    }
    expect(await storage.ledger.verify()).toEqual({ checked: 4, brokenAtSeq: null });
  });
});
