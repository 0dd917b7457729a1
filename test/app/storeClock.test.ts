import { createStoreClock } from '../../src/app/storeClock';
import { MINUTE_MS } from '../../src/domain/time/instant';
import type { Log } from '../../src/ports/runtime';

const AT = new Date('2026-11-23T02:00:00.000Z');

function openClock(): { own: { now: () => Date; set: (at: Date) => void }; told: string[]; log: Log } {
  let at = AT;
  const told: string[] = [];
  return {
    own: { now: () => at, set: (next) => (at = next) },
    told,
    log: {
      info: () => undefined,
      warn: (event, fields) => told.push(`${event} ${String(fields?.['offsetMs'])}`),
      error: (event) => told.push(event),
    },
  };
}
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const after = (ms: number): Date => new Date(AT.getTime() + ms);

describe('the clock of a machine', () => {
  test.each([
    ['two minutes slow', 2 * MINUTE_MS, 2 * MINUTE_MS],
    ['two minutes fast', -2 * MINUTE_MS, -2 * MINUTE_MS],
    ['wrong by half a second', 500, 500],
    ['wrong by less', 499, 0],
  ])('that is %s goes by the store', async (_how, aheadMs, correctedMs) => {
    const { own, log, told } = openClock();
    const clock = createStoreClock(own, () => own.now().getTime());
    expect(clock.now()).toEqual(AT);
    const stop = await clock.follow(() => Promise.resolve(after(aheadMs)), log);
    expect(clock.now()).toEqual(after(correctedMs));
    own.set(after(MINUTE_MS));
    expect(clock.now()).toEqual(after(MINUTE_MS + correctedMs));
    expect(told).toEqual(correctedMs === 0 ? [] : [`clock-differs-from-store ${correctedMs}`]);
    stop();
  });

  test('that is set goes on by the steady one where it is set back, and is compared anew at once', async () => {
    const { own, log, told } = openClock();
    let steadyMs = 0;
    let storeMs = AT.getTime();
    const clock = createStoreClock(own, () => steadyMs);
    const stop = await clock.follow(() => Promise.resolve(new Date(storeMs)), log);
    const pass = (ms: number, setByMs: number): void => {
      steadyMs += ms;
      storeMs += ms;
      own.set(new Date(own.now().getTime() + ms + setByMs));
    };
    // Set right by less than decides anything, it is left alone.
    pass(MINUTE_MS, -499);
    expect(clock.now()).toEqual(after(MINUTE_MS - 499));
    pass(0, 499);
    // An hour back: no lease that is over looks alive, not for a moment.
    pass(MINUTE_MS, -60 * MINUTE_MS);
    expect(clock.now()).toEqual(after(2 * MINUTE_MS));
    await settled();
    expect(told).toEqual(['clock-differs-from-store 3600000']);
    expect(clock.now()).toEqual(after(2 * MINUTE_MS));
    // An hour forward may be a machine that slept: believed until the store has told.
    pass(MINUTE_MS, 60 * MINUTE_MS);
    expect(clock.now()).toEqual(after(63 * MINUTE_MS));
    await settled();
    expect(clock.now()).toEqual(after(3 * MINUTE_MS));
    stop();
  });

  test('takes the reply that came soonest, and none that took more than five seconds', async () => {
    const { own, log } = openClock();
    const waysMs = [4_000, 1_000, 6_000];
    const clock = createStoreClock(own, () => own.now().getTime());
    const stop = await clock.follow(() => {
      // All of the time passes on the way back: half of it is the error.
      const asked = own.now();
      own.set(new Date(asked.getTime() + (waysMs.shift() ?? 0)));
      return Promise.resolve(new Date(asked.getTime() + 10 * MINUTE_MS));
    }, log);
    expect(clock.now().getTime() - own.now().getTime()).toBe(10 * MINUTE_MS - 500);
    stop();
  });

  test('goes on as it was where the store does not tell, and says so', async () => {
    const { own, log, told } = openClock();
    const clock = createStoreClock(own, () => own.now().getTime());
    const stop = await clock.follow(() => Promise.reject(new Error('no store')), log);
    expect(clock.now()).toEqual(AT);
    expect(told).toEqual(['store-time-unknown']);
    stop();
  });
});
