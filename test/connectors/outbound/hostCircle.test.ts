import { setTimeout as pause } from 'node:timers/promises';
import { BEAT_MS, createHostCircle, type HostCircle } from '../../../src/connectors/outbound/hostCircle';
import type { Caller, HostRest, HostSharing } from '../../../src/ports/hostSharing';
import type { Log } from '../../../src/ports/runtime';
import { closeOpened, faultOf, get, httpFor, serve } from '../support/httpHarness';

/** What the store keeps for all processes (test/storage/hostSharing.test.ts holds the repository to the same). */
function createBoard(): HostSharing & { readonly rests_: Map<string, HostRest>; probes: number } {
  const living = new Map<string, Caller & { readonly untilAt: Date }>();
  const rests = new Map<string, HostRest>();
  const probedUntil = new Map<string, Date>();
  const places = new Map<string, { readonly token: string; readonly untilAt: Date }>();
  const board = {
    rests_: rests,
    probes: 0,
    attend: async (caller: Caller, { now, untilAt }: { readonly now: Date; readonly untilAt: Date }) => {
      await Promise.resolve();
      living.set(caller.id, { ...caller, untilAt });
      return [...living.values()].filter((one) => one.untilAt > now);
    },
    leave: async (id: string) => void (await Promise.resolve(living.delete(id))),
    rests: () => Promise.resolve([...rests.values()]),
    putRest: async (rest: HostRest) => {
      await Promise.resolve();
      rests.set(rest.host, rest);
      probedUntil.delete(rest.host);
    },
    endRest: async (host: string) => void (await Promise.resolve(rests.delete(host))),
    claimProbe: async (host: string, { now, untilAt }: { readonly now: Date; readonly untilAt: Date }) => {
      await Promise.resolve();
      if ((probedUntil.get(host) ?? new Date(0)) > now) return false;
      probedUntil.set(host, untilAt);
      board.probes += 1;
      return true;
    },
    freeProbe: async (host: string, untilAt: Date) => {
      await Promise.resolve();
      if (probedUntil.get(host)?.getTime() === untilAt.getTime()) probedUntil.delete(host);
    },
    takePlace: async (host: string, lease: { readonly token: string; readonly now: Date; readonly untilAt: Date }) => {
      await Promise.resolve();
      if ((places.get(host)?.untilAt ?? new Date(0)) > lease.now) return false;
      places.set(host, lease);
      return true;
    },
    freePlace: async (host: string, token: string) => {
      await Promise.resolve();
      if (places.get(host)?.token === token) places.delete(host);
    },
  };
  return board;
}

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const circles: HostCircle[] = [];
let [named, elapsedMs] = [0, 0];
async function join(
  sharing: HostSharing,
  given: { works?: boolean; clock?: { now(): Date }; timeoutMs?: number } = {},
): Promise<HostCircle> {
  const circle = createHostCircle({
    sharing,
    clock: given.clock ?? { now: () => new Date(elapsedMs) },
    ids: { secret: () => `process-${(named += 1)}` },
    log: quiet,
    works: given.works ?? true,
    timeoutMs: given.timeoutMs ?? 20_000,
    elapsedMs: () => elapsedMs,
  });
  circles.push(circle);
  await circle.beat();
  return circle;
}
/** Time passes, and everybody named hears of the others. */
async function beats(count: number, ...of: readonly HostCircle[]): Promise<void> {
  for (let beat = 0; beat < count; beat += 1) {
    elapsedMs += BEAT_MS;
    for (const circle of of) await circle.beat();
  }
}
afterEach(async () => {
  for (const circle of circles.splice(0)) await circle.stop();
  await closeOpened();
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(5);
}
const NONE = { own: 0, hasCommon: false };
const at = (circle: HostCircle): ReturnType<HostCircle['shareAt']> => circle.shareAt('a', 4);

test('one alone has all places at once; another one has its part when everybody has heard of it', async () => {
  const board = createBoard();
  const first = await join(board);
  expect(at(first)).toEqual({ own: 4, hasCommon: false });
  const second = await join(board);
  expect([at(first).own, at(second)]).toEqual([4, NONE]);
  await beats(2, first, second);
  expect([at(first).own, at(second)]).toEqual([2, NONE]);
  await beats(1, first, second);
  expect([at(first).own, at(second).own]).toEqual([2, 2]);
  await second.stop();
  await beats(1, first);
  expect(at(first).own).toBe(4);
});

test('one that hears nothing of the others stops before they count it out, and comes back as a newcomer', async () => {
  const board = createBoard();
  let isCutOff = false;
  const first = await join(board);
  const second = await join({
    ...board,
    attend: (...told) => (isCutOff ? Promise.reject(new Error('cut off')) : board.attend(...told)),
  });
  await beats(3, first, second);
  isCutOff = true;
  await beats(3, first, second);
  expect(at(second).own).toBe(2);
  elapsedMs += 1;
  expect(at(second)).toEqual(NONE);
  // Still counted: its part is used by nobody.
  await first.beat();
  expect(at(first).own).toBe(2);
  await beats(1, first);
  expect(at(first).own).toBe(4);
  isCutOff = false;
  await second.beat();
  expect(at(second)).toEqual(NONE);
  await beats(3, first, second);
  expect([at(first).own, at(second).own]).toEqual([2, 2]);
});

test('three that work and one that serves people never have more calls at a host than it bears', async () => {
  const board = createBoard();
  let [running, most, served] = [0, 0, 0];
  const { origin } = await serve((_request, response) => {
    running += 1;
    most = Math.max(most, running);
    setTimeout(() => {
      running -= 1;
      served += 1;
      response.end('x');
    }, 10);
  });
  const joined: HostCircle[] = [];
  for (const works of [true, true, true, false]) joined.push(await join(board, { works }));
  await beats(3, ...joined);
  const clients = joined.map((circle) => httpFor([origin], { perHost: 2, maxWaitMs: 600_000 }, { circle }));
  const answers = await Promise.all(clients.flatMap((http) => Array.from({ length: 3 }, () => get(http, origin))));
  expect(new Set(answers.map(faultOf))).toEqual(new Set(['response 200']));
  expect([served, most]).toEqual([12, 2]);
});

test('a host in trouble with one is left alone by all; one calls first, and its answer lets all follow', async () => {
  const board = createBoard();
  let now = new Date('2026-11-23T02:00:00.000Z');
  const clock = { now: () => now };
  let [isSick, calls] = [true, 0];
  const { origin } = await serve((request, response) => {
    calls += 1;
    if (isSick) request.socket.destroy();
    else response.end('x');
  });
  const { host } = new URL(origin);
  const [first, second] = [await join(board), await join(board)];
  await beats(3, first, second);
  const one = httpFor([origin], {}, { clock, circle: first });
  const other = httpFor([origin], {}, { clock, circle: second });
  for (let call = 0; call < 5; call += 1) expect(faultOf(await get(one, origin))).toBe('connection-reset');
  await second.beat();
  expect(faultOf(await get(other, origin))).toBe('host-breaker-open');
  expect(calls).toBe(5);
  expect(board.rests_.get(host)).toMatchObject({ openings: 1 });
  isSick = false;
  const before = calls;
  now = new Date(now.getTime() + 31_000);
  const answers = await Promise.all([get(one, origin), get(other, origin)]);
  expect(answers.map(faultOf).sort()).toEqual(['host-breaker-open', 'response 200']);
  expect([calls - before, board.probes]).toEqual([1, 1]);
  await until(() => !board.rests_.has(host));
  await Promise.all([first.beat(), second.beat()]);
  expect([faultOf(await get(one, origin)), faultOf(await get(other, origin))]).toEqual([
    'response 200',
    'response 200',
  ]);
});

test('one that calls first and is told nothing of the host lets another go first at once', async () => {
  const board = createBoard();
  let now = new Date('2026-11-23T02:00:00.000Z');
  const clock = { now: () => now };
  let [isSick, isMute] = [true, false];
  let heard = (): void => undefined;
  const { origin } = await serve((request, response) => {
    heard();
    if (isSick) request.socket.destroy();
    else if (!isMute) response.end('x');
  });
  const [first, second] = [await join(board, { clock }), await join(board, { clock })];
  await beats(3, first, second);
  const one = httpFor([origin], {}, { clock, circle: first });
  const other = httpFor([origin], {}, { clock, circle: second });
  for (let call = 0; call < 5; call += 1) await get(one, origin);
  await second.beat();
  [isSick, isMute] = [false, true];
  now = new Date(now.getTime() + 31_000);
  const stopped = new AbortController();
  const isHeard = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const mute = one.send({ method: 'GET', url: origin, signal: stopped.signal });
  await isHeard;
  expect(faultOf(await get(other, origin))).toBe('host-breaker-open');
  stopped.abort();
  expect(faultOf(await mute)).toBe('aborted');
  isMute = false;
  // As soon as the other asks again, a few seconds later; the claim would have stood for more than a minute.
  now = new Date(now.getTime() + 5_001);
  expect(faultOf(await get(other, origin))).toBe('response 200');
});

test.each([
  [20_000, 80_000],
  [300_000, 640_000],
])(
  'with calls of %i ms a place and a first call are kept for longer than any of them: %i ms',
  async (timeoutMs, keptMs) => {
    const board = createBoard();
    const now = new Date('2026-11-23T02:00:00.000Z');
    const kept: number[] = [];
    const note = (untilAt: Date): Promise<boolean> => {
      kept.push(untilAt.getTime() - now.getTime());
      return Promise.resolve(true);
    };
    const noting: HostSharing = {
      ...board,
      takePlace: (_host, { untilAt }) => note(untilAt),
      claimProbe: (_host, { untilAt }) => note(untilAt),
    };
    const circle = await join(noting, { clock: { now: () => now }, timeoutMs });
    await circle.takeCommon('a');
    await circle.takeProbe('a');
    expect(kept).toEqual([keptMs, keptMs]);
  },
);
