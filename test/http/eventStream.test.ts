import { openEvents, settledEvents, type EventListener } from './eventStream';
import { createOffice } from './office';
import { as, between, settled, until, useStream } from './listener';
import { tokenOf, UNIT_A, UNIT_B, type PersonName } from './officePeople';
import { problemOf } from './serve';

const { served, start, listen } = useStream();
const open: EventListener[] = [];
afterEach(async () => {
  for (const listener of open) listener.close();
  await Promise.all(open.splice(0).map(({ ended }) => ended));
});

const ADDRESS = '/api/v1/alerts/stream';
async function follow(
  name: PersonName | null,
  query = '',
  headers: Record<string, string> = {},
): Promise<EventListener> {
  const listener = await openEvents(served().url + ADDRESS + query, {
    ...(name === null ? {} : { authorization: `Bearer ${tokenOf(name)}` }),
    ...headers,
  });
  open.push(listener);
  return listener;
}
const add = (unit: typeof UNIT_A, count: number): void => {
  for (let added = 0; added < count; added += 1) served().office.addAlert(unit);
};

test('the same frames as by socket, in the same order, live', async () => {
  await start();
  add(UNIT_A, 3);
  const events = await follow('administrator', '?since=0&history=history-1');
  const socket = listen(as('administrator', 0));
  await Promise.all([settledEvents(events), settled(socket)]);
  add(UNIT_B, 4);
  await until('all', () => events.numbers().length === 7 && socket.alerts.length === 7);
  const framesOf = (name: string): unknown[] =>
    events.events.filter(({ event }) => event === name).map(({ data }) => data);
  expect(framesOf('alert')).toEqual(socket.alerts);
  expect(framesOf('snapshot')).toEqual(socket.snapshots);
  expect(events.response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
});

test('who connects again with the last id it read is sent what follows, whatever its address says', async () => {
  await start({ config: { stream: { pageSize: 3 } } });
  add(UNIT_A, 10);
  const first = await follow('administrator', '?since=0&history=history-1');
  await settledEvents(first);
  expect(first.lastEventId()).toBe('history-1:10');
  first.close();
  add(UNIT_B, 5);
  const second = await follow('administrator', '?since=0&history=history-1', { 'last-event-id': 'history-1:10' });
  await until('the rest', () => second.numbers().length === 5);
  expect(second.numbers()).toEqual(between(10, 15));
});

test('a frame that does not say that all before it was sent carries no id', async () => {
  await start({ config: { stream: { progressMs: 10 } } });
  add(UNIT_A, 2);
  const events = await follow('administrator', '?since=0&history=history-1');
  await settledEvents(events);
  served().office.goOn('mandates');
  await until('progress', () => events.events.some(({ event }) => event === 'progress'));
  const withId = events.events.filter(({ id }) => id !== null).map(({ event }) => event);
  expect([...new Set(withId)].sort()).toEqual(['alert', 'heartbeat']);
  expect(events.events.find(({ event }) => event === 'snapshot')?.data).toMatchObject({ seq: 2 });
});

test('a reader of a unit is sent what lies in it, and its heartbeats speak for the rest', async () => {
  await start({ config: { stream: { heartbeatMs: 20 } } });
  const events = await follow('officerOfA', '?since=0&history=history-1');
  await settledEvents(events);
  add(UNIT_B, 2);
  add(UNIT_A, 1);
  add(UNIT_B, 2);
  await until('spoken for', () => events.lastEventId() === 'history-1:5');
  expect(events.numbers()).toEqual([3]);
});

test.each([
  ['nobody', null, '', {}, 401, 'not-signed-in'],
  ['an id that is none', 'administrator', '', { 'last-event-id': 'seven' }, 400, 'invalid-input'],
  ['an id of another store', 'administrator', '', { 'last-event-id': 'history-0:1' }, 409, 'history-changed'],
  ['a number of another store', 'administrator', '?since=999', {}, 409, 'history-changed'],
  ['a field that is not known', 'administrator', '?from=1', {}, 400, 'unknown-field'],
  ['a page of another site', 'administrator', '', { origin: 'https://elsewhere.example' }, 403, 'forbidden'],
] as const)('refuses %s, with its code', async (_name, person, query, headers, status, code) => {
  await start();
  add(UNIT_A, 2);
  const listener = listen(as('administrator', 0));
  await settled(listener);
  const refused = await follow(person, query, headers);
  await refused.ended;
  expect([refused.response.statusCode, refused.problem().code]).toEqual([status, code]);
});

test.each(['POST', 'DELETE'])('%s is refused with what is allowed', async (method) => {
  await start();
  const response = await served().ask('administrator', ADDRESS, { method });
  expect([response.status, response.headers.get('allow'), (await problemOf(response)).code]).toEqual([
    405,
    'GET',
    'method-not-allowed',
  ]);
});

test('a server that stops tells its clients to come back, and ends', async () => {
  await start();
  add(UNIT_A, 2);
  const events = await follow('administrator', '?since=0&history=history-1');
  await settledEvents(events);
  await served().close();
  await events.ended;
  expect(events.events.at(-1)).toMatchObject({ event: 'resume', data: { lastSeq: 2, reason: 'server-restarting' } });
});

test('a server that has just begun gives an empty stream that ends, so that a browser comes back', async () => {
  const office = createOffice();
  office.setStoreDown(true);
  await start({ office });
  const early = await follow('administrator');
  await early.ended;
  expect([early.response.statusCode, early.events]).toEqual([200, []]);
  office.setStoreDown(false);
  await until('served', async () => {
    const next = await follow('administrator');
    await settledEvents(next);
    return next.events.length > 0;
  });
});

test('clients of both kinds count together against what one person may open', async () => {
  await start({ config: { stream: { clientsPerPerson: 2 } } });
  await settledEvents(await follow('administrator'));
  await settled(listen(as('administrator')));
  const third = await follow('administrator');
  await third.ended;
  expect([third.response.statusCode, third.events]).toEqual([200, []]);
});

test('a client that goes makes room for another', async () => {
  await start({ config: { stream: { clientsPerPerson: 1 } } });
  const first = await follow('administrator');
  await settledEvents(first);
  first.close();
  await until('room', async () => {
    const next = await follow('administrator');
    await settledEvents(next);
    return next.events.length > 0;
  });
});

test('a client that does not read is dropped, and others go on', async () => {
  await start({
    config: { stream: { backlogChars: 400_000, highWaterChars: 100_000, graceMs: 10 }, closeWithinMs: 300 },
  });
  const reading = await follow('administrator');
  const slow = await follow('administrator');
  await Promise.all([settledEvents(reading), settledEvents(slow)]);
  slow.response.pause();
  // So large that the buffers of the system (some megabytes) fill; ten at a time is half of what may wait for a client.
  const label = '县'.repeat(20_000);
  for (let count = 0; count < 250; count += 10) {
    for (let more = 0; more < 10; more += 1) served().office.addAlert(UNIT_A, { label });
    await until('the reading one goes on', () => reading.numbers().length === count + 10);
  }
  await until('dropped', async () =>
    /gov_matrix_stream_dropped_total\{reason="too-slow"\} 1/.test(await (await served().ask(null, '/metrics')).text()),
  );
  expect(reading.numbers()).toEqual(between(0, 250));
});
