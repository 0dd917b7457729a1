/** Work that is done one after the other, in order. */
export interface FrameQueue<T> {
  /** False when it is full; the item was not taken. */
  add(item: T): boolean;
  /** Resolves when everything taken was handled. Never rejects: a failure was told by `onFailure` and ends the queue. */
  idle(): Promise<void>;
  /** Nothing more is begun; what runs may end. */
  stop(): void;
}

/**
 * Hands items to `handle` singly. Bounded: whoever handles slower than frames come is told by `add`, and the server
 * keeps what was not taken, since it can be asked again from any number.
 */
export function createFrameQueue<T>(about: {
  readonly limit: number;
  readonly handle: (item: T) => void | Promise<void>;
  readonly onFailure: (error: unknown) => void;
}): FrameQueue<T> {
  const waiting: T[] = [];
  let running: Promise<void> | null = null;
  let isStopped = false;

  const work = async (): Promise<void> => {
    try {
      while (!isStopped) {
        const item = waiting.shift();
        if (item === undefined) return;
        await about.handle(item);
      }
    } catch (error) {
      isStopped = true;
      about.onFailure(error);
    }
  };

  return {
    add: (item) => {
      if (isStopped || waiting.length >= about.limit) return false;
      waiting.push(item);
      running ??= work().finally(() => {
        running = null;
      });
      return true;
    },
    idle: async () => {
      while (running !== null) await running;
    },
    stop: () => {
      isStopped = true;
    },
  };
}
