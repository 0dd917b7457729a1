import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { NotifyChannelId, PersonId } from '../../src/domain/ids';
import { NOTIFY_KINDS } from '../../src/domain/notify/notifyChannel';
import type { Principal } from '../../src/domain/people/role';
import { startSteppedDemo } from './steppedDemo';
import type { SteppedDemo } from './steppedDemo';

const ADMINISTRATOR: Principal = {
  personId: '0'.repeat(24) as PersonId,
  name: '管理员',
  role: 'administrator',
  unitId: null,
  via: 'session',
};

let folder = '';
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'demo-notify-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const start = () => startSteppedDemo({ dataDir: folder, at: new Date('2026-10-21T02:00:00Z'), accounts: 8 });

/** Sends a test by every channel, and returns what each has said and what has arrived at the simulated other side. */
async function testAll({ app, sandbox }: SteppedDemo) {
  const { notify } = app.services;
  const channels = await notify.channels(ADMINISTRATOR);
  const outcomes: Record<string, string | undefined> = {};
  for (const { id, kind } of channels) {
    const { signal } = new AbortController();
    const { lastTest } = await notify.testChannel(id as NotifyChannelId, ADMINISTRATOR, signal);
    outcomes[kind] = lastTest?.code ?? lastTest?.outcome;
  }
  const arrived = (['dingtalk', 'wecom', 'feishu', 'wecomApp', 'mail'] as const).map(
    (bot) => sandbox.control.botMessages(bot).length,
  );
  return { outcomes, arrived };
}

test('the demo has a channel of every kind but webhooks; all of them work, also after another start', async () => {
  const kinds = NOTIFY_KINDS.filter((kind) => kind !== 'webhook');
  const all = { outcomes: Object.fromEntries(kinds.map((kind) => [kind, 'accepted'])), arrived: [1, 1, 1, 1, 1] };
  for (let count = 0; count < 2; count += 1) {
    const demo = await start();
    try {
      expect(await testAll(demo)).toEqual(all);
    } finally {
      await demo.app.stop();
    }
  }
});
