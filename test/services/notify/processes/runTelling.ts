/**
 * One process that tells people: `runTelling.ts <store address> <address of the other side> <clock ahead in ms> <kind>`.
 * Every message is one call to the other side, which takes it by a 200; by anything else nobody knows. Ends when nothing
 * is left to be sent.
 */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { NotifyKind } from '../../../../src/domain/notify/notifyChannel';
import type { Ids } from '../../../../src/ports/runtime';
import type { Notifier, NotifierRegistry } from '../../../../src/ports/notifier';
import { createServices } from '../../../../src/services/index';
import { openStorage } from '../../../../src/storage/index';
import { SETTINGS } from '../../office';

const [uri = '', otherSide = '', aheadMs = '0', asKind = 'wecom-app'] = process.argv.slice(2);
const kind = asKind as NotifyKind;
const STEP_MS = 50;
/** Far more than it takes. */
const MOST_STEPS = 600;

const hex = (): string => randomBytes(12).toString('hex');
const ids: Ids = { id: <T extends string>() => hex() as T, eventId: () => hex() as never, secret: hex };
const hasher = { sha256: (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex') };
const clock = { now: () => new Date(Date.now() + Number(aheadMs)) };
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const app: Notifier = {
  kind,
  repeatable: kind === 'webhook',
  settings: [],
  place: () => 'here',
  countedBy: () => 'here',
  length: ({ title }) => title.length,
  render: ({ title }) => ({ subject: title, text: title, html: null, clipped: false }),
  send: async ({ target, deliveryId }) => {
    const { ok } = await fetch(`${otherSide}/${target.to ?? ''}/${deliveryId}`, { method: 'POST' });
    if (ok) return { kind: 'accepted', receipt: null };
    return { kind: 'failed', next: 'reconcile', code: 'answer-late', retryAt: null };
  },
};
const notifiers: NotifierRegistry = { kinds: [kind], of: () => app };

async function main(): Promise<void> {
  const storage = await openStorage({ uri, clock, ids, hasher });
  const deps = { storage, clock, ids, hasher, log, settings: SETTINGS, notifiers, random: { next: () => 0.5 } };
  const { notify } = createServices(deps as never);
  const run = { owner: ids.id<string>(), max: 10, signal: new AbortController().signal };
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await notify.announce(200);
    await notify.deliverDue(run);
    const { queued = 0, sending = 0 } = await notify.counts();
    if (queued + sending === 0 && step > 0) break;
    await pause(STEP_MS);
  }
  await storage.close();
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
  process.exit(1);
});
