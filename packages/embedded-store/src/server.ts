import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CursorRegistry } from './commands/cursors';
import { dispatch } from './commands/dispatch';
import type { CommandContext } from './commands/command';
import { forgetUnfinished } from './maintenance/buildIndex';
import { Caretaker } from './maintenance/caretaker';
import { lockDirectory } from './store/directoryLock';
import { openEngine } from './store/engine';
import { WireServer } from './wire/server';

export interface ServerOptions {
  readonly dataDir: string;
  /** Milliseconds since 1970; decides what has expired. */
  readonly now: () => number;
  readonly expiryEveryMs: number;
  readonly onProgress: (line: string) => void;
}

export interface RunningServer {
  /** What drivers connect to; without a database. */
  readonly address: string;
  close(): Promise<void>;
}

/** The system's limit for a Unix socket's path is 104 to 108 bytes with its end. */
const longestSocketPath = 100;

/** Opens a data folder and serves it until closed. Throws StoreInUseError when the folder is in use. */
export async function runServer(options: ServerOptions): Promise<RunningServer> {
  const { dataDir, now, onProgress } = options;
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const place = choosePlace(dataDir);
  const release = { lock: () => undefined as void, place: place.remove };
  try {
    const lock = await lockDirectory(dataDir, place.socketPath);
    release.lock = () => lock.release();
    return await serve({ dataDir, now, onProgress, expiryEveryMs: options.expiryEveryMs }, place, release);
  } catch (error) {
    release.lock();
    release.place();
    throw error;
  }
}

async function serve(
  { dataDir, now, onProgress, expiryEveryMs }: ServerOptions,
  place: Place,
  release: { lock: () => void; place: () => void },
): Promise<RunningServer> {
  const engine = openEngine({ dataDir, now, onProgress: (line) => onProgress(`embedded store: ${line}`) });
  const cursors = new CursorRegistry(now);
  await forgetUnfinished(engine);
  const caretaker = new Caretaker(engine, {
    expiryEveryMs,
    onFailure: (error) => onProgress(`embedded store: upkeep failed and will be tried again: ${String(error)}`),
  });
  const wire = new WireServer((command) => dispatch(command, context));
  const address = await listen(wire, place);
  const context: CommandContext = {
    engine,
    cursors,
    tidy: () => caretaker.tidy(),
    server: { startedAt: new Date(now()), address, connections: () => wire.connections() },
  };
  return {
    address,
    close: async () => {
      await wire.close();
      await caretaker.stop();
      await engine.close();
      release.lock();
      release.place();
    },
  };
}

/**
 * Where the store listens: a Unix socket in a folder only its owner may enter, loopback TCP on systems without them.
 */
interface Place {
  /** Empty for TCP. */
  readonly socketPath: string;
  readonly remove: () => void;
}

function choosePlace(dataDir: string): Place {
  if (process.platform === 'win32') return { socketPath: '', remove: () => undefined };
  const near = path.join(dataDir, 'socket', 'store.sock');
  if (Buffer.byteLength(near) <= longestSocketPath) {
    fs.mkdirSync(path.dirname(near), { recursive: true, mode: 0o700 });
    fs.chmodSync(path.dirname(near), 0o700);
    return { socketPath: near, remove: () => undefined };
  }
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'store-'));
  return {
    socketPath: path.join(folder, 'store.sock'),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

async function listen(wire: WireServer, { socketPath }: Place): Promise<string> {
  if (socketPath === '') {
    const address = await wire.listen({ host: '127.0.0.1', port: 0 });
    return typeof address === 'object' && address !== null ? `127.0.0.1:${address.port}` : '';
  }
  fs.rmSync(socketPath, { force: true });
  await wire.listen({ path: socketPath });
  return encodeURIComponent(socketPath);
}
