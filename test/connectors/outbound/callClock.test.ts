import { createCallClock } from '../../../src/connectors/outbound/callClock';

/** Keeps this process busy, as a heavy page would. */
function beBusy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
const never = new AbortController().signal;

test('an answer that was there while we were too busy to read it is not a time-out', async () => {
  const clock = createCallClock(300, never);
  const answered = clock.during(async (signal) => {
    // Arrives in time; this process reads it only after the limit.
    await new Promise((resolve) => {
      setTimeout(() => {
        beBusy(700);
        setImmediate(() => setImmediate(resolve));
      }, 10);
    });
    return signal.aborted;
  });
  expect([await answered, clock.ranOut()]).toEqual([false, false]);
  clock.stop();
});

test('a server that says nothing is cut off, and being busy does not keep the call open for ever', async () => {
  const clock = createCallClock(100, never);
  const aborted = await clock.during(
    (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(true));
        const busy = (): void => {
          if (signal.aborted) return;
          beBusy(150);
          setTimeout(busy, 1);
        };
        busy();
      }),
  );
  expect([aborted, clock.ranOut()]).toEqual([true, true]);
  clock.stop();
});
