import type { ServiceDeps } from '../settings';

/** By which rules everybody was judged last. */
const JUDGED_BY = 'judging.rules';

/**
 * Makes every account that was judged before due now where the rule packs are others than at the last start, so that no
 * verdict waits for a look to be by the rules in force. Noted last: killed in between, the next start does it again.
 * Returns how many are due for it.
 */
export function createJudgeByNewRules(deps: ServiceDeps): () => Promise<number> {
  const { storage, clock, hasher, settings } = deps;
  return async () => {
    const rules = hasher.sha256(JSON.stringify(settings.packs));
    if ((await storage.settings.get(JUDGED_BY)) === rules) return 0;
    const count = await storage.accounts.judgeAgain(clock.now());
    await storage.settings.set(JUDGED_BY, rules);
    return count;
  };
}
