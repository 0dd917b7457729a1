import { DAY_MS } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';

/** By which rules everybody was judged last. */
const JUDGED_BY = 'judging.rules';
/** Workers are given new rules one after the other; until the last has them, one with the old ones judges by those. */
const ROLLING_MS = DAY_MS;

/**
 * Makes every account that was judged before due now where the rule packs are others than at the last start, so that no
 * verdict waits for a look to be by the rules in force. Noted last, with the instant: killed in between, the next start
 * does it again, and so does every start within a day, since what was due may have been judged by a process with the
 * rules before. Returns how many are due for it.
 */
export function createJudgeByNewRules(deps: ServiceDeps): () => Promise<number> {
  const { storage, clock, hasher, settings } = deps;
  return async () => {
    const now = clock.now();
    const rules = hasher.sha256(JSON.stringify(settings.packs));
    const [known, notedAt = ''] = ((await storage.settings.get(JUDGED_BY)) ?? '').split('@');
    const isKnown = known === rules;
    if (isKnown && !(now.getTime() - Date.parse(notedAt) < ROLLING_MS)) return 0;
    const count = await storage.accounts.judgeAgain(now);
    if (!isKnown) await storage.settings.set(JUDGED_BY, `${rules}@${now.toISOString()}`);
    return count;
  };
}
