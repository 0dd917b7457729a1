import { MINUTE_MS, SECOND_MS } from '../../domain/time/instant';
import type { HostRest } from '../../ports/hostSharing';
import type { Clock } from '../../ports/runtime';

/** What one call says about its host: it answered, it is in trouble, or the call ended for reasons of our own. */
export type HostSign = 'answered' | 'trouble' | 'nothing';

export type Admission =
  /** Go, and tell once what came of it. */
  | { readonly kind: 'go'; readonly isProbe: boolean; readonly report: (sign: HostSign) => void }
  | { readonly kind: 'open'; readonly retryAfterMs: number };

export interface HostBreaker {
  /** For how long calls to this host are turned away; null while they may go. Takes no part in the probe. */
  waitMs(host: string): number | null;
  /** Lets a call go, or turns it away. When the time of rest is over exactly one call goes first. */
  admit(host: string): Admission;
  /** Lets a host rest that others found in trouble. */
  rest(rest: HostRest): void;
  /** Others have found it well again. */
  endRest(host: string): void;
}

/** Told when this process finds a host in trouble, or well again after a rest. */
interface BreakerTold {
  readonly onRest: (rest: HostRest) => void;
  readonly onWell: (host: string) => void;
}
const NOBODY: BreakerTold = { onRest: () => undefined, onWell: () => undefined };

export interface BreakerLimits {
  /** So many calls in a row must fail. */
  readonly afterFailures: number;
  /** Rest after the first opening; doubled for every probe that fails, up to `longestRestMs`. */
  readonly restMs: number;
  readonly longestRestMs: number;
}

const BREAKER_LIMITS: BreakerLimits = {
  afterFailures: 5,
  restMs: 30 * SECOND_MS,
  longestRestMs: 10 * MINUTE_MS,
};

/** While the probe is under way the others come back this much later. */
const PROBE_UNDER_WAY_MS = 5 * SECOND_MS;

interface State {
  failures: number;
  openings: number;
  openUntilMs: number | null;
  isProbing: boolean;
}

/**
 * Hosts that fail call after call are left alone for a while, each for itself. A crowd of waiting calls never falls
 * upon a host that is just coming back: one goes first, and only its success lets the others follow.
 */
export function createHostBreaker(
  clock: Clock,
  limits: BreakerLimits = BREAKER_LIMITS,
  told: BreakerTold = NOBODY,
): HostBreaker {
  /** Holds only hosts with a failure on record. */
  const hosts = new Map<string, State>();

  const settle = (host: string, state: State, about: { readonly sign: HostSign; readonly isProbe: boolean }): void => {
    const { sign, isProbe } = about;
    if (isProbe) state.isProbing = false;
    if (sign === 'nothing') return;
    // What was sent before the opening and ends after it must not close the breaker: only the probe does.
    if (state.openUntilMs !== null && !isProbe) return;
    if (sign === 'answered') {
      hosts.delete(host);
      if (state.openings > 0) told.onWell(host);
      return;
    }
    state.failures += 1;
    if (!isProbe && state.failures < limits.afterFailures) return;
    state.openUntilMs = clock.now().getTime() + Math.min(limits.restMs * 2 ** state.openings, limits.longestRestMs);
    state.openings += 1;
    told.onRest({ host, untilAt: new Date(state.openUntilMs), openings: state.openings });
  };

  const waitMs = (host: string): number | null => {
    const state = hosts.get(host);
    if (state === undefined || state.openUntilMs === null) return null;
    const restMs = state.openUntilMs - clock.now().getTime();
    if (restMs > 0) return restMs;
    return state.isProbing ? PROBE_UNDER_WAY_MS : null;
  };

  return {
    waitMs,
    admit(host) {
      const retryAfterMs = waitMs(host);
      if (retryAfterMs !== null) return { kind: 'open', retryAfterMs };
      const known = hosts.get(host);
      const isProbe = known?.openUntilMs != null;
      if (known !== undefined && isProbe) known.isProbing = true;
      let reported = false;
      return {
        kind: 'go',
        isProbe,
        report(sign) {
          if (reported) return;
          reported = true;
          const state = hosts.get(host) ?? { failures: 0, openings: 0, openUntilMs: null, isProbing: false };
          if (sign === 'trouble') hosts.set(host, state);
          settle(host, state, { sign, isProbe });
        },
      };
    },
    rest({ host, untilAt, openings }) {
      const state = hosts.get(host) ?? { failures: 0, openings: 0, openUntilMs: null, isProbing: false };
      hosts.set(host, state);
      state.openings = Math.max(state.openings, openings);
      state.openUntilMs = Math.max(state.openUntilMs ?? 0, untilAt.getTime());
    },
    endRest(host) {
      if (hosts.get(host)?.isProbing === false) hosts.delete(host);
    },
  };
}
