import type { AlertId, PersonId, UnitId } from '../../../src/domain/ids';
import { createAlertLog } from '../../../src/storage/alerts/alertLog';
import {
  alertChangeSchema,
  alertSchema,
  type AlertChangeRow,
  type AlertRow,
} from '../../../src/storage/alerts/alertRow';
import { createByPeople } from '../../../src/storage/alerts/byPeople';
import { openTable, type Table } from '../../../src/storage/table';
import { after, allAlerts, draftOf, eventOf, NOW, tell } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();
const [county, own, other] = [ids.id<UnitId>(), ids.id<UnitId>(), ids.id<UnitId>()];
const ME = { personId: ids.id<PersonId>(), name: '张三', at: after(5) };
const TO = { id: ids.id<PersonId>(), name: '李四', unitId: null };
const event = (id: AlertId) => eventOf(`alert:${id}`);

async function openAlerts(count: number): Promise<readonly AlertId[]> {
  await tell(storage, 'a', {
    wanted: Array.from({ length: count }, (_, n) => draftOf({ owner: 'a', cause: `a:${String(n).padStart(4, '0')}` })),
  });
  return (await allAlerts(storage)).map(({ id }) => id);
}

/** One alert over several units, two of which have a part. */
async function foldedAlert(): Promise<AlertId> {
  await tell(storage, 'f', {
    wanted: [
      draftOf({
        owner: 'f',
        unitPath: [county, own, other],
        figures: { accounts: 3 },
        byUnit: { [county]: { accounts: 3 }, [own]: { accounts: 2 } },
      }),
    ],
  });
  return (await allAlerts(storage)).at(-1)?.id as AlertId;
}

const changes = async (): Promise<readonly string[]> =>
  (await allAlerts(storage)).map(({ seq, change, changedBy }) => `${seq} ${change} ${changedBy ?? '-'}`);
const counted = (results: ReadonlyMap<AlertId, string>): Readonly<Record<string, number>> =>
  [...results.values()].reduce<Record<string, number>>(
    (sums, result) => ({ ...sums, [result]: (sums[result] ?? 0) + 1 }),
    {},
  );

/**
 * A process that counts its writes and is killed at the `deadline`-th of them; of its first batch it writes so many lines
 * and then loses the race for the next number.
 */
async function processOf(deadline = Infinity, writtenOfFirst = Infinity) {
  const connection = await store.raw();
  let writes = 0;
  const chance = (): void => {
    writes += 1;
    if (writes === deadline) throw new Error('killed');
  };
  const dying = <D extends AlertRow | AlertChangeRow>(table: Table<D>): Table<D> => ({
    ...table,
    insertInOrder: async (rows) => {
      chance();
      if (writes > 1 || rows.length <= writtenOfFirst) return table.insertInOrder(rows);
      // The rest is lost to somebody who took the next number.
      await table.insertInOrder(rows.slice(0, writtenOfFirst));
      return 'duplicate';
    },
    change: async (filter, update) => {
      chance();
      return table.change(filter, update);
    },
    writeInOrder: async (some) => {
      chance();
      return table.writeInOrder(some);
    },
  });
  const alerts = dying(openTable<AlertRow>(connection, 'alerts', alertSchema));
  const log = dying(openTable<AlertChangeRow>(connection, 'alert-changes', alertChangeSchema));
  const byPeople = createByPeople(() => alerts, createAlertLog({ alerts, log, hint: () => undefined }));
  return { ...byPeople, writes: () => writes };
}

