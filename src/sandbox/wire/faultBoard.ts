import type { SandboxFault, SandboxFaultName, SandboxPlatform } from '../contract';

/** What a fault can be asked for: an account's platform, or the policy sites. */
export type FaultPlace = SandboxPlatform | 'govcn';

/** The switches a test or a demonstration throws. */
export interface FaultBoard {
  set(target: string, fault: SandboxFault | null): void;
  /** The fault of an account, else of its platform. */
  of(place: FaultPlace, accountKey: string | null): SandboxFaultName | null;
  /** How long a `slow` answer waits, in ms; 0 where nothing is slow. */
  delayOf(place: FaultPlace, accountKey: string | null): number;
  /** Calls back whenever a fault is set. */
  onSet(listener: (target: string, fault: SandboxFaultName) => void): void;
}

const DEFAULT_DELAY_MS = 5000;

export function createFaultBoard(): FaultBoard {
  const faults = new Map<string, SandboxFault>();
  const listeners: ((target: string, fault: SandboxFaultName) => void)[] = [];
  const nameOf = (fault: SandboxFault): SandboxFaultName => (typeof fault === 'string' ? fault : fault.name);
  const lookUp = (place: FaultPlace, accountKey: string | null): SandboxFault | null =>
    (accountKey === null ? undefined : faults.get(accountKey)) ?? faults.get(place) ?? null;
  return {
    set(target, fault) {
      if (fault === null) {
        faults.delete(target);
        return;
      }
      faults.set(target, fault);
      for (const listener of listeners) listener(target, nameOf(fault));
    },
    of(place, accountKey) {
      const fault = lookUp(place, accountKey);
      return fault === null ? null : nameOf(fault);
    },
    delayOf(place, accountKey) {
      const fault = lookUp(place, accountKey);
      if (fault === null || nameOf(fault) !== 'slow') return 0;
      return typeof fault === 'string' ? DEFAULT_DELAY_MS : fault.delayMs;
    },
    onSet: (listener) => { listeners.push(listener); },
  };
}
