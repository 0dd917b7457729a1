import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import type { Sandbox } from '@gov-matrix/platform-sandbox';
import { closeAll, freshFolder, openSandbox, stillClock } from '../../../packages/platform-sandbox/test/testSandbox';
import { DAY_MS, SECOND_MS } from '../../../src/domain/time/instant';
import type { Message } from '../../../src/domain/notify/message';
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
import { STRIKES } from './strikes';

/** With `npm run test:flood` a thousand; what is folded into one alert is so at a hundred as well. */
const BLIND = Number(process.env['FLOOD_ACCOUNTS'] ?? '100');
const OWING = 20;
const PEOPLE = 5;
const WORKERS = 2;
/** The incident and both mandates. */
const EACH_TOLD = 3;
/** How the time goes on: so much once every worker has looked for work, however long that takes them. */
const STEP_MS = 10 * SECOND_MS;
const REAL_STEP_MS = 20;
const KILLS = Object.keys(STRIKES).length;
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

/** How often messages of one recipient came to the other side, and how many of them are different ones. */
function arrivals({ control }: Sandbox, messages: readonly Message[]): { times: number; different: number } {
  const [first] = messages;
  const bot = first?.channelKind;
  if (bot !== 'dingtalk' && bot !== 'feishu' && bot !== 'mail') throw new Error('Nothing is sent there.');
  const came = control.botMessages(bot);
  // A group's robot has one recipient; what makes its messages different is their text.
  if (bot !== 'mail') return { times: came.length, different: new Set(came.map(({ text }) => text)).size };
  const named = came.map(({ body }) => /^X-Gov-Matrix-Delivery: (\S+)/im.exec(body)?.[1] ?? body);
  const own = named.filter((name) => messages.some(({ id }) => id === name));
  return { times: own.length, different: new Set(own).size };
}

test('many accounts blind for one cause and two mandates overdue, workers killed with -9 in the middle of a message: few messages, none twice, none lost', async () => {
  const clock = stillClock(new Date(START));
  const sandbox = await openSandbox(clock, { size: { units: 2, accounts: 3 } });
  const folder = freshFolder();
  const store = await startEmbeddedStore({ dataDir: path.join(folder, 'store') });
  const storage = await openStorage({ uri: store.uri, clock, ids, hasher });
  const clockFile = path.join(folder, 'clock');
  const workers: { readonly process: ChildProcess; rounds: number }[] = [];
  const killed: string[] = [];
  const start = (): void => {
    const worker = {
      process: spawn(
        process.execPath,
        [
          ...['--require', require.resolve('tsx/cjs'), path.join(__dirname, 'runFlooded.ts')],
          ...[store.uri, clockFile, sandbox.botsBase, sandbox.mailBase],
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      ),
      rounds: 0,
    };
    workers.push(worker);
    worker.process.stdout?.on('data', (said: Buffer) => {
      for (const line of said.toString().split('\n')) {
        if (line === 'round') worker.rounds += 1;
        const [what, kind = ''] = line.split(' ');
        if (what !== 'struck') continue;
        killed.push(kind);
        worker.process.kill('SIGKILL');
      }
    });
  };
  const living = () => workers.filter(({ process: { exitCode, signalCode } }) => (exitCode ?? signalCode) === null);
  /** Every worker has looked for work since; one that was killed has its successor. */
  const allHaveLooked = async (): Promise<void> => {
    const before = new Map(workers.map((worker) => [worker, worker.rounds]));
    for (;;) {
      if (workers.some(({ process: { exitCode } }) => exitCode !== null)) throw new Error('A worker ended by itself.');
      while (living().length < WORKERS) start();
      // The round after the next one has begun after the clock was moved.
      if (living().every((worker) => worker.rounds >= (before.get(worker) ?? 0) + 2)) return;
      await pause(REAL_STEP_MS);
    }
  };
  try {
    await setUpTelling(storage, sandbox);
    await floodedOffice(storage, clock);
    await storage.settings.set('alerts-told-to', String(await storage.alerts.lastSeq()));
    moveTo(clockFile, clock.now().getTime());
    let quiet = 0;
    for (let step = 0; step < MOST_STEPS && quiet < QUIET_STEPS; step += 1) {
      await allHaveLooked();
      clock.moveBy(STEP_MS);
      moveTo(clockFile, clock.now().getTime());
      const counts = await storage.notifications.countByState([...NOTIFICATION_STATES]);
      const { queued = 0, sending = 0, silenced = 0 } = counts;
      const made = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const toldTo = Number(await storage.settings.get('alerts-told-to'));
      const isDone = queued + sending + silenced === 0 && toldTo === (await storage.alerts.lastSeq());
      // Between the mandates and the incident all is quiet.
      const isOver = killed.length === KILLS && isDone && made >= EACH_TOLD * (2 + PEOPLE);
      quiet = isOver ? quiet + 1 : 0;
    }
    expect([[...killed].sort(), quiet]).toEqual([Object.keys(STRIKES).sort(), QUIET_STEPS]);

    const notifications = await allNotifications(storage);
    const sent = (await storage.messages.list({}, PAGE)).items;
    const rows = [...new Set(sent.map(({ desk }) => desk))].map((desk) => {
      const of = sent.filter((message) => message.desk === desk);
      const told = notifications.filter((one) => one.desk === desk);
      const alerts = new Set(told.map(({ alertId }) => alertId));
      const heard = new Set(told.filter(({ state }) => state === 'sent').map(({ alertId }) => alertId));
      return {
        recipient: of[0]?.recipient ?? '',
        channel: of[0]?.channelName ?? '',
        messages: of.length,
        sent: of.filter(({ state }) => state === 'sent').length,
        unclear: of.filter(({ state }) => state === 'unclear').length,
        arrived: arrivals(sandbox, of),
        alerts: alerts.size,
        lost: alerts.size - heard.size,
      };
    });
    process.stdout.write(`\n${BLIND} accounts blind, 2 mandates overdue, workers killed in: ${killed.join(', ')}\n`);
    for (const { recipient, channel, ...figures } of rows)
      process.stdout.write(`${recipient} · ${channel}: ${JSON.stringify(figures)}\n`);
    // None is lost: each recipient is told of the incident and both mandates, where a message was cut off by a notice.
    expect(rows.map(({ alerts, lost }) => [alerts, lost])).toEqual(Array.from(rows, () => [EACH_TOLD, 0]));
    expect(rows).toHaveLength(2 + PEOPLE);
    // None comes twice: a robot gets no message a second time, and a mail that is repeated is the same by its name.
    for (const { recipient, channel, ...row } of rows) {
      const { arrived } = row;
      expect([recipient, row.sent <= arrived.different, arrived.different <= row.messages]).toEqual([
        recipient,
        true,
        true,
      ]);
      expect([recipient, channel === '邮件' || arrived.times === arrived.different]).toEqual([recipient, true]);
      expect([recipient, row.messages <= MOST_MESSAGES + row.unclear]).toEqual([recipient, true]);
    }
    const repeated = rows.reduce((sum, { arrived }) => sum + arrived.times - arrived.different, 0);
    // Where they were killed: the group on duty heard nothing at first, that of the office all, and one mail came again.
    const unclearIn = (name: string) => rows.find(({ channel }) => channel === name)?.unclear;
    expect([unclearIn('值班群'), unclearIn('工作群'), repeated]).toEqual([1, 1, 1]);
  } finally {
    for (const { process: worker } of living()) {
      const ended = once(worker, 'close');
      worker.kill('SIGKILL');
      await ended;
    }
    await storage.close();
    await store.close();
  }
});
