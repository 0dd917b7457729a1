import type { Counts, WorkRun } from '../../workRun';
import { runWorkers, tally } from '../../runWorkers';
import type { ServiceDeps } from '../../settings';
import type { RunJob } from './runJob';

/** Claims due publish jobs, nearest deadline first, and works them; counts how the attempts ended. */
export function createPublishDue(
  { storage, clock, ids, settings }: ServiceDeps,
  runJob: RunJob,
): (run: WorkRun) => Promise<Counts> {
  return async (run) =>
    tally(
      await runWorkers(run, settings.publishing.concurrency, async () => {
        const claim = await storage.publishJobs.claim({
          now: clock.now(),
          owner: run.owner,
          leaseMs: settings.publishing.leaseMs,
          token: ids.secret(),
        });
        return claim === null ? null : runJob(claim, run.signal);
      }),
    );
}
