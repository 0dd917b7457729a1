import type { Counts, WorkRun } from '../workRun';
import { runWorkers, tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import type { LookClaim } from '../../ports/storage';
import type { LookAtAccount } from './lookAtAccount';

/** One server gets at most this share of the slots: however slow it is, the others are still looked at. */
const HOST_SHARE = 1 / 3;

/**
 * Claims due accounts, most overdue first, as many as slots wait for one, and looks at them; counts how the looks
 * ended. Runs may overlap: together they keep to the number of slots and of looks at one server, so that a slow look
 * holds up its own slot and nothing else.
 */
export function createCollectDue(deps: ServiceDeps, lookAtAccount: LookAtAccount): (run: WorkRun) => Promise<Counts> {
  const { concurrency } = deps.settings.looks;
  const perHost = Math.ceil(concurrency * HOST_SHARE);
  const running = new Map<string, number>();
  let busy = 0;
  const countHost = (host: string, by: 1 | -1): void => {
    const next = (running.get(host) ?? 0) + by;
    if (next > 0) running.set(host, next);
    else running.delete(host);
  };
  const claims = createClaims(deps, {
    notHosts: () => [...running].flatMap(([host, count]) => (count >= perHost ? [host] : [])),
    roomAt: (host) => perHost - (running.get(host) ?? 0),
    take: (host) => countHost(host, 1),
  });
  return async (run) => {
    const slots = concurrency - busy;
    if (slots <= 0) return {};
    busy += slots;
    return tally(
      await runWorkers(
        run,
        {
          slots,
          onSlotEnd: () => {
            busy -= 1;
          },
        },
        async () => {
          const claimed = await claims.next(run.owner);
          if (claimed === null) return null;
          try {
            return await lookAtAccount(claimed, run.signal);
          } finally {
            countHost(claimed.record.lookHost ?? '', -1);
          }
        },
      ),
    );
  };
}

interface Hosts {
  readonly notHosts: () => readonly string[];
  readonly roomAt: (host: string) => number;
  readonly take: (host: string) => void;
}
interface WaitingSlot {
  readonly resolve: (claim: LookClaim | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Hands claims to slots. One claiming at a time: two slots must not both find the same server free. It takes as many as
 * slots wait for, so that many slots cost little more round trips than one.
 */
function createClaims(
  { storage, clock, ids, settings }: ServiceDeps,
  hosts: Hosts,
): { readonly next: (owner: string) => Promise<LookClaim | null> } {
  const waiting: WaitingSlot[] = [];
  let isClaiming = false;
  const claimSome = async (owner: string): Promise<void> => {
    const asked = waiting.length;
    const claimed = await storage.accounts.claimLooks({
      now: clock.now(),
      owner,
      leaseMs: settings.looks.leaseMs,
      token: ids.secret(),
      limit: asked,
      roomAt: hosts.roomAt,
      notHosts: hosts.notHosts(),
    });
    for (const claim of claimed) {
      hosts.take(claim.record.lookHost ?? '');
      waiting.shift()?.resolve(claim);
    }
    // Who came while this was under way is asked for anew; for the others nothing is due.
    if (claimed.length === 0) for (const { resolve } of waiting.splice(0, asked)) resolve(null);
  };
  const claimAll = async (owner: string): Promise<void> => {
    isClaiming = true;
    while (waiting.length > 0) {
      try {
        await claimSome(owner);
      } catch (error) {
        for (const { reject } of waiting.splice(0)) reject(error);
      }
    }
    isClaiming = false;
  };
  return {
    next: (owner) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        if (!isClaiming) void claimAll(owner);
      }),
  };
}
