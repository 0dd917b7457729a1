import type { Counts } from '../workRun';
import { tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import type { JudgeAccount } from '../steps';

/**
 * Judges the accounts whose verdict may have changed by time, and those whose facts changed but whose judging was
 * interrupted. One account that cannot be judged stops nobody else: it stays due and is named in the log.
 */
export function createJudgeDue(
  { storage, clock, log }: ServiceDeps,
  judgeAccount: JudgeAccount,
): (limit: number) => Promise<Counts> {
  return async (limit) => {
    const now = clock.now();
    const outcomes: string[] = [];
    for (const { account } of await storage.accounts.dueForJudging(now, limit)) {
      try {
        outcomes.push(await judgeAccount(account.id, now));
      } catch (error) {
        log.error('judging-failed', error, { account: account.id });
        outcomes.push('failed');
      }
    }
    return tally(outcomes);
  };
}
