import type { Counts, WorkRun } from '../workRun';
import { runWorkers, tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import type { LookAtAccount } from './lookAtAccount';

/** One server gets at most this share of the slots: however slow it is, the others are still looked at. */
const HOST_SHARE = 1 / 3;

/**
 * Claims due accounts one by one, most overdue first, and looks at them; counts how the looks ended. Runs may overlap:
 * together they keep to the number of slots and of looks at one server, so that a slow look holds up its own slot and
 * nothing else.
 */
export function createCollectDue(
  { storage, clock, ids, settings }: ServiceDeps,
  lookAtAccount: LookAtAccount,
): (run: WorkRun) => Promise<Counts> {
  const { concurrency, leaseMs } = settings.looks;
  const perHost = Math.ceil(concurrency * HOST_SHARE);
  const running = new Map<string, number>();
  let busy = 0;
  const countHost = (host: string, by: 1 | -1): void => {
    const next = (running.get(host) ?? 0) + by;
    if (next > 0) running.set(host, next);
    else running.delete(host);
  };
  // Claiming one after the other: two slots must not both find the same server free.
  let claiming: Promise<unknown> = Promise.resolve();
  const claim = (owner: string): ReturnType<ServiceDeps['storage']['accounts']['claimLook']> => {
    const next = claiming.then(async () => {
      const notHosts = [...running].flatMap(([host, count]) => (count >= perHost ? [host] : []));
      const claimed = await storage.accounts.claimLook({
        now: clock.now(),
        owner,
        leaseMs,
        token: ids.secret(),
        notHosts,
      });
      if (claimed !== null) countHost(claimed.record.lookHost ?? '', 1);
      return claimed;
    });
    claiming = next.catch(() => undefined);
    return next;
  };
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
          const claimed = await claim(run.owner);
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
