import { OWN_DELAY_MS } from './patientTimer';

export interface CallClock {
  /**
   * Runs one part of the call with a signal that is aborted by the caller or when the time for the whole call is used
   * up.
   */
  during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  ranOut(): boolean;
  stop(): void;
}

/**
 * Counts only while a request is on the wire, so that waiting behind a slow host is not charged to this call. Nor is
 * the time this process
 * was too busy to read an answer that was there: it is given back, as long again as the call at most.
 */
export function createCallClock(totalMs: number, outer: AbortSignal): CallClock {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  outer.addEventListener('abort', abort, { once: true });
  if (outer.aborted) abort();
  let leftMs = totalMs;
  let isOut = false;
  let givenBackMs = 0;
  return {
    async during(work) {
      const startedMs = performance.now();
      let allowedMs = leftMs;
      const atEnd = (): void => {
        const lateMs = performance.now() - startedMs - allowedMs;
        const moreMs = lateMs < OWN_DELAY_MS ? 0 : Math.min(lateMs, totalMs - givenBackMs);
        if (moreMs > 0) {
          givenBackMs += moreMs;
          allowedMs += lateMs + moreMs;
          timer = setTimeout(atEnd, moreMs);
          return;
        }
        isOut = true;
        abort();
      };
      let timer = setTimeout(atEnd, leftMs);
      try {
        return await work(controller.signal);
      } finally {
        clearTimeout(timer);
        leftMs = Math.max(0, leftMs - (performance.now() - startedMs));
      }
    },
    ranOut: () => isOut,
    stop: () => outer.removeEventListener('abort', abort),
  };
}
