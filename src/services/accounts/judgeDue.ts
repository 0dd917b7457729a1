import type { AccountId } from '../../domain/ids';
import type { Counts } from '../workRun';
import { tally } from '../runWorkers';
import type { ServiceDeps } from '../settings';
import type { JudgeAccount } from '../steps';

/** Judged at once: they share their round trips, and a stop waits for no more than these. */
const AT_ONCE = 100;
/** Where so many cannot be judged and nobody can, it is not the accounts: the next run tries again. */
const IN_VAIN = 500;

export type JudgeDue = (limit: number, signal?: AbortSignal) => Promise<Counts>;

/**
 * Judges the accounts whose verdict may have changed by time, and those whose facts changed but whose judging was
 * interrupted, until none is due, `limit` of them are done or the signal says stop. One account that cannot be judged
 * stops nobody else: it stays due and is named in the log. All of a run are judged by one instant.
 */
export function createJudgeDue({ storage, clock, log }: ServiceDeps, judgeAccount: JudgeAccount): JudgeDue {
  return async (limit, signal) => {
    const now = clock.now();
    const tried = new Set<AccountId>();
    const outcomes: string[] = [];
    const judgeOne = async (id: AccountId): Promise<void> => {
      tried.add(id);
      try {
        outcomes.push(await judgeAccount(id, now));
      } catch (error) {
        log.error('judging-failed', error, { account: id });
        outcomes.push('failed');
      }
    };
    // Tried in vain: they are due still, and stand before the others.
    let stuck = 0;
    const isHopeless = (): boolean => outcomes.length >= IN_VAIN && outcomes.every((outcome) => outcome === 'failed');
    while (tried.size < limit && !isHopeless() && signal?.aborted !== true) {
      const wanted = Math.min(AT_ONCE, limit - tried.size);
      const due = await storage.accounts.dueForJudging(now, wanted + stuck);
      const fresh = due.filter(({ account }) => !tried.has(account.id));
      const again = due.length - fresh.length;
      if (fresh.length === 0 && again <= stuck) break;
      stuck = again;
      await Promise.all(fresh.slice(0, wanted).map(({ account }) => judgeOne(account.id)));
    }
    return tally(outcomes);
  };
}
