import { HOUR_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { after, allAlerts, draftOf, eventOf, NOW, tell } from '../samples';
import { ids, useTestStore } from '../testStore';

const { store, storage } = useTestStore();
const PAGE = { limit: 50, cursor: null };
const told = async (): Promise<string[]> =>
  (await allAlerts(storage)).map(({ seq, change, figures }) => `${seq} ${change} ${String(figures['days'])}`);

describe('alerts', () => {
  test('are opened, changed and resolved, each under a number of its own', async () => {
    const draft = draftOf({ owner: 'a' });
    expect(await tell(storage, 'a', { wanted: [draft] })).toBe(1);
    expect(await tell(storage, 'a', { wanted: [draft] })).toBe(0);
    const worse = { ...draft, reason: 'silence-dormant', figures: { days: 30 } };
    await tell(storage, 'a', { wanted: [worse], at: after(1) });
    await tell(storage, 'a', { wanted: [], at: after(2) });
    expect(await told()).toEqual(['1 opened 14', '2 changed 30', '3 resolved 30']);
    const [alert, ...others] = (await storage.alerts.list({}, PAGE, null)).items;
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      seq: 3,
      state: 'resolved',
      noticedAt: NOW,
      changedAt: after(2),
      resolved: { at: after(2), reason: 'done' },
    });
  });

  test('that come back within the flap window are the same alert, later another one', async () => {
    const draft = draftOf({ owner: 'a' });
    for (const at of [0, 1 + HOUR_MS, 3 + 2 * HOUR_MS]) {
      await tell(storage, 'a', { wanted: [draft], at: after(at) });
      await tell(storage, 'a', { wanted: [], at: after(at + 1) });
    }
    const alerts = await allAlerts(storage);
    expect(alerts.map(({ change }) => change)).toEqual(Array.from({ length: 3 }, () => ['opened', 'resolved']).flat());
    expect(alerts[2]?.id).toBe(alerts[0]?.id);
    expect(alerts[4]?.id).not.toBe(alerts[0]?.id);
  });

  test('give a hint in this process when something changed, and none when nothing did', async () => {
    let hints = 0;
    const unsubscribe = storage.alerts.onHint(() => {
      hints += 1;
    });
    const draft = draftOf({ owner: 'a' });
    await tell(storage, 'a', { wanted: [draft] });
    await tell(storage, 'a', { wanted: [draft] });
    expect(hints).toBe(1);
    unsubscribe();
    await tell(storage, 'a', { wanted: [] });
    expect(hints).toBe(1);
    expect(await storage.alerts.lastSeq()).toBe(2);
  });

  test('resume from any number', async () => {
    await tell(storage, 'a', { wanted: [1, 2, 3, 4].map(() => draftOf({ owner: 'a' })) });
    expect((await storage.alerts.since(1, 2, null)).map((alert) => alert.seq)).toEqual([2, 3]);
    expect(await storage.alerts.since(4, 2, null)).toEqual([]);
  });

  test('are acknowledged by one of many, and only by those who see them', async () => {
    const unit = ids.id<never>();
    await tell(storage, 'a', { wanted: [draftOf({ owner: 'a', unitId: unit, unitPath: [unit] })] });
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
    expect(await storage.alerts.countUnresolved(null)).toEqual([
      { state: 'acknowledged', severity: 'critical', count: 1 },
    ]);
    expect((await storage.alerts.list({ state: 'acknowledged' }, PAGE, null)).items).toHaveLength(1);
    expect((await storage.alerts.list({ state: 'unresolved' }, PAGE, null)).items).toHaveLength(1);
    expect((await storage.alerts.list({ state: 'open' }, PAGE, null)).items).toEqual([]);
  });

  test('over several units are acknowledged only by those who see all of it', async () => {
    const [county, own, other] = [ids.id<never>(), ids.id<never>(), ids.id<never>()];
    const draft = draftOf({
      owner: 'a',
      unitPath: [county, own, other],
      figures: { accounts: 3 },
      byUnit: { [county]: { accounts: 3 }, [own]: { accounts: 2 }, [other]: { accounts: 1 } },
    });
    await tell(storage, 'a', { wanted: [draft] });
    const [alert] = await allAlerts(storage);
    const by = { personId: ids.id<never>(), name: '甲', at: NOW };
    expect(await storage.alerts.acknowledge(alert?.id as never, by, own, eventOf('alert'))).toBe('not-all-theirs');
    expect(await storage.alerts.acknowledge(alert?.id as never, by, county, eventOf('alert'))).toBe('acknowledged');
  });

  test('that become worse are open again for those who knew the lesser thing', async () => {
    const draft = draftOf({ owner: 'a', kind: 'account-warned', severity: 'warning' });
    await tell(storage, 'a', { wanted: [draft] });
    const [alert] = await allAlerts(storage);
    const by = { personId: ids.id<never>(), name: '甲', at: NOW };
    await storage.alerts.acknowledge(alert?.id as never, by, null, eventOf('alert'));
    await tell(storage, 'a', { wanted: [{ ...draft, reason: 'silence-dormant' }], at: after(1) });
    expect((await storage.alerts.list({}, PAGE, null)).items).toMatchObject([{ state: 'acknowledged' }]);
    const worse = { ...draft, kind: 'account-silent' as const, severity: 'critical' as const };
    await tell(storage, 'a', { wanted: [worse], at: after(2) });
    expect((await storage.alerts.list({}, PAGE, null)).items).toMatchObject([{ state: 'open', acknowledged: null }]);
  });

  test('over several units are told to be over for a unit that nothing of them is left in', async () => {
    const [county, own, other] = [ids.id<never>(), ids.id<never>(), ids.id<never>()];
    const draft = draftOf({
      owner: 'a',
      unitPath: [county, own, other],
      figures: { accounts: 2 },
      byUnit: { [county]: { accounts: 2 }, [own]: { accounts: 1 }, [other]: { accounts: 1 } },
    });
    await tell(storage, 'a', { wanted: [draft] });
    const less = { unitPath: [county, other], figures: { accounts: 1 } };
    const byUnit = { [county]: { accounts: 1 }, [other]: { accounts: 1 } };
    await tell(storage, 'a', { wanted: [{ ...draft, ...less, byUnit }], at: after(MINUTE_MS) });
    expect((await storage.alerts.list({}, PAGE, own)).items).toEqual([]);
    expect((await storage.alerts.list({}, PAGE, other)).items).toHaveLength(1);
    // One last line, so that a page that shows it learns that it is gone.
    expect((await storage.alerts.since(1, 10, own)).map(({ seq, unitPath }) => [seq, unitPath.includes(own)])).toEqual([
      [2, false],
    ]);
  });
});

describe('the history of the numbers', () => {
  test('has one name for all processes, and another one after it was begun anew', async () => {
    const other = await store.open();
    const names = await Promise.all([storage.alerts.history(), other.alerts.history(), storage.alerts.history()]);
    expect(new Set(names).size).toBe(1);
    await other.alerts.beginHistory();
    expect(await storage.alerts.history()).not.toBe(names[0]);
  });
});
