import type { NotifyChannelId } from '../../src/domain/ids';
import { NOTIFY_KINDS } from '../../src/domain/notify/notifyChannel';
import { DEMO_ADMINISTRATOR, useRestartedDemo } from './steppedDemo';
import type { SteppedDemo } from './steppedDemo';

const start = useRestartedDemo();

/** Sends a test by every channel, and returns what each has said and what has arrived at the simulated other side. */
async function testAll({ app, sandbox }: SteppedDemo) {
  const { notify } = app.services;
  const channels = await notify.channels(DEMO_ADMINISTRATOR);
  const outcomes: Record<string, string | undefined> = {};
  for (const { id, kind } of channels) {
    const { signal } = new AbortController();
    const { lastTest } = await notify.testChannel(id as NotifyChannelId, DEMO_ADMINISTRATOR, signal);
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
