import http from 'node:http';
import path from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedStore } from '@gov-matrix/embedded-store';
import { createRuntime } from '../../src/app/runtime';
import { passwords } from '../../src/app/secrets';
import { loadCalendar } from '../../src/config/calendarSource';
import { loadConfig } from '../../src/config/config';
import { serviceSettings } from '../../src/config/serviceSettings';
import { createRegistry } from '../../src/connectors/registry';
import { createHttpServer } from '../../src/http/index';
import { createServices } from '../../src/services/index';
import type { PersonId } from '../../src/domain/ids';
import { DAY_MS } from '../../src/domain/time/instant';
import type { Hasher, Ids } from '../../src/ports/runtime';
import type { Storage } from '../../src/ports/storage';
import { openStorage } from '../../src/storage/index';
import { createTestPlatform } from '../services/platform';
import { serveUsual } from './usualServer';

/** What the bench may ask of the process that serves the pages. */
export type Order =
  | { readonly kind: 'looks'; readonly perSecond: number }
  | { readonly kind: 'floor'; readonly rows: unknown }
  | { readonly kind: 'stop' };

export interface Ready {
  readonly url: string;
  readonly floorUrl: string;
  readonly usualUrl: string;
  /** Tokens of people who see everything. */
  readonly readers: readonly string[];
  /** From the first line of this file to the first answer: store, schema, services, server. */
  readonly startMs: number;
}

export const TOKEN = 'token-of-the-bench-0123456789abcdef';
const ROUND_MS = 500;
const READERS = 64;
const NOBODY = {
  role: 'viewer',
  unitId: null,
  passwordHash: null,
  failedSignIns: 0,
  lockedUntilAt: null,
  disabled: false,
} as const;

/** The office's server in a process of its own, beside it the floor and what is usual. */
export async function servePages(dataDir: string, at: Date): Promise<void> {
  const startedAt = performance.now();
  const beganAt = Date.now();
  const clock = { now: (): Date => new Date(at.getTime() + Date.now() - beganAt) };
  const embedded = await startEmbeddedStore({ dataDir: path.join(dataDir, 'store'), databaseName: 'gov_matrix' });
  const runtime = { ...createRuntime('error'), clock };
  const storage = await openStorage({ uri: embedded.uri, ...runtime });
  const config = loadConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error' });
  const platform = createTestPlatform(clock);
  const services = createServices({
    storage,
    // As the product has them: those of the test platform are made anew for each account that is shown.
    connectors: createRegistry(platform.connectors.all),
    policyFeed: platform.policyFeed,
    passwords,
    ...runtime,
    settings: serviceSettings(config, loadCalendar(config.calendarDir)),
  });
  await services.people.bootstrap({ username: 'admin', name: '管理员', bootstrapToken: TOKEN });
  const readers = await openReaders(storage, runtime, clock.now());
  const server = createHttpServer({
    services,
    clock,
    log: runtime.log,
    storeIsUp: () => storage.ping(2_000),
    storeHasRoom: () => storage.hasRoom(),
    progress: null,
    config: {
      host: '127.0.0.1',
      port: 0,
      secureCookies: false,
      trustProxyHops: 0,
      sandbox: true,
      version: '0',
      webRoot: null,
    },
  });
  const { url } = await server.listen();
  const startMs = performance.now() - startedAt;

  let rows: unknown = null;
  const floor = http.createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(rows));
  });
  await new Promise<void>((resolve) => floor.listen(0, '127.0.0.1', resolve));
  const usual = await serveUsual(() => rows);
  const behind = await mongoose.createConnection(embedded.uri, { autoIndex: false, autoCreate: false }).asPromise();
  const looks = lookingAt(behind, async (max) => {
    await services.accounts.collectDue({ owner: 'bench', max, signal: new AbortController().signal });
    return clock.now();
  });

  const stop = async (): Promise<void> => {
    await looks.stop();
    floor.close();
    usual.server.close();
    await server.close();
    await behind.destroy();
    await storage.close();
    await embedded.close();
    process.disconnect();
  };
  process.on('message', (order: Order) => {
    if (order.kind === 'floor') rows = order.rows;
    else if (order.kind === 'looks') looks.at(order.perSecond);
    else void stop();
    process.send?.('done');
  });
  // Whoever started us is gone: nothing stays behind.
  process.on('disconnect', () => process.exit(0));
  const { port } = floor.address() as { readonly port: number };
  process.send?.({ url, floorUrl: `http://127.0.0.1:${port}/`, usualUrl: usual.url, readers, startMs } satisfies Ready);
}

/** As many people as there are connections, each with a token of their own. */
async function openReaders(
  storage: Storage,
  { ids, hasher }: { readonly ids: Ids; readonly hasher: Hasher },
  now: Date,
): Promise<readonly string[]> {
  const tokens: string[] = [];
  for (let n = 0; n < READERS; n += 1) {
    const person = await storage.people.upsert({
      ...NOBODY,
      id: ids.id<PersonId>(),
      username: `reader-${n}`,
      name: `读者 ${n}`,
    });
    const token = ids.secret();
    const day = { createdAt: now, expiresAt: new Date(now.getTime() + DAY_MS) };
    const opened = { tokenHash: hasher.sha256(token), personId: person.id, epoch: person.sessionEpoch };
    await storage.sessions.create({ ...opened, ...day, kind: 'token' });
    tokens.push(token);
  }
  return tokens;
}

/** Makes so many accounts a second due, in turn, and has them looked at. */
function lookingAt(
  behind: mongoose.Connection,
  collect: (max: number) => Promise<Date>,
): { readonly at: (perSecond: number) => void; readonly stop: () => Promise<void> } {
  let perSecond = 0;
  let after = '';
  let running: Promise<void> = Promise.resolve();
  const accounts = behind.collection<{ _id: string }>('accounts');
  const round = async (): Promise<void> => {
    const count = Math.round((perSecond * ROUND_MS) / 1_000);
    if (count === 0) return;
    const next = await accounts
      .find({ _id: { $gt: after } }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(count)
      .toArray();
    after = next.at(-1)?._id ?? '';
    await accounts.updateMany({ _id: { $in: next.map(({ _id }) => _id) } }, { $set: { nextLookAt: new Date(0) } });
    await collect(count);
  };
  const timer = setInterval(() => {
    running = running.then(round).catch((error: unknown) => console.error(error));
  }, ROUND_MS);
  return {
    at: (next) => {
      perSecond = next;
    },
    stop: async () => {
      clearInterval(timer);
      perSecond = 0;
      await running;
    },
  };
}
