import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import type { Sandbox } from '@gov-matrix/platform-sandbox';
import { closeAll, freshFolder, openSandbox, stillClock } from '../../../packages/platform-sandbox/test/testSandbox';
import { DAY_MS, SECOND_MS } from '../../../src/domain/time/instant';
import { NOTIFICATION_STATES, type Notification } from '../../../src/domain/notify/notification';
import type { Storage } from '../../../src/ports/storage';
import { openStorage } from '../../../src/storage/index';
import { listPolicies, POLICY, SOURCE } from '../../services/fixtures';
import { addChannel, addPerson, addRoute } from '../../services/notify/notifyWorld';
import { createWorld, PAGE, RULE, START } from '../../services/world';
import { observedPolicy } from '../../services/platform';
import { eventOf } from '../../storage/samples';
import { hasher, ids } from '../../storage/testStore';
import { moveTo } from '../machines/clockFile';

/** With `npm run test:flood` a thousand; what is folded into one alert is so at a hundred as well. */
const BLIND = Number(process.env['FLOOD_ACCOUNTS'] ?? '100');
const OWING = 20;
const PEOPLE = 5;
/** The incident and both mandates. */
const EACH_TOLD = 3;
/** How the time goes on: ten seconds in a tenth of one. */
const STEP_MS = 10 * SECOND_MS;
const REAL_STEP_MS = 100;
/** A person and channel, of all that happened. */
const MOST_MESSAGES = 3;
/** Far more than it takes. */
const MOST_STEPS = 6_000;
/** So long nothing is left to be done, and it is over. */
const QUIET_STEPS = 15;

afterAll(closeAll);

/** An office with two mandates that nobody has carried out in time, and a platform on which it sees nothing. */
async function floodedOffice(storage: Storage, clock: ReturnType<typeof stillClock>): Promise<void> {
  const testClock = { ...clock, now: clock.now, pass: clock.moveBy, set: (at: Date) => (clock.at = at) };
  const world = await createWorld(storage, testClock as never);
  const { services, platform } = world;
  await world.addAccounts(...Array.from({ length: OWING }, (_, at) => ['portal', `owes${at}`] as const));
  await services.policies.registerSources([SOURCE]);
  await services.rules.register([{ ...RULE, platforms: ['portal'] }]);
  const second = observedPolicy({
    ...POLICY,
    title: '国务院关于进一步优化营商环境的意见',
    docNumber: '国发〔2026〕31号',
  });
  listPolicies(world, POLICY, second);
  await services.policies.intakeAll(new AbortController().signal);
  await services.mandates.issueMandates(100);
  for (let at = 0; at < OWING; at += 1) platform.publishByHand(`owes${at}`, { title: '日常发布' });
  clock.moveBy(6 * DAY_MS);
  await world.lookAtDue();
  await services.mandates.noticeOverdue(500);
  const names = Array.from({ length: BLIND }, (_, at) => `blind${at}`);
  await world.addAccounts(...names.map((name) => ['weibo', name] as const));
  for (const name of names) platform.sight.set(name, { outcome: 'unreachable', retryAfterMs: null });
  while (((await world.lookAtDue())['unreachable'] ?? 0) > 0);
}

/** A group on duty, a group of the office and everybody on duty by mail. What sets it up touches no alert. */
async function setUpTelling(storage: Storage, { bots }: Sandbox): Promise<void> {
  const { dingtalk, feishu, mail } = bots;
  const onDuty = await addChannel(storage, { name: '值班群' });
  const office = await addChannel(storage, { name: '工作群', kind: 'feishu' });
  const post = await addChannel(storage, {
    ...{ name: '邮件', kind: 'mail' },
    settings: { host: mail.host, port: String(mail.port), security: 'none', sender: 'matrix@county.example' },
  });
  const secrets = { url: dingtalk.url, signingSecret: dingtalk.secret };
  await storage.notifyChannels.change(onDuty, secrets, eventOf('channel'));
  const own = { url: feishu.url, signingSecret: feishu.secret };
  await storage.notifyChannels.change(office, own, eventOf('channel'));
  for (let at = 0; at < PEOPLE; at += 1)
    await addPerson(
      storage,
      { role: 'operator', username: `p${at}`, name: `值班员${at + 1}`, unitId: null },
      { mail: `p${at}@office.example` },
    );
  const any = { kinds: [], unitId: null, platform: null, authority: null };
  await addRoute(storage, onDuty, { match: { ...any, leastSeverity: 'critical' } });
  await addRoute(storage, office, { position: 2, match: { ...any, leastSeverity: 'notice' } });
  await addRoute(storage, post, {
    ...{ position: 3, match: { ...any, leastSeverity: 'notice' }, audience: { kind: 'role', role: 'operator' } },
  });
  while ((await storage.outbox.relay(500)) > 0);
  await storage.settings.set('alerts-followed-to', String(await storage.ledger.lastSeq()));
}

async function allNotifications(storage: Storage): Promise<readonly Notification[]> {
  const found: Notification[] = [];
  for (let cursor: string | null = null; ;) {
    const page = await storage.alerts.list({}, { ...PAGE, cursor }, null);
    found.push(...(await storage.notifications.ofAlerts(page.items.map(({ id }) => id))));
    cursor = page.nextCursor;
    if (cursor === null) return found;
  }
}

