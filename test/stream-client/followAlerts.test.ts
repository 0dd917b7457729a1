import type { StreamAlert } from '../../src/api/events';
import { followAlerts, type Follower, type FollowOptions, type Link, type Position } from '../../src/stream-client';
import { between, until } from '../http/listener';
import { createOffice } from '../http/office';
import { tokenOf, UNIT_A, UNIT_B, type PersonName } from '../http/officePeople';
import { serve, type Served } from '../http/serve';

interface Followed {
  readonly follower: Follower;
  readonly alerts: StreamAlert[];
  readonly kept: Position[];
  readonly links: Link[];
  readonly forgotten: Position[];
}

const open: Follower[] = [];
const servers: Served[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((follower) => follower.close()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function started(...about: Parameters<typeof serve>): Promise<Served> {
  const server = await serve(...about);
  servers.push(server);
  return server;
}

function follow(url: string, as: PersonName, more: Partial<FollowOptions> = {}): Followed {
  const [alerts, kept, links, forgotten]: [StreamAlert[], Position[], Link[], Position[]] = [[], [], [], []];
  const follower = followAlerts({
    url,
    token: tokenOf(as),
    from: { seq: 0, history: 'history-1' },
    onHistoryChanged: (before) => void forgotten.push(before),
    onLink: (link) => void links.push(link),
    ...more,
    onAlert: async (alert, position) => {
      await more.onAlert?.(alert, position);
      alerts.push(alert);
      kept.push(position);
    },
    limits: { retryMs: 10, maxRetryMs: 50, ...more.limits },
  });
  open.push(follower);
  return { follower, alerts, kept, links, forgotten };
}

const numbersOf = ({ alerts }: Followed): number[] => alerts.map(({ seq }) => seq);
const isAt = (followed: Followed, seq: number) => () => followed.follower.position()?.seq === seq;

test('every alert comes once and in order, and the proof reaches as far as the server is', async () => {
  const { url, office } = await started();
  for (let count = 0; count < 20; count += 1) office.addAlert(UNIT_A);
  const followed = follow(url, 'administrator');
  await until('the first', isAt(followed, 20));
  for (let count = 0; count < 5; count += 1) office.addAlert(UNIT_B);
  await until('all', isAt(followed, 25));
  expect(numbersOf(followed)).toEqual(between(0, 25));
  expect(followed.kept.at(-1)).toEqual({ seq: 25, history: 'history-1' });
  expect(followed.follower.proof()).toEqual({
    history: 'history-1',
    from: 0,
    to: 25,
    alertsHandled: 25,
    connections: 1,
    gapsClosed: 0,
    provenAt: '2026-11-20T02:00:00.000Z',
  });
});

test('a change of a kind that this version does not know is handed on like any other', async () => {
  const { url, office } = await started();
  office.addAlert(UNIT_A);
  const next = office.addAlert(UNIT_A) as { change: string };
  next.change = 'turned-round';
  office.addAlert(UNIT_A);
  const followed = follow(url, 'administrator');
  await until('all', isAt(followed, 3));
  expect(followed.alerts.map(({ change }) => change)).toEqual(['opened', 'turned-round', 'opened']);
});

test('without a position it goes on from now, and says where that is', async () => {
  const { url, office } = await started();
  for (let count = 0; count < 3; count += 1) office.addAlert(UNIT_A);
  const followed = follow(url, 'administrator', { from: null });
  await until('connected', isAt(followed, 3));
  office.addAlert(UNIT_A);
  await until('the next', isAt(followed, 4));
  expect(numbersOf(followed)).toEqual([4]);
  expect(followed.follower.proof()).toMatchObject({ from: 3, to: 4 });
});

test('a reader of a unit has proof for the numbers of other units too, and is sent none of them', async () => {
  const { url, office } = await started({ config: { stream: { heartbeatMs: 20 } } });
  office.addAlert(UNIT_B);
  office.addAlert(UNIT_A);
  office.addAlert(UNIT_B);
  const followed = follow(url, 'officerOfA');
  await until('spoken for', isAt(followed, 3));
  expect(numbersOf(followed)).toEqual([2]);
  expect(followed.follower.proof()).toMatchObject({ from: 0, to: 3, alertsHandled: 1 });
});

test('it comes back after the server was started anew, and misses nothing of meanwhile', async () => {
  const office = createOffice();
  const first = await serve({ office });
  const followed = follow(first.url, 'administrator');
  office.addAlert(UNIT_A);
  await until('one', isAt(followed, 1));
  const port = Number(new URL(first.url).port);
  await first.close();
  office.addAlert(UNIT_B);
  await started({ office, config: { port } });
  await until('two', isAt(followed, 2));
  expect(numbersOf(followed)).toEqual([1, 2]);
  expect(followed.follower.proof()).toMatchObject({ to: 2, connections: 2 });
  expect(followed.links).toContainEqual(expect.objectContaining({ state: 'lost', code: 'server-restarting' }));
});

test('what its caller could not handle ends it, stands after its position, and comes again from there', async () => {
  const { url, office } = await started();
  for (let count = 0; count < 4; count += 1) office.addAlert(UNIT_A);
  const failure = new Error('disk full');
  const followed = follow(url, 'administrator', {
    onAlert: ({ seq }) => {
      if (seq === 3) throw failure;
    },
  });
  expect(await followed.follower.ended).toEqual({ reason: 'handler-failed', error: failure });
  expect(followed.follower.position()).toEqual({ seq: 2, history: 'history-1' });
  const again = follow(url, 'administrator', { from: followed.follower.position() });
  await until('the rest', isAt(again, 4));
  expect([numbersOf(followed), numbersOf(again)]).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

const TOLD_BESIDE = ['onLink', 'onSnapshot', 'onProgress'] as const;
test.each([
  ...TOLD_BESIDE.map((name) => ({
    name,
    how: 'throws',
    fail: (error: Error) => {
      throw error;
    },
  })),
  ...TOLD_BESIDE.map((name) => ({ name, how: 'rejects', fail: (error: Error) => Promise.reject(error) })),
])('$name that $how ends it like any handler, and is called no more', async ({ name, fail }) => {
  const { url, office } = await started({ config: { stream: { progressMs: 10 } } });
  const failure = new Error('the disk is full');
  let calls = 0;
  const failing = (): void => {
    calls += 1;
    return fail(failure) as unknown as void;
  };
  const { follower } = follow(url, 'administrator', { [name]: failing });
  const timer = setInterval(() => office.goOn('mandates'), 10);
  const end = await follower.ended.finally(() => clearInterval(timer));
  expect(end).toEqual({ reason: 'handler-failed', error: failure });
  expect(calls).toBe(1);
});

test('a caller slower than the stream holds few of them, comes back when it is through, and gets all, once', async () => {
  const { url, office } = await started({ config: { stream: { pageSize: 50 } } });
  for (let count = 0; count < 60; count += 1) office.addAlert(UNIT_A);
  let isHeld = true;
  const followed = follow(url, 'administrator', {
    limits: { waitingFrames: 7, retryMs: 1 },
    // The first is held far longer than the wait before the next connection.
    onAlert: async () => {
      if (isHeld) await new Promise((resolve) => setTimeout(resolve, 100));
      isHeld = false;
    },
  });
  await until('all', isAt(followed, 60));
  expect(numbersOf(followed)).toEqual(between(0, 60));
  expect(followed.links).toContainEqual(expect.objectContaining({ state: 'lost', code: 'behind' }));
});

test('of a store that was replaced it forgets what was kept, tells so, and goes on from now', async () => {
  const { url, office } = await started();
  office.addAlert(UNIT_A);
  const before = { seq: 1, history: 'of another store' };
  const followed = follow(url, 'administrator', { from: before });
  await until('now', () => followed.follower.position()?.history === 'history-1');
  expect(followed.forgotten).toEqual([before]);
  office.addAlert(UNIT_A);
  await until('the next', isAt(followed, 2));
  expect(numbersOf(followed)).toEqual([2]);
  expect(followed.follower.proof()).toMatchObject({ history: 'history-1', from: 1, to: 2 });
});

test('a token is asked for before every connection; one that does not hold ends it, with the reason', async () => {
  const { url } = await started();
  const asked: string[] = [];
  const followed = follow(url, 'administrator', {
    token: async () => {
      asked.push('once');
      if (asked.length === 1) throw new Error('the vault does not respond');
      return 'not-a-token';
    },
  });
  expect(await followed.follower.ended).toEqual({ reason: 'not-signed-in' });
  expect(asked).toHaveLength(2);
  expect(followed.links).toContainEqual(expect.objectContaining({ state: 'lost', code: 'no-token' }));
});

test('the time of a proof is that of what was handled, not of what was heard', async () => {
  const { url, office } = await started({ config: { stream: { heartbeatMs: 10 } } });
  office.addAlert(UNIT_A);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const heard: unknown[] = [];
  const followed = follow(url, 'administrator', {
    onAlert: () => held,
    onProgress: (topics) => void heard.push(topics),
  });
  await until('live', () => followed.links.some(({ state }) => state === 'live'));
  office.goOn('mandates');
  await until('heard of more', () => heard.length > 0);
  expect(followed.follower.proof()).toMatchObject({ to: 0, provenAt: null });
  release();
  await until('proven', () => followed.follower.proof()?.provenAt !== null);
  expect(followed.follower.proof()).toMatchObject({ to: 1 });
});

test('closing waits for the handler that runs, and begins no other', async () => {
  const { url, office } = await started();
  office.addAlert(UNIT_A);
  office.addAlert(UNIT_A);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun = 0;
  const followed = follow(url, 'administrator', {
    onAlert: () => {
      begun += 1;
      return held;
    },
  });
  await until('begun', () => begun === 1);
  const closing = followed.follower.close();
  release();
  await closing;
  expect([begun, followed.follower.position()?.seq]).toEqual([1, 1]);
  expect(await followed.follower.ended).toEqual({ reason: 'closed' });
});
