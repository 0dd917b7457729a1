import type { LedgerEntry } from '../../../src/domain/alerts/alert';
import type { LadderId, NotifyChannelId } from '../../../src/domain/ids';
import type { Escalation } from '../../../src/domain/oncall/escalation';
import type { EscalationLadder, Rung } from '../../../src/domain/oncall/ladder';
import { MINUTE_MS, SECOND_MS } from '../../../src/domain/time/instant';
import type { Storage } from '../../../src/ports/storage';
import { createServices, type Services } from '../../../src/services/index';
import { eventOf } from '../../storage/samples';
import { ids, standInFor } from '../../storage/testStore';
import { ANY, createNotifyWorld, createOtherSide, type NotifyWorld, type OtherSide } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import type { World } from '../world';

export async function addLadder(
  storage: Storage,
  rungs: readonly Rung[],
  given: Partial<EscalationLadder> = {},
): Promise<EscalationLadder> {
  const ladder: EscalationLadder = {
    id: ids.id<LadderId>(),
    name: '紧急升级',
    position: 1,
    match: { ...ANY, leastSeverity: 'critical' },
    rungs,
    isNight: false,
    disabled: false,
    version: 1,
    ...given,
  };
  await storage.ladders.insert(ladder, eventOf('ladder'));
  return ladder;
}

export const rungTo = (
  channel: { readonly id: NotifyChannelId },
  afterMinutes: number,
  audience: Rung['audience'] = { kind: 'group' },
): Rung => ({ afterMinutes, channelId: channel.id, audience });

/** What an office works with when alerts climb. */
export interface LadderWorld extends NotifyWorld {
  /** Runs everything that tells people for so long, the clock moving on to whatever is next. */
  climb(minutes: number): Promise<void>;
  /** Runs it once, the clock standing still. */
  round(): Promise<void>;
  escalations(): Promise<readonly Escalation[]>;
  /** Lines of the ledger about escalations of what is not over: rung, reason. */
  ledger(): Promise<readonly string[]>;
}

/** What waits for others to go with it has waited. */
const GATHERED_MS = 8 * SECOND_MS;

function createLadderWorld(world: World, services: Services, side: OtherSide): LadderWorld {
  const office = createNotifyWorld(world, services, side);
  const { storage } = world;
  const run = { owner: 'test', max: 500, signal: new AbortController().signal };
  const round = async (): Promise<void> => {
    await services.notify.announce(500);
    await services.oncall.beginClimbs(500);
    await services.oncall.climbDue(run);
    await services.notify.deliverDue(run);
  };
  const escalations = async () => storage.escalations.ofAlerts((await all()).map(({ id }) => id));
  const all = async () => (await storage.alerts.list({}, { limit: 200, cursor: null }, null)).items;
  return {
    ...office,
    round,
    climb: async (minutes) => {
      const { clock } = world;
      const endMs = clock.now().getTime() + minutes * MINUTE_MS;
      let waitMs = GATHERED_MS;
      while (clock.now().getTime() < endMs) {
        await round();
        const { queued = 0 } = await storage.notifications.countByState(['queued']);
        waitMs = queued > 0 ? Math.min(2 * waitMs, 4 * MINUTE_MS) : GATHERED_MS;
        const nexts = (await escalations()).flatMap(({ nextAt }) => (nextAt === null ? [] : nextAt.getTime()));
        const soonest = queued > 0 ? clock.now().getTime() + waitMs : Math.min(...nexts, endMs);
        clock.set(new Date(Math.max(clock.now().getTime(), Math.min(soonest, endMs))));
      }
    },
    escalations,
    ledger: async () => {
      while ((await storage.outbox.relay(500)) > 0);
      const entries: LedgerEntry[] = [];
      for (const { id } of (await all()).filter(({ state }) => state !== 'resolved'))
        entries.push(...(await storage.ledger.ofSubject(`alert:${id}`, { limit: 200, cursor: null })).items);
      return entries
        .filter(({ kind }) => kind === 'alert-escalated')
        .sort((one, other) => one.seq - other.seq)
        .map(({ from, to, reason }) => `${from ?? '-'} → ${to}: ${reason}`);
    },
  };
}

/** Registers the hooks of a test file about climbing: an office, and the other side of every channel. */
export function useLadders(): {
  readonly world: World;
  readonly side: OtherSide;
  readonly services: Services;
  readonly office: LadderWorld;
} {
  const world = useWorld();
  let current: { readonly side: OtherSide; readonly services: Services; readonly office: LadderWorld } | null = null;
  beforeEach(async () => {
    const side = createOtherSide();
    const services = createServices({ ...world.deps, notifiers: side.registry });
    current = { side, services, office: createLadderWorld(world, services, side) };
    // From here on: what was there before climbs nothing.
    await services.notify.announce(1);
    await services.oncall.beginClimbs(1);
  });
  return {
    world,
    side: standInFor(() => current?.side ?? null),
    services: standInFor(() => current?.services ?? null),
    office: standInFor(() => current?.office ?? null),
  };
}
