import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import { MINUTE_MS } from '../../../../src/domain/time/instant';
import { openStorage } from '../../../../src/storage/index';
import { draftOf, tell } from '../../../storage/samples';
import { hasher, ids } from '../../../storage/testStore';
import { addChannel, addPerson, addRoute } from '../notifyWorld';

const PEOPLE = 6;
/** Each life begins when the leases of the one before have run out, and what it waits for is due. */
const BETWEEN_LIVES_MS = 10 * MINUTE_MS;

/** Where every call ends: kept by recipient. `onCall` comes before the reply. */
async function startOtherSide(): Promise<{
  readonly url: string;
  readonly calls: Map<string, string[]>;
  onCall: (count: number) => void;
  close(): Promise<void>;
}> {
  const calls = new Map<string, string[]>();
  let count = 0;
  const side = {
    url: '',
    calls,
    onCall: (_count: number): void => undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = http.createServer((request, response) => {
    const [, to = '', deliveryId = ''] = (request.url ?? '').split('/');
    calls.set(to, [...(calls.get(to) ?? []), deliveryId]);
    count += 1;
    side.onCall(count);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  side.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return side;
}

test('processes killed with -9 while they send, two at once on one store, tell nobody twice and lose nothing', async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'gov-matrix-told-'));
  const store = await startEmbeddedStore({ dataDir });
  const side = await startOtherSide();
  let kills = 0;
  const live = (life: number) =>
    spawn(
      process.execPath,
      [
        '--require',
        require.resolve('tsx/cjs'),
        path.join(__dirname, 'runTelling.ts'),
        store.uri,
        side.url,
        String(life * BETWEEN_LIVES_MS),
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
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
