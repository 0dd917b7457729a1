import { fork } from 'node:child_process';

/** A part of a benchmark in a process of its own, so that its work is not counted as another's. */
export interface Part {
  /** One order at a time. Rejects with what the part said when it failed, and when it ends. */
  ask<A>(order: object): Promise<A>;
  stop(): Promise<void>;
}

interface Answer {
  readonly value?: unknown;
  readonly failure?: string;
}

const ROLE = 'BENCH_PART';

/** Which part this process is; undefined: it is the one that measures. */
export const partRole = (): string | undefined => process.env[ROLE];

/** Starts `file` again as the part of this name. */
export function startPart(file: string, role: string, args: readonly string[] = []): Part {
  const child = fork(file, args, {
    execArgv: [...process.execArgv, '--expose-gc'],
    env: { ...process.env, [ROLE]: role },
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  return {
    ask: <A>(order: object) =>
      new Promise<A>((resolve, reject) => {
        const onExit = (code: number | null): void => reject(new Error(`${role} ended with ${code}`));
        child.once('exit', onExit);
        child.once('message', ({ value, failure }: Answer) => {
          child.off('exit', onExit);
          if (failure === undefined) resolve(value as A);
          else reject(new Error(`${role}: ${failure}`));
        });
        child.send(order);
      }),
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** Serves orders one after the other until whoever started this process lets go of it; then `close` is called. */
export function servePart<O>(handle: (order: O) => Promise<unknown>, close: () => Promise<void>): void {
  process.on('message', (order: O) => {
    handle(order).then(
      (value) => process.send?.({ value } satisfies Answer),
      (cause: unknown) =>
        process.send?.({ failure: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }),
    );
  });
  process.on('disconnect', () => {
    void close().finally(() => process.exit(0));
  });
}

/** Milliseconds on a clock that all processes of this machine share. */
export const sharedNowMs = (): number => Number(process.hrtime.bigint()) / 1e6;
