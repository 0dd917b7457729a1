import type { Counts, WorkRun } from '../contract';
import { drainWork, tally } from '../drainWork';
import type { ServiceDeps } from '../settings';
import type { LookAtAccount } from './lookAtAccount';

/** Claims due accounts one by one, most overdue first, and looks at them; counts how the looks ended. */
export function createCollectDue({ storage, clock, ids, settings }: ServiceDeps, lookAtAccount: LookAtAccount): (run: WorkRun) => Promise<Counts> {
  return async (run) => tally(await drainWork(run, settings.looks.concurrency, async () => {
    const claim = await storage.accounts.claimLook({ now: clock.now(), owner: run.owner, leaseMs: settings.looks.leaseMs, token: ids.secret() });
    return claim === null ? null : lookAtAccount(claim, run.signal);
  }));
}
