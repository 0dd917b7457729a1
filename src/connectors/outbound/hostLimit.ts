import type { HostCircle } from './hostCircle';

/** Raised when too many calls already wait for one host, or one has waited too long. Nothing was sent. */
export class HostBusyError extends Error {
  readonly code = 'HOST_BUSY';
  constructor(host: string) {
    super(`too many calls wait for ${host}`);
    this.name = 'HostBusyError';
  }
}

export interface HostLimit {
  /**
   * Waits for a free place at a host and returns the function that gives it back (calling it twice does nothing more).
   * Rejects with `HostBusyError` when the queue is full or the wait too long, or with the signal's reason when it is
   * aborted first.
   */
  enter(host: string, signal: AbortSignal): Promise<() => void>;
  /** The share of this process may have changed: those who wait are looked after. */
  reconsider(): void;
}

type Leave = () => void;
interface Gate {
  readonly host: string;
  running: number;
  /** The common place is being asked for, or was refused a moment ago. */
  isAsking: boolean;
  readonly waiting: ((leave: Leave) => void)[];
}

const COMMON_AGAIN_MS = 200;

/**
 * At most `perHost` calls at a time to one host; the rest wait in order, at most `maxWaiting` of them, each at most
 * `maxWaitMs`: whoever asked for the call holds a lease, and must not act long after it. In a circle of processes
 * `perHost` is what all of them do together.
 */
export function createHostLimit(
  limits: {
    readonly perHost: number;
    readonly maxWaiting: number;
    readonly maxWaitMs: number;
  },
  circle: Pick<HostCircle, 'shareAt' | 'takeCommon'> | null = null,
): HostLimit {
  const gates = new Map<string, Gate>();
  const ownPlaces = (host: string): number =>
    circle === null ? limits.perHost : circle.shareAt(host, limits.perHost).own;

  const leaveOnce = (gate: Gate, giveBack: () => void): Leave => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      giveBack();
      letIn(gate);
    };
  };
  const leaveOwn = (gate: Gate): Leave =>
    leaveOnce(gate, () => {
      gate.running -= 1;
    });

  const letIn = (gate: Gate): void => {
    while (gate.waiting.length > 0 && gate.running < ownPlaces(gate.host)) {
      gate.running += 1;
      gate.waiting.shift()?.(leaveOwn(gate));
    }
    if (gate.waiting.length > 0) askForCommon(gate);
    else if (gate.running === 0 && !gate.isAsking) gates.delete(gate.host);
  };

  const askForCommon = (gate: Gate): void => {
    if (circle === null || gate.isAsking) return;
    const { own, hasCommon } = circle.shareAt(gate.host, limits.perHost);
    // It is for those without a place of their own; a busy worker would ask the store for it five times a second.
    if (!hasCommon || own > 0) return;
    gate.isAsking = true;
    const endAsking = (): void => {
      gate.isAsking = false;
      letIn(gate);
    };
    void circle
      .takeCommon(gate.host)
      .catch(() => null)
      .then((free) => {
        if (free === null) {
          setTimeout(endAsking, COMMON_AGAIN_MS).unref();
          return;
        }
        const next = gate.waiting.shift();
        gate.isAsking = false;
        if (next === undefined) free();
        else next(leaveOnce(gate, free));
        letIn(gate);
      });
  };

  return {
    reconsider: () => {
      for (const gate of [...gates.values()]) letIn(gate);
    },
    enter(host, signal) {
      if (signal.aborted) return Promise.reject(abortReason(signal));
      const gate = gates.get(host) ?? { host, running: 0, isAsking: false, waiting: [] };
      gates.set(host, gate);
      if (gate.waiting.length === 0 && gate.running < ownPlaces(host)) {
        gate.running += 1;
        return Promise.resolve(leaveOwn(gate));
      }
      if (gate.waiting.length >= limits.maxWaiting) return Promise.reject(new HostBusyError(host));
      return new Promise((resolve, reject) => {
        const quit = (reason: Error): void => {
          gate.waiting.splice(gate.waiting.indexOf(start), 1);
          clearTimeout(timer);
          signal.removeEventListener('abort', giveUp);
          letIn(gate);
          reject(reason);
        };
        const giveUp = (): void => quit(abortReason(signal));
        const timer = setTimeout(() => quit(new HostBusyError(host)), limits.maxWaitMs);
        const start = (leave: Leave): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', giveUp);
          resolve(leave);
        };
        gate.waiting.push(start);
        signal.addEventListener('abort', giveUp, { once: true });
        letIn(gate);
      });
    },
  };
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted');
}
