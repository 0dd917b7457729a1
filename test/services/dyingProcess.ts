import type { Storage } from '../../src/ports/storage';

/** Thrown at the point where the process is killed, and by every call after it: nothing runs on in a killed process. */
export class ProcessDied extends Error {
  constructor() {
    super('the process was killed');
    this.name = 'ProcessDied';
  }
}

/** A process that is killed at one of its calls to the outside: just before the call, or just after it took effect. */
export interface DyingProcess {
  readonly storage: Storage;
  /** To be called wherever the process talks to a platform. */
  readonly checkpoint: (name?: string) => void;
  calls(): number;
  isDead(): boolean;
  /** The call it was killed at: `repository.method`, or the platform's checkpoint. */
  diedAt(): string;
}

/** The n-th call, or the first one that is as told. */
export interface Death {
  readonly atCall: number | ((name: string) => boolean);
  readonly takesEffect: boolean;
}

export function createDyingProcess(storage: Storage, death: Death): DyingProcess {
  let calls = 0;
  let dead = false;
  let diedAt = '';
  const die = (): never => {
    dead = true;
    throw new ProcessDied();
  };
  const arrive = (name: string): boolean => {
    if (dead) throw new ProcessDied();
    calls += 1;
    const isLast = typeof death.atCall === 'number' ? calls === death.atCall : death.atCall(name);
    if (!isLast) return false;
    diedAt = name;
    return death.takesEffect ? true : die();
  };
  const wrapRepository = (repository: object, name: string): object =>
    new Proxy(repository, {
      get: (target, property) => {
        const method: unknown = Reflect.get(target, property);
        if (typeof method !== 'function' || property === 'onHint') return method;
        return async (...parameters: unknown[]): Promise<unknown> => {
          const isLast = arrive(`${name}.${String(property)}`);
          const answer: unknown = await Reflect.apply(method, target, parameters);
          return isLast || dead ? die() : answer;
        };
      },
    });
  const wrapped = new Map<PropertyKey, object>();
  return {
    storage: new Proxy(storage, {
      get: (target, property) => {
        const repository: unknown = Reflect.get(target, property);
        if (typeof repository !== 'object' || repository === null) return repository;
        const known = wrapped.get(property) ?? wrapRepository(repository, String(property));
        wrapped.set(property, known);
        return known;
      },
    }),
    checkpoint: (name = 'checkpoint') => {
      if (arrive(name)) die();
    },
    calls: () => calls,
    isDead: () => dead,
    diedAt: () => diedAt,
  };
}