describe('many alerts at once', () => {
  test('are acknowledged each by itself, with what came of each; what is repeated changes nothing', async () => {
    const [open, known, over] = (await openAlerts(3)) as [AlertId, AlertId, AlertId];
    await storage.alerts.acknowledge(known, ME, null, event(known));
    const { items } = await storage.alerts.list({}, { limit: 9, cursor: null }, null);
    const still = items.filter(({ id }) => id !== over).map(({ cause }) => draftOf({ owner: 'a', cause }));
    await tell(storage, 'a', { wanted: still, at: after(1) });
    const folded = await foldedAlert();
    const unknown = ids.id<AlertId>();
    const asked = [open, known, over, folded, unknown, open];
    const by = { ...ME, name: '王五', at: after(9) };
    const results = await storage.alerts.acknowledgeEach(asked, by, null, event);
    expect([...results]).toEqual([
      [open, 'acknowledged'],
      [known, 'already'],
      [over, 'over'],
      [folded, 'acknowledged'],
      [unknown, 'not-found'],
    ]);
    const before = await changes();
    expect(before.slice(-2)).toEqual(['7 acknowledged 王五', '8 acknowledged 王五']);
    expect(counted(await storage.alerts.acknowledgeEach(asked, by, null, event))).toEqual({
      already: 3,
      over: 1,
      'not-found': 1,
    });
    expect(await changes()).toEqual(before);
    expect(await storage.outbox.relay(50)).toBe(3);
  });

  test('that fold what lies beyond the reader are for somebody above, to acknowledge and to give away', async () => {
    const id = await foldedAlert();
    expect(counted(await storage.alerts.acknowledgeEach([id], ME, own, event))).toEqual({ 'not-all-theirs': 1 });
    expect(counted(await storage.alerts.assignEach([id], { ...ME, to: TO }, own, event))).toEqual({
      'not-all-theirs': 1,
    });
    expect(counted(await storage.alerts.assignEach([id], { ...ME, to: TO }, county, event))).toEqual({ assigned: 1 });
  });

  test('cost one round of writes a hundred', async () => {
    const all = await openAlerts(201);
    const process = await processOf();
    expect(counted(await process.acknowledgeEach(all, ME, null, event))).toEqual({ acknowledged: 201 });
    // Of each hundred its lines and its states.
    expect(process.writes()).toBe(6);
  });

  test('of which some were written before the race for a number was lost are done by whoever wrote them', async () => {
    const all = await openAlerts(4);
    const process = await processOf(Infinity, 2);
    expect(counted(await process.acknowledgeEach(all, ME, null, event))).toEqual({ acknowledged: 4 });
    expect((await changes()).slice(4)).toEqual([5, 6, 7, 8].map((seq) => `${seq} acknowledged 张三`));
    expect(await storage.outbox.relay(50)).toBe(4);
  });

  test('of which some were taken back before the race was lost are taken back by whoever wrote that', async () => {
    const all = await openAlerts(4);
    await storage.alerts.assignEach(all, { ...ME, to: TO }, null, event);
    const process = await processOf(Infinity, 2);
    const back = { ...ME, at: after(3), to: null };
    expect(counted(await process.assignEach(all, back, null, event))).toEqual({ assigned: 4 });
    // Somebody else, and they themselves later, take nothing back.
    for (const by of [
      { ...back, name: '王五', personId: ids.id<PersonId>() },
      { ...back, at: after(4) },
    ])
      expect(counted(await storage.alerts.assignEach(all, by, null, event))).toEqual({ already: 4 });
  });

  test('that two people take at once are taken once each, and the numbers have no hole', async () => {
    const all = await openAlerts(120);
    const processes = [storage, await store.open()];
    const results = await Promise.all(
      processes.map(({ alerts }, n) =>
        alerts.acknowledgeEach(n === 0 ? all : all.toReversed(), { ...ME, at: after(n) }, null, event),
      ),
    );
    const sums = results.map(counted);
    expect(sums.reduce((sum, one) => sum + (one['acknowledged'] ?? 0), 0)).toBe(120);
    expect(sums.reduce((sum, one) => sum + (one['already'] ?? 0), 0)).toBe(120);
    expect((await allAlerts(storage)).map(({ seq }) => seq)).toEqual(Array.from({ length: 240 }, (_, n) => n + 1));
  });

  test('by a process killed between any two writes, then by another, have one line and one event each', async () => {
    for (let deadline = 1, survived = false; !survived; deadline += 1) {
      for (const name of ['alerts', 'alert-changes']) await (await store.raw()).collection(name).deleteMany({});
      const all = await openAlerts(3);
      const process = await processOf(deadline);
      survived = await process.assignEach(all, { ...ME, to: TO }, null, event).then(
        () => true,
        () => false,
      );
      const again = await storage.alerts.assignEach(all, { ...ME, at: after(9), to: TO }, null, event);
      expect([...again.keys()]).toEqual(all);
      expect((await changes()).slice(3)).toEqual(['4 assigned 张三', '5 assigned 张三', '6 assigned 张三']);
      expect(await storage.outbox.relay(50)).toBe(3);
    }
  });
});

