/**
 * One worker in a flood: `runFlooded.ts <store address> <clock file> <origin of the robots> <address of the mail
 * server>`. Opens incidents, raises alerts, announces and sends them, until it is told to stop.
 */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createOutboundHttp } from '../../../src/connectors/outbound/outboundHttp';
import { createOutboundSockets } from '../../../src/connectors/outbound/outboundSockets';
import { createMemoryTokenStore } from '../../../src/connectors/wechat/memoryTokenStore';
import { createNotifiers } from '../../../src/notify/index';
import type { Ids } from '../../../src/ports/runtime';
import { createServices } from '../../../src/services/index';
import { openStorage } from '../../../src/storage/index';
import { SETTINGS } from '../../services/office';
import { movedMs } from '../machines/clockFile';
import { LEASE_MS } from './leaseMs';

const [uri = '', clockFile = '', robots = '', mailServer = ''] = process.argv.slice(2);
const STEP_MS = 50;
/** Patient: a busy machine is no flood. */
const CALL_MS = 60_000;

const hex = (): string => randomBytes(12).toString('hex');
const ids: Ids = { id: <T extends string>() => hex() as T, eventId: () => hex() as never, secret: hex };
const hasher = { sha256: (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex') };
const clock = { now: () => new Date(movedMs(clockFile)) };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function main(): Promise<void> {
  let isStopping = false;
  process.once('SIGTERM', () => {
    isStopping = true;
  });
  const limits = { timeoutMs: CALL_MS, maxBytes: 200_000, perHost: 4, connectTimeoutMs: CALL_MS };
  const http = createOutboundHttp(limits, [robots], { clock: { now: () => new Date() }, circle: null });
  const notifiers = createNotifiers({
    http,
    openSocket: createOutboundSockets({ connectTimeoutMs: CALL_MS, allowedPrivateOrigins: [mailServer] }),
    mailTimeoutMs: CALL_MS,
    ...{ clock, log, tokenStore: createMemoryTokenStore(), publicOrigin: 'https://matrix.example' },
  });
  const storage = await openStorage({ uri, clock, ids, hasher });
  const settings = { ...SETTINGS, notify: { ...SETTINGS.notify, concurrency: 4, leaseMs: LEASE_MS } };
  const deps = { storage, clock, ids, hasher, log, settings, notifiers, random: { next: () => 0.5 } };
  const { alerts, notify } = createServices({ ...deps, connectors: { all: [] } } as never);
  const run = { owner: hex(), max: 20, signal: new AbortController().signal };
  while (!isStopping) {
    await alerts.incidents();
    await alerts.relay(500);
    await notify.announce(200);
    await notify.deliverDue(run);
    await pause(STEP_MS);
  }
  await storage.close();
  http.close();
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
  process.exit(1);
});
