import type { LedgerEntry } from '../../../src/domain/alerts/alert';
import { ledgerText } from '../../../src/domain/alerts/ledgerChain';
import { eventOf } from '../samples';
import { hasher, useTestStore } from '../testStore';
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

  test('shows two entries that changed places, a stretch cut out of its middle, and a line put in with a hash of its own', async () => {
    const at = new Date('2026-09-18T02:00:00Z');
    await storage.ledger.append(Array.from({ length: 30 }, (_, n) => eventOf(`s${n}`, { at })));
    const ledger = (await store.raw()).collection<Omit<LedgerEntry, 'seq'> & { _id: number }>('ledger');
    const rows = await ledger.find().sort({ _id: 1 }).toArray();
    /** Numbered anew, so that none is missing. */
    const verified = async (held: typeof rows): ReturnType<typeof storage.ledger.verify> => {
      await ledger.deleteMany({});
      await ledger.insertMany(held.map((row, place) => ({ ...row, _id: place + 1 })));
      return storage.ledger.verify();
    };
    const [tenth, eleventh, twentieth] = [rows[9], rows[10], rows[19]] as const;
    if (tenth === undefined || eleventh === undefined || twentieth === undefined) throw new Error('too few');
    expect(await verified(rows)).toEqual({ checked: 30, brokenAtSeq: null });
    expect(await verified(rows.with(9, eleventh).with(10, tenth))).toEqual({ checked: 9, brokenAtSeq: 10 });
    expect(await verified([...rows.slice(0, 11), ...rows.slice(16)])).toEqual({ checked: 11, brokenAtSeq: 12 });

    const { _id: seq, eventId, prevHash, hash: _own, ...told } = twentieth;
    const draft = { ...told, reason: 'put in' };
    const hash = hasher.sha256(ledgerText(seq, prevHash, draft, eventId));
    expect(await verified(rows.with(19, { ...twentieth, ...draft, hash }))).toEqual({ checked: 20, brokenAtSeq: 21 });
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
