/**
 * One worker in a flood: `runFlooded.ts <store address> <clock file> <origin of the robots> <address of the mail
 * server>`. Opens incidents, raises alerts, announces and sends them, until it is killed. Says `round` after each time it
 * has looked for work, and `struck <kind>` when it stands still in the middle of a message to be killed there.
 */
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createOutboundHttp } from '../../../src/connectors/outbound/outboundHttp';
import { createOutboundSockets } from '../../../src/connectors/outbound/outboundSockets';
import { createMemoryTokenStore } from '../../../src/connectors/wechat/memoryTokenStore';
import { createNotifiers } from '../../../src/notify/index';
import type { Notifier, NotifierRegistry } from '../../../src/ports/notifier';
import type { Ids } from '../../../src/ports/runtime';
import { createServices } from '../../../src/services/index';
import { openStorage } from '../../../src/storage/index';
import { SETTINGS } from '../../services/office';
import { movedMs } from '../machines/clockFile';
import { LEASE_MS } from './leaseMs';
import { STRIKES } from './strikes';

const [uri = '', clockFile = '', robots = '', mailServer = ''] = process.argv.slice(2);
const STEP_MS = 50;
/** Patient: a busy machine is no flood. */
const CALL_MS = 60_000;

const hex = (): string => randomBytes(12).toString('hex');
const ids: Ids = { id: <T extends string>() => hex() as T, eventId: () => hex() as never, secret: hex };
const hasher = { sha256: (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex') };
const clock = { now: () => new Date(movedMs(clockFile)) };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const say = (line: string): void => {
  fs.writeSync(1, `${line}\n`);
};

/** True once for all workers of the flood. */
function isFirst(kind: string): boolean {
  try {
    fs.closeSync(fs.openSync(`${clockFile}.${kind}`, 'wx'));
    return true;
  } catch {
    return false;
  }
}

/** The first message of each kind of channel gets as far as the flood says, and no further. */
function struck(notifier: Notifier): Notifier {
  const strike = STRIKES[notifier.kind];
  const stand = (): Promise<never> => {
    say(`struck ${notifier.kind}`);
    return new Promise(() => undefined);
  };
  return {
    ...notifier,
    send: async (request) => {
      const isHit = strike !== undefined && isFirst(notifier.kind);
      if (isHit && strike === 'before-it-leaves') return stand();
      const delivery = await notifier.send(request);
      return isHit ? stand() : delivery;
    },
  };
}

async function main(): Promise<void> {
  const limits = { timeoutMs: CALL_MS, maxBytes: 200_000, perHost: 4, connectTimeoutMs: CALL_MS };
  const http = createOutboundHttp(limits, [robots], { clock: { now: () => new Date() }, circle: null });
  const real = createNotifiers({
    http,
    openSocket: createOutboundSockets({ connectTimeoutMs: CALL_MS, allowedPrivateOrigins: [mailServer] }),
    mailTimeoutMs: CALL_MS,
    ...{ clock, log, tokenStore: createMemoryTokenStore(), publicOrigin: 'https://matrix.example' },
    allowedPrivateOrigins: [robots],
  });
  const notifiers: NotifierRegistry = { kinds: real.kinds, of: (kind) => struck(real.of(kind)) };
  const storage = await openStorage({ uri, clock, ids, hasher });
  // One at a time: whoever is killed is killed in the message it stands still in, and in no other.
  const settings = { ...SETTINGS, notify: { ...SETTINGS.notify, concurrency: 1, leaseMs: LEASE_MS } };
  const deps = { storage, clock, ids, hasher, log, settings, notifiers, random: { next: () => 0.5 } };
  const { alerts, notify } = createServices({ ...deps, connectors: { all: [] } } as never);
  const run = { owner: hex(), max: 20, signal: new AbortController().signal };
  for (;;) {
    await alerts.incidents();
    await alerts.relay(500);
    await notify.announce(200);
    await notify.deliverDue(run);
    say('round');
    await pause(STEP_MS);
  }
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
  process.exit(1);
});
