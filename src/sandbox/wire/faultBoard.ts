import type { SandboxFault, SandboxFaultName, SandboxPlatform } from '../contract';
import type { Handler, Reply } from './loopbackServer';

/** The switches a test or a demonstration throws. */
export interface FaultBoard {
  set(target: string, fault: SandboxFault | null): void;
  /** The fault of an account, else of its platform. */
  of(platform: SandboxPlatform, accountKey: string | null): SandboxFaultName | null;
  /** How long a `slow` answer waits, in ms; 0 where nothing is slow. */
  delayOf(platform: SandboxPlatform, accountKey: string | null): number;
  /** Calls back whenever a fault is set. */
  onSet(listener: (target: string, fault: SandboxFaultName) => void): void;
}

const DEFAULT_DELAY_MS = 5000;

export function createFaultBoard(): FaultBoard {
  const faults = new Map<string, SandboxFault>();
  const listeners: ((target: string, fault: SandboxFaultName) => void)[] = [];
  const nameOf = (fault: SandboxFault): SandboxFaultName => (typeof fault === 'string' ? fault : fault.name);
  const lookUp = (platform: SandboxPlatform, accountKey: string | null): SandboxFault | null =>
    (accountKey === null ? undefined : faults.get(accountKey)) ?? faults.get(platform) ?? null;
  return {
    set(target, fault) {
      if (fault === null) {
        faults.delete(target);
        return;
      }
      faults.set(target, fault);
      for (const listener of listeners) listener(target, nameOf(fault));
    },
    of(platform, accountKey) {
      const fault = lookUp(platform, accountKey);
      return fault === null ? null : nameOf(fault);
    },
    delayOf(platform, accountKey) {
      const fault = lookUp(platform, accountKey);
      if (fault === null || nameOf(fault) !== 'slow') return 0;
      return typeof fault === 'string' ? DEFAULT_DELAY_MS : fault.delayMs;
    },
    onSet: (listener) => { listeners.push(listener); },
  };
}

/** Puts outage and slowness in front of a server. `accountOf` says whose account a request is about, as far as it can tell. */
export function guardTransport(about: {
  platform: SandboxPlatform; faults: FaultBoard; accountOf: (exchange: Parameters<Handler>[0]) => string | null; handler: Handler;
}): Handler {
  let outages = 0;
  return async (exchange): Promise<Reply> => {
    const accountKey = about.accountOf(exchange);
    if (about.faults.of(about.platform, accountKey) === 'outage') {
      outages += 1;
      return outages % 2 === 1 ? 'drop' : { status: 503, headers: { 'content-type': 'text/html' }, body: '<html><h1>503 Service Temporarily Unavailable</h1></html>' };
    }
    const delayMs = about.faults.delayOf(about.platform, accountKey);
    if (delayMs > 0) await wait(delayMs);
    return about.handler(exchange);
  };
}

function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, delayMs).unref(); });
}
