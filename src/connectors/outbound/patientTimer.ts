/** A timer that comes later than this was held up by ourselves: what has arrived meanwhile is read first. */
export const OWN_DELAY_MS = 200;

/**
 * Calls `onPassed` after `ms`. Time that this process was too busy to hear an answer that was there is given back, as
 * long again at most. Returns how to stop it.
 */
export function startPatientTimer(ms: number, onPassed: () => void): () => void {
  let givenBackMs = 0;
  const wait = (allowedMs: number): NodeJS.Timeout => {
    const startedMs = performance.now();
    return setTimeout(() => {
      const lateMs = performance.now() - startedMs - allowedMs;
      const moreMs = lateMs < OWN_DELAY_MS ? 0 : Math.min(lateMs, ms - givenBackMs);
      if (moreMs <= 0) {
        onPassed();
        return;
      }
      givenBackMs += moreMs;
      timer = wait(moreMs);
    }, allowedMs);
  };
  let timer = wait(ms);
  return () => clearTimeout(timer);
}