test('many accounts blind for one cause and two mandates overdue, one worker killed with -9 while it sends: few messages, none twice, none lost', async () => {
  const clock = stillClock(new Date(START));
  const sandbox = await openSandbox(clock, { size: { units: 2, accounts: 3 } });
  const folder = freshFolder();
  const store = await startEmbeddedStore({ dataDir: path.join(folder, 'store') });
  const storage = await openStorage({ uri: store.uri, clock, ids, hasher });
  const clockFile = path.join(folder, 'clock');
  const start = () =>
    spawn(
      process.execPath,
      [
        ...['--require', require.resolve('tsx/cjs'), path.join(__dirname, 'runFlooded.ts')],
        ...[store.uri, clockFile, sandbox.botsBase, sandbox.mailBase],
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
  const workers: ReturnType<typeof start>[] = [];
  try {
    await setUpTelling(storage, sandbox);
    await floodedOffice(storage, clock);
    await storage.settings.set('alerts-told-to', String(await storage.alerts.lastSeq()));
    moveTo(clockFile, clock.now().getTime());
    workers.push(start(), start());
    let quiet = 0;
    let killed = false;
    const arrived = (): number =>
      (['dingtalk', 'feishu', 'mail'] as const).reduce((sum, bot) => sum + sandbox.control.botMessages(bot).length, 0);
    for (let step = 0; step < MOST_STEPS && quiet < QUIET_STEPS; step += 1) {
      if (workers.some(({ exitCode }) => exitCode !== null)) throw new Error('A worker ended by itself.');
      clock.moveBy(STEP_MS);
      moveTo(clockFile, clock.now().getTime());
      if (!killed && arrived() > 0) {
        killed = workers[0]?.kill('SIGKILL') === true;
        workers.push(start());
      }
      const counts = await storage.notifications.countByState([...NOTIFICATION_STATES]);
      const { queued = 0, sending = 0, silenced = 0 } = counts;
      const made = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const toldTo = Number(await storage.settings.get('alerts-told-to'));
      const isDone = queued + sending + silenced === 0 && toldTo === (await storage.alerts.lastSeq());
      // On a busy machine all is quiet between the mandates and the incident, which takes a look at nearly all accounts.
      const isOver = killed && isDone && made >= EACH_TOLD * (2 + PEOPLE);
      quiet = isOver ? quiet + 1 : 0;
      await pause(REAL_STEP_MS);
    }
    expect([killed, quiet]).toEqual([true, QUIET_STEPS]);

    const notifications = await allNotifications(storage);
    const sent = (await storage.messages.list({}, PAGE)).items;
    const rows = [...new Set(sent.map(({ desk }) => desk))].map((desk) => {
      const of = sent.filter((message) => message.desk === desk);
      const told = notifications.filter((one) => one.desk === desk);
      return {
        recipient: of[0]?.recipient ?? '',
        channel: of[0]?.channelName ?? '',
        messages: of.length,
        alerts: told.length,
        unclear: told.filter(({ state }) => state === 'unclear').length,
        fate: [...new Set(told.map(({ state }) => state))].sort().join(),
      };
    });
    process.stdout.write(`\n${BLIND} accounts blind, 2 mandates overdue, one worker killed\n`);
    for (const { recipient, channel, messages, alerts, fate } of rows)
      process.stdout.write(`${recipient} · ${channel}: ${messages} messages for ${alerts} notifications (${fate})\n`);
    // Each message reached the other side at most once, and once where it is said to be sent.
    const bodies = (bot: 'dingtalk' | 'feishu' | 'mail'): readonly string[] =>
      sandbox.control.botMessages(bot).map(({ body }) => body);
    for (const [bot, name] of [
      ['dingtalk', '值班群'],
      ['feishu', '工作群'],
      ['mail', '邮件'],
    ] as const) {
      const of = sent.filter(({ channelName }) => channelName === name);
      const sure = of.filter(({ state }) => state === 'sent').length;
      const here = bodies(bot).length;
      expect([bot, sure <= here, here <= of.length]).toEqual([bot, true, true]);
    }
    const byMail = bodies('mail').map((body) => /^X-Gov-Matrix-Delivery: (\S+)/im.exec(body)?.[1] ?? body);
    expect(new Set(byMail).size).toBe(byMail.length);
    // Nothing is lost: each of them is told of the incident and both mandates, and all of it has an end.
    expect(rows.map(({ alerts }) => alerts)).toEqual(Array.from({ length: 2 + PEOPLE }, () => EACH_TOLD));
    expect(notifications.every(({ state }) => ['sent', 'unclear', 'over', 'refused'].includes(state))).toBe(true);
    for (const { recipient, messages } of rows)
      expect([recipient, messages <= MOST_MESSAGES]).toEqual([recipient, true]);
  } finally {
    for (const worker of workers) {
      const ended = worker.exitCode === null && worker.signalCode === null ? once(worker, 'close') : null;
      worker.kill('SIGKILL');
      await ended;
    }
    await storage.close();
    await store.close();
  }
});