describe('an alert', () => {
  test('is given to somebody and taken back, whether it is known or not, and stays theirs to its end', async () => {
    const [id] = (await openAlerts(1)) as [AlertId];
    const assign = async (to: typeof TO | null, at: number) =>
      (await storage.alerts.assignEach([id], { ...ME, at: after(at), to }, null, event)).get(id);
    expect([await assign(null, 1), await assign(TO, 2), await assign(TO, 3)]).toEqual([
      'already',
      'assigned',
      'already',
    ]);
    const assigned = { to: TO.id, name: '李四', by: ME.personId, at: after(2) };
    expect((await storage.alerts.byIds([id]))[0]).toMatchObject({ state: 'open', change: 'assigned', assigned });
    await storage.alerts.acknowledge(id, ME, null, event(id));
    expect((await storage.alerts.byIds([id]))[0]).toMatchObject({ state: 'acknowledged', assigned });
    expect(await assign(null, 6)).toBe('assigned');
    expect((await storage.alerts.byIds([id]))[0]).toMatchObject({ state: 'acknowledged', assigned: null });
    expect(await assign(TO, 7)).toBe('assigned');
    await tell(storage, 'a', { wanted: [], at: after(8) });
    expect((await storage.alerts.byIds([id]))[0]).toMatchObject({
      state: 'resolved',
      changedBy: null,
      assigned: { to: TO.id, at: after(7) },
    });
    expect(await assign(null, 9)).toBe('over');
    expect((await allAlerts(storage)).map(({ change }) => change)).toEqual([
      'opened',
      'assigned',
      'acknowledged',
      'assigned',
      'assigned',
      'resolved',
    ]);
  });

  test('is given to nobody who does not see it', async () => {
    await tell(storage, 'a', { wanted: [draftOf({ owner: 'a', unitId: own, unitPath: [county, own] })] });
    const id = (await allAlerts(storage)).at(-1)?.id as AlertId;
    const folded = await foldedAlert();
    const giveTo = async (of: AlertId, unitId: UnitId | null) =>
      (await storage.alerts.assignEach([of], { ...ME, to: { ...TO, id: ids.id(), unitId } }, null, event)).get(of);
    expect([await giveTo(id, other), await giveTo(id, own), await giveTo(id, county), await giveTo(id, null)]).toEqual([
      'unseen-by-them',
      'assigned',
      'assigned',
      'assigned',
    ]);
    // Nothing of it is left in the other one.
    expect([await giveTo(folded, other), await giveTo(folded, own)]).toEqual(['unseen-by-them', 'assigned']);
  });

  test('of an earlier version, whose rows say nothing of all this, reads as given to nobody', async () => {
    const [id] = (await openAlerts(1)) as [AlertId];
    await storage.alerts.acknowledge(id, { ...ME, at: NOW }, null, event(id));
    const raw = await store.raw();
    const gone = { assigned: '', changedBy: '', platform: '', siteId: '' };
    for (const name of ['alerts', 'alert-changes']) await raw.collection(name).updateMany({}, { $unset: gone });
    expect(
      (await allAlerts(storage)).map(({ changedBy, assigned, platform }) => [changedBy, assigned, platform]),
    ).toEqual([
      [null, null, null],
      ['张三', null, null],
    ]);
    expect((await storage.alerts.assignEach([id], { ...ME, to: TO }, null, event)).get(id)).toBe('assigned');
  });
});
