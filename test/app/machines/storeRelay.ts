import { once } from 'node:events';
import net from 'node:net';

/** Sees each message of one machine to the store before it goes on: `drop` keeps it from the store for good. */
export type OnMessage = (message: Buffer) => Promise<'forward' | 'drop'>;

/** A way to the store on which one machine can be watched and held up. */
export interface StoreRelay {
  readonly uri: string;
  readonly failures: readonly unknown[];
  close(): Promise<void>;
}

/** A date in a reply of the store that says what time it is there. */
const STORE_TIME = Buffer.from('\tlocalTime\0');

/** Moves the store's own time, as the test has moved that of all machines: clocks go by it. */
function moveTime(reply: Buffer, ms: number): void {
  for (let at = reply.indexOf(STORE_TIME); at >= 0; at = reply.indexOf(STORE_TIME, at + 1)) {
    const place = at + STORE_TIME.length;
    if (place + 8 <= reply.length) reply.writeBigInt64LE(reply.readBigInt64LE(place) + BigInt(ms), place);
  }
}

/**
 * Listens at `socketPath` and carries everything to the store at `storeUri` (a Unix socket as well) and back; the store's
 * time is later by `moved`.
 */
export async function openStoreRelay(
  storeUri: string,
  socketPath: string,
  { onMessage, moved = () => 0 }: { readonly onMessage: OnMessage; readonly moved?: () => number },
): Promise<StoreRelay> {
  const [, address = '', rest = ''] = /^mongodb:\/\/([^/]+)(\/.*)$/.exec(storeUri) ?? [];
  const failures: unknown[] = [];
  const open = new Set<net.Socket>();
  const server = net.createServer((machine) => {
    const store = net.connect(decodeURIComponent(address));
    for (const socket of [machine, store]) {
      open.add(socket);
      // A killed machine resets its connections.
      socket.on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        machine.destroy();
        store.destroy();
      });
    }
    store.on('data', (reply: Buffer) => {
      moveTime(reply, moved());
      if (!machine.destroyed) machine.write(reply);
    });
    let before = Promise.resolve();
    machine.on('data', (message: Buffer) => {
      before = before.then(async () => {
        try {
          if ((await onMessage(message)) === 'forward' && !store.destroyed) store.write(message);
        } catch (error) {
          failures.push(error);
        }
      });
    });
  });
  server.listen(socketPath);
  await once(server, 'listening');
  return {
    uri: `mongodb://${encodeURIComponent(socketPath)}${rest}`,
    failures,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
