import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import { MINUTE_MS } from '../../../../src/domain/time/instant';
import { openStorage } from '../../../../src/storage/index';
import { draftOf, tell } from '../../../storage/samples';
import { hasher, ids } from '../../../storage/testStore';
import { addChannel, addPerson, addRoute } from '../notifyWorld';
import { startOtherSide, tell as startTelling } from './otherSide';

const PEOPLE = 6;
/** Each life begins when the leases of the one before have run out, and what it waits for is due. */
const BETWEEN_LIVES_MS = 10 * MINUTE_MS;

test('processes killed with -9 while they send, two at once on one store, tell nobody twice and lose nothing', async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-told-'));
  const store = await startEmbeddedStore({ dataDir });
  const side = await startOtherSide();
  let kills = 0;
  const live = (life: number) =>
    startTelling({ uri: store.uri, url: side.url, kind: 'wecom-app' }, life * BETWEEN_LIVES_MS);
  const storage = await openStorage({ uri: store.uri, clock: { now: () => new Date() }, ids, hasher });
  try {
    const channel = await addChannel(storage, { kind: 'wecom-app' });
    for (let index = 0; index < PEOPLE; index += 1)
      await addPerson(storage, { role: 'operator', username: `u${index}` }, { wecomUserId: `p${index}` });
    await addRoute(storage, channel, { audience: { kind: 'role', role: 'operator' } });
    await storage.settings.set('alerts-told-to', '0');
    await tell(storage, 'office', { wanted: [draftOf({ owner: 'office' })], at: new Date() });
    // The first is killed once it has announced: what it announced gathers others for some seconds.
    for (let life = 0; life < 5; life += 1) {
      const processes = life === 3 ? [live(life), live(life)] : [live(life)];
      const ended = processes.map((child) => once(child, 'close'));
      side.onCall = () => {
        if (life >= 3) return;
        kills += 1;
        processes[0]?.kill('SIGKILL');
      };
      if (life === 0) {
        while (((await storage.notifications.countByState(['queued'])).queued ?? 0) < PEOPLE) await pause(50);
        processes[0]?.kill('SIGKILL');
      }
      await Promise.all(ended);
    }
    const alert = (await storage.alerts.list({}, { limit: 1, cursor: null }, null)).items[0];
    const all = alert === undefined ? [] : await storage.notifications.ofAlert(alert.id, null);
    expect(kills).toBeGreaterThan(0);
    expect(new Set(all.map(({ to }) => to)).size).toBe(PEOPLE);
    for (const to of new Set(all.map((one) => one.to ?? ''))) {
      const calls = side.calls.get(to) ?? [];
      const states = all.filter((one) => one.to === to).map(({ state, reason }) => reason ?? state);
      // What was under way when its process died may have arrived: it is shown so and not sent again, and a notice says
      // that it may be missing.
      expect([to, states.sort()]).toEqual([to, states.length === 1 ? ['sent'] : ['interrupted', 'sent']]);
      expect([to, calls.length >= 1, new Set(calls).size]).toEqual([to, true, calls.length]);
    }
    // Somebody's message was cut off.
    expect(all.length).toBeGreaterThan(PEOPLE);
    expect(all.filter(({ state }) => state === 'sent').length).toBeGreaterThan(0);
  } finally {
    await storage.close();
    await side.close();
    await store.close();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
});

test('what may have arrived and makes way for what is critical is killed with -9 in the middle, two at once after it: nobody gets either under two names', async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-parked-'));
  const store = await startEmbeddedStore({ dataDir });
  const side = await startOtherSide();
  const live = (life: number) =>
    startTelling({ uri: store.uri, url: side.url, kind: 'webhook' }, life * BETWEEN_LIVES_MS);
  const storage = await openStorage({ uri: store.uri, clock: { now: () => new Date() }, ids, hasher });
  try {
    const channel = await addChannel(storage, { kind: 'webhook' });
    for (let index = 0; index < PEOPLE; index += 1)
      await addPerson(storage, { role: 'operator', username: `u${index}` }, { mobile: `1380000000${index}` });
    await addRoute(storage, channel, { audience: { kind: 'role', role: 'operator' } });
    await storage.settings.set('alerts-told-to', '0');
    const first = draftOf({ owner: 'office', cause: 'first' });
    const second = draftOf({ owner: 'office', cause: 'second', kind: 'case-overdue' });
    await tell(storage, 'office', { wanted: [first], at: new Date() });
    // What the receivers were sent first they take without saying so in time; its next try is half a minute away.
    const doubted = new Set<string>();
    let kills = 0;
    const begun = live(0);
    const ended = once(begun, 'close');
    side.onCall = (_count, to) => {
      if (!doubted.has(to)) {
        doubted.add(to);
        return 504;
      }
      kills += 1;
      begun.kill('SIGKILL');
      return undefined;
    };
    while (doubted.size < PEOPLE) {
      if (begun.exitCode !== null) throw new Error('It ended before it had told everybody.');
      await pause(20);
    }
    await tell(storage, 'office', { wanted: [first, second], at: new Date() });
    await ended;
    side.onCall = () => undefined;
    await Promise.all([live(1), live(1)].map((child) => once(child, 'close')));
    expect(kills).toBeGreaterThan(0);
    expect(side.calls.size).toBe(PEOPLE);
    for (const [to, calls] of side.calls) {
      const times = [...new Set(calls)].map((id) => calls.filter((one) => one === id).length);
      // Two messages; the first came again as the same one, the second only where its call was cut off.
      expect([to, times.length, times[0]]).toEqual([to, 2, 2]);
      expect([to, (times[1] ?? 0) <= 2]).toEqual([to, true]);
    }
    const { items } = await storage.alerts.list({}, { limit: 5, cursor: null }, null);
    const all = await storage.notifications.ofAlerts(items.map(({ id }) => id));
    expect(all.map(({ state }) => state)).toEqual(Array.from({ length: 2 * PEOPLE }, () => 'sent'));
  } finally {
    await storage.close();
    await side.close();
    await store.close();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
});
