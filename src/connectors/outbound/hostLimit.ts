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
}

interface Gate {
  running: number;
  readonly waiting: (() => void)[];
}

/**
 * At most `perHost` calls at a time to one host; the rest wait in order, at most `maxWaiting` of them, each at most
 * `maxWaitMs`: whoever asked for the call holds a lease, and must not act long after it.
 */
export function createHostLimit(limits: {
  readonly perHost: number;
  readonly maxWaiting: number;
  readonly maxWaitMs: number;
}): HostLimit {
  const gates = new Map<string, Gate>();

  const leave = (host: string, gate: Gate): (() => void) => {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = gate.waiting.shift();
      if (next !== undefined) {
        next();
        return;
      }
      gate.running -= 1;
      if (gate.running === 0) gates.delete(host);
    };
  };

  return {
    enter(host, signal) {
      if (signal.aborted) return Promise.reject(abortReason(signal));
      const gate = gates.get(host) ?? { running: 0, waiting: [] };
      gates.set(host, gate);
      if (gate.running < limits.perHost) {
        gate.running += 1;
        return Promise.resolve(leave(host, gate));
      }
      if (gate.waiting.length >= limits.maxWaiting) return Promise.reject(new HostBusyError(host));
      return new Promise((resolve, reject) => {
        const quit = (reason: Error): void => {
          gate.waiting.splice(gate.waiting.indexOf(start), 1);
          clearTimeout(timer);
          signal.removeEventListener('abort', giveUp);
          reject(reason);
        };
        const giveUp = (): void => quit(abortReason(signal));
        const timer = setTimeout(() => quit(new HostBusyError(host)), limits.maxWaitMs);
        const start = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', giveUp);
          resolve(leave(host, gate));
        };
        gate.waiting.push(start);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted');
}
