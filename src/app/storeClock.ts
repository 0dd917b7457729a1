import { SECOND_MS, type Instant } from '../domain/time/instant';
import type { Clock, Log } from '../ports/runtime';

/** A clock that goes by the store's once it follows it. */
export interface StoreClock extends Clock {
  /**
   * Compares with the store's time now, again every fifteen seconds, and at once where the machine's own clock is set.
   * Where the store's time is not known the clock goes on as it was. Returns the end of it.
   */
  follow(storeTime: () => Promise<Instant>, log: Log): Promise<() => void>;
}

const SAMPLES = 3;
const COMPARED_EVERY_MS = 15 * SECOND_MS;
/** Smaller differences are left alone: they decide nothing, and every step of a clock may go backwards. */
const LEAST_CORRECTION_MS = 500;
/** A reply that took longer says too little of when it was written. */
const LONGEST_SAMPLE_MS = 5 * SECOND_MS;

/**
 * The clock of one of several processes. Leases, deadlines and what a platform is asked "since" are compared between
 * them: with a clock of its own a machine that is two minutes fast would take over what is still worked at, and tell
 * two minutes early that an account is late.
 *
 * Between two comparisons a clock that is set back goes on by the `steadyMs` that nobody sets: it would make leases look
 * alive that are over. One that is set forward may be a machine that slept, so it is believed until it is compared.
 */
export function createStoreClock(own: Clock, steadyMs = (): number => performance.now()): StoreClock {
  let offsetMs = 0;
  let base: { readonly ownMs: number; readonly steadyMs: number } | null = null;
  let onSet: () => void = () => undefined;
  /** How far the own clock has been set since the last comparison. */
  const setByMs = (ownMs: number): number => (base === null ? 0 : ownMs - base.ownMs - (steadyMs() - base.steadyMs));
  const compare = async (storeTime: () => Promise<Instant>, log: Log): Promise<void> => {
    const best = await closest(own, storeTime);
    if (best === null) return;
    base = { ownMs: own.now().getTime(), steadyMs: steadyMs() };
    if (Math.abs(best.offsetMs - offsetMs) < LEAST_CORRECTION_MS) return;
    log.warn('clock-differs-from-store', { offsetMs: Math.round(best.offsetMs), before: Math.round(offsetMs) });
    ({ offsetMs } = best);
  };
  return {
    now: () => {
      const ownMs = own.now().getTime();
      const setMs = setByMs(ownMs);
      if (Math.abs(setMs) >= LEAST_CORRECTION_MS) onSet();
      return new Date(ownMs + offsetMs - (setMs <= -LEAST_CORRECTION_MS ? setMs : 0));
    },
    follow: async (storeTime, log) => {
      let isComparing = false;
      const tryCompare = async (): Promise<void> => {
        if (isComparing) return;
        isComparing = true;
        await compare(storeTime, log).catch((error: unknown) => log.error('store-time-unknown', error));
        isComparing = false;
      };
      await tryCompare();
      onSet = () => void tryCompare();
      const timer = setInterval(() => void tryCompare(), COMPARED_EVERY_MS).unref();
      return () => {
        onSet = () => undefined;
        clearInterval(timer);
      };
    },
  };
}

/** Of a few comparisons the one whose reply came soonest: half of its way is the error. */
async function closest(
  own: Clock,
  storeTime: () => Promise<Instant>,
): Promise<{ readonly offsetMs: number; readonly tookMs: number } | null> {
  let best: { readonly offsetMs: number; readonly tookMs: number } | null = null;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const askedMs = own.now().getTime();
    const storeMs = (await storeTime()).getTime();
    const toldMs = own.now().getTime();
    const tookMs = toldMs - askedMs;
    if (tookMs < 0 || tookMs > LONGEST_SAMPLE_MS || (best !== null && best.tookMs <= tookMs)) continue;
    best = { offsetMs: storeMs - (askedMs + toldMs) / 2, tookMs };
  }
  return best;
}
