import { excuses, keyOfWords, type OwnWord } from '../../domain/content/ownWord';
import { Refusal } from '../../domain/errors';
import type { FindingId, PostId } from '../../domain/ids';
import type { Dismissal, Finding } from '../../domain/judging/verdict';
import { inScope } from '../../domain/people/permissions';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import { createExcuses, hitsOfPost, wordsOf } from '../contentExcuses';
import type { ServiceDeps } from '../settings';
import type { DismissWhole } from '../steps';

const AT_ONCE = 200;

/** Dismisses the open findings that entries excuse, and says of each entry that this was done; how many. May be repeated. */
export type DismissExcused = (entries: readonly OwnWord[], now: Instant) => Promise<number>;

export function createDismissExcused(deps: ServiceDeps, dismissWhole: DismissWhole): DismissExcused {
  const { storage, log } = deps;
  /** The entry by which all that its rule finds in the post is excused; null: not all of it is. */
  const excusedBy = async (finding: Finding, entries: readonly OwnWord[], now: Instant): Promise<OwnWord | null> => {
    const [record] = await storage.accounts.byIds([finding.accountId]);
    const [post] = await storage.posts.byIds([finding.subject as PostId]);
    if (record === undefined || post === undefined) return null;
    const { unitPath } = record.account;
    const { text, hits } = hitsOfPost(deps, post);
    const found = hits.filter(({ ruleId }) => ruleId === finding.ruleId);
    const left = await createExcuses(deps, { unitPath, now }).without(text, found);
    if (found.length === 0 || left.length > 0) return null;
    const today = civilDateOf(now);
    const keys = found.map((hit) => keyOfWords(wordsOf(text, hit)));
    const isBy = (entry: OwnWord): boolean =>
      inScope(entry.unitId, unitPath) && keys.some((key) => excuses(entry, { ruleId: finding.ruleId, key }, today));
    return entries.find(isBy) ?? null;
  };
  return async (entries, now) => {
    if (entries.length === 0) return 0;
    const ruleIds = new Set(entries.map(({ ruleId }) => ruleId));
    let dismissed = 0;
    for (let after: FindingId | null = null, isMore = true; isMore;) {
      const some: readonly Finding[] = await storage.findings.openOfKind('improper', after, AT_ONCE);
      for (const finding of some.filter(({ ruleId }) => ruleIds.has(ruleId))) {
        const entry = await excusedBy(finding, entries, now);
        const dismissal = entry === null ? null : dismissalOf(entry, now);
        if (entry === null || dismissal === null) continue;
        try {
          if (await dismissWhole(finding, dismissal)) dismissed += 1;
        } catch (error) {
          // Its case is approved: that goes its own way, and the finding with it.
          if (!(error instanceof Refusal) || error.code !== 'conflict') throw error;
          log.info('excused-finding-kept', { finding: finding.id, entry: entry.id });
        }
      }
      after = some.at(-1)?.id ?? null;
      isMore = some.length === AT_ONCE;
    }
    for (const entry of entries) await storage.ownWords.markApplied(entry);
    return dismissed;
  };
}

/** In the name of who approved the entry, which it names; null: nobody has. */
function dismissalOf({ words, lastOn, thread }: OwnWord, at: Instant): Dismissal | null {
  const approval = thread.findLast(({ event }) => event === 'approve');
  if (approval === undefined) return null;
  const reason = `本单位用语“${words}”（至 ${lastOn}）：${approval.words}`;
  return { by: approval.by, name: approval.name, at, reason };
}
