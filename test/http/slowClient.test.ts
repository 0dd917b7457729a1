import type { Socket as TcpSocket } from 'node:net';
import { createOffice, type Office } from './office';
import { PEOPLE, tokenOf, UNIT_A } from './officePeople';
import { as, between, listenTo, numbers, settled, until, type Listener } from './listener';
import { serve, type Served } from './serve';

/** So large that the buffers of the system (some megabytes) fill after a few hundred alerts. */
const LABEL = '县'.repeat(20_000);
const ALERTS = 250;
const STREAM = {
  pageSize: 20,
  backlogChars: 400_000,
  highWaterChars: 100_000,
  drainTimeoutMs: 10_000,
  graceMs: 50,
  pollMs: 50,
};

const open: Listener[] = [];
const stalled: TcpSocket[] = [];
let served: Served;
let pagesRead = 0;
const start = async (stream: Partial<typeof STREAM> = {}): Promise<void> => {
  pagesRead = 0;
  served = await serve({
    office: countingReads(createOffice()),
    config: { stream: { ...STREAM, ...stream }, closeWithinMs: 300 },
  });
};
afterEach(async () => {
  for (const { socket } of open.splice(0)) socket.close();
  // A connection that is not read never notices its end.
  for (const tcp of stalled.splice(0)) tcp.destroy();
  await served.close();
});

function countingReads(office: Office): Office {
  const { alertTexts } = office.services.views;
  const counting: typeof alertTexts = (...asked) => {
    // The stream's own reading of the log, once for everybody, is not counted.
    if (Object.values(PEOPLE).some(({ personId }) => personId === asked[2].personId)) pagesRead += 1;
    return alertTexts(...asked);
  };
  return { ...office, services: { ...office.services, views: { ...office.services.views, alertTexts: counting } } };
}
const listen = (auth: object): Listener => {
  const listener = listenTo(served.url, auth);
  open.push(listener);
  return listener;
};
/** The connection beneath a client, so that it can stop reading like a browser that hangs. */
const tcpOf = ({ socket }: Listener): TcpSocket =>
  (socket.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }).ws._socket;
const stall = (listener: Listener): void => {
  stalled.push(tcpOf(listener).pause());
};
const metric = async (name: string): Promise<number> =>
  Number(
    new RegExp(`^${name}(?:\\{reason="too-slow"\\})? (\\d+)`, 'm').exec(
      await (await served.ask(null, '/metrics')).text(),
    )?.[1] ?? 0,
  );
const untilMetric = (name: string, value: number): Promise<void> =>
  until(`${name} ${value}`, async () => (await metric(name)) === value);
const untilDropped = async (): Promise<void> => {
  await untilMetric('gov_matrix_stream_dropped_total', 1);
};

test('a live client that does not read is dropped, the others go on, and it finds everything when it comes back', async () => {
  await start();
  const slow = listen(as('viewer'));
  const quick = listen(as('administrator'));
  await Promise.all([settled(slow), settled(quick)]);
  stall(slow);
  // As fast as the quick client takes them, ten at a time: half of what may wait for one client.
  for (let count = 0; count < ALERTS; count += 10) {
    for (let more = 0; more < 10; more += 1) served.office.addAlert(UNIT_A, { label: LABEL });
    await until('the quick one goes on', () => quick.alerts.length === count + 10);
  }
  await untilDropped();
  expect(numbers(quick)).toEqual(between(0, ALERTS));
  expect(quick.ends).toEqual([]);
  await untilMetric('gov_matrix_stream_clients', 1);

  tcpOf(slow).resume();
  await until('the slow one knows', () => slow.ends.length === 1);
  const received = numbers(slow);
  expect(received).toEqual(between(0, received.length));
  expect(received.length).toBeLessThan(ALERTS);
  const again = listen(as('viewer', received.length));
  await until('the rest', () => again.alerts.length === ALERTS - received.length);
  expect(numbers(again)).toEqual(between(received.length, ALERTS));
});

test('a client that reads again in time is told to resume and from where', async () => {
  await start({ graceMs: 5_000 });
  const slow = listen(as('viewer'));
  await settled(slow);
  stall(slow);
  for (let count = 0; count < ALERTS; count += 1) {
    served.office.addAlert(UNIT_A, { label: LABEL });
    if (count % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await untilDropped();
  tcpOf(slow).resume();
  await until('told', () => slow.resumes.length === 1);
  expect(slow.resumes).toEqual([{ v: 2, lastSeq: slow.alerts.at(-1)?.seq, reason: 'too-slow' }]);
  expect(numbers(slow)).toEqual(between(0, slow.alerts.length));
});

test('a replay waits for its client: the store is not read further than the client takes', async () => {
  await start({ drainTimeoutMs: 1_500 });
  for (let count = 0; count < ALERTS; count += 1) served.office.addAlert(UNIT_A, { label: LABEL });
  const quick = listen(as('administrator', 0));
  await until('all', () => quick.alerts.length === ALERTS);
  const pagesOfAll = pagesRead;
  expect(pagesOfAll).toBeGreaterThanOrEqual(ALERTS / STREAM.pageSize);

  pagesRead = 0;
  const slow = listen(as('viewer', 0));
  await until('connected', () => slow.snapshots.length === 1);
  stall(slow);
  await untilDropped();
  expect(pagesRead).toBeLessThan(pagesOfAll);
});

test('a client that never polls is dropped like one that does not read', async () => {
  await start();
  const address = `${served.url}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(address)).text()).slice(1)) as { sid: string };
  await fetch(`${address}&sid=${sid}`, {
    method: 'POST',
    body: `40/stream,${JSON.stringify({ token: tokenOf('viewer') })}`,
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
  });
  await untilMetric('gov_matrix_stream_clients', 1);
  for (let count = 0; count < 40; count += 1) served.office.addAlert(UNIT_A, { label: LABEL });
  await untilDropped();
});

test('a server that stops does not wait for a client that does not read', async () => {
  await start();
  const slow = listen(as('viewer'));
  await settled(slow);
  stall(slow);
  for (let count = 0; count < ALERTS; count += 1) served.office.addAlert(UNIT_A, { label: LABEL });
  await untilDropped();
  // Waiting for it would take for ever: the connection is not read and never ends by itself.
  await served.close();
});
