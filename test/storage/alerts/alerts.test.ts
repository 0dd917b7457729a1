import { after, allAlerts, eventOf } from '../samples';
import { ids, useTestStore } from '../testStore';
import { leaveEvents } from './leaveEvents';

const { storage } = useTestStore();

describe('alerts', () => {
  test('give a hint in this process when new ones are there, and none when there are not', async () => {
    let hints = 0;
    const unsubscribe = storage.alerts.onHint(() => {
      hints += 1;
    });
    await storage.ledger.append([eventOf('quiet')]);
    expect(hints).toBe(0);
    await leaveEvents(storage, 1);
    await storage.outbox.relay(100);
    expect(hints).toBe(1);
    unsubscribe();
    await leaveEvents(storage, 2);
    await storage.outbox.relay(100);
    expect(hints).toBe(1);
    expect(await storage.alerts.lastSeq()).toBe(4);
  });

  test('resume from any number', async () => {
    await Promise.all([leaveEvents(storage, 1), leaveEvents(storage, 2)]);
    await storage.outbox.relay(100);
    expect((await storage.alerts.since(1, 2, null)).map((alert) => alert.seq)).toEqual([2, 3]);
    expect(await storage.alerts.since(4, 2, null)).toEqual([]);
  });

  test('are acknowledged by one of many, and only by those who see them', async () => {
    const unit = ids.id<never>();
    await storage.ledger.append([eventOf('a', { alert: { unitId: unit, unitPath: [unit] } })]);
    const [alert] = await allAlerts(storage);
    if (alert === undefined) throw new Error('the alert is missing');
    const by = (name: string) => ({ personId: ids.id<never>(), name, at: after(5) });
    expect(await storage.alerts.acknowledge(alert.id, by('外人'), ids.id<never>(), eventOf('alert'))).toBe('not-found');
    const answers = await Promise.all(
      ['甲', '乙', '丙'].map((name) =>
        storage.alerts.acknowledge(alert.id, by(name), unit, eventOf('alert', { to: name })),
      ),
    );
    expect(answers.sort()).toEqual(['acknowledged', 'already', 'already']);
    expect(await storage.outbox.relay(10)).toBe(1);
    expect(await storage.alerts.countUnacknowledged(null)).toEqual({});
    expect((await storage.alerts.list({ acknowledged: true }, { limit: 5, cursor: null }, null)).items).toHaveLength(1);
    expect((await storage.alerts.list({ acknowledged: false }, { limit: 5, cursor: null }, null)).items).toEqual([]);
  });
});
