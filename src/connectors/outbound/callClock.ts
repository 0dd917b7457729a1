export interface CallClock {
  /**
   * Runs one part of the call with a signal that is aborted by the caller or when the time for the whole call is used
   * up.
   */
  during<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  ranOut(): boolean;
  stop(): void;
}

/** Counts only while a request is on the wire, so that waiting behind a slow host is not charged to this call. */
export function createCallClock(totalMs: number, outer: AbortSignal): CallClock {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  outer.addEventListener('abort', abort, { once: true });
  if (outer.aborted) abort();
  let leftMs = totalMs;
  let isOut = false;
  return {
    async during(work) {
      const startedMs = performance.now();
      const timer = setTimeout(() => {
        isOut = true;
        abort();
      }, leftMs);
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
