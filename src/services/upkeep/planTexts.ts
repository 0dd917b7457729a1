import { repostsCountFrom } from '../../domain/mandates/repostsCountFrom';
import type { RetentionClass } from '../../domain/retention/retentionRules';
import type { ColumnClass } from '../../domain/accounts/account';
import type { Instant } from '../../domain/time/instant';
import type { SweptAccount } from '../../ports/storage';
import type { ServiceDeps } from '../settings';
import type { PlanStep } from './planStep';

const ACCOUNTS_AT_ONCE = 500;
const CLASS_OF: Readonly<Record<ColumnClass, RetentionClass>> = {
  account: 'account-texts',
  news: 'news-texts',
  notices: 'notices-texts',
  other: 'other-texts',
};

/**
 * Texts of posts, account by account. What something rests on keeps its text, and so does everything an open obligation
 * could still be fulfilled by: the posts since its policy was published.
 */
export function createPlanTexts({ storage }: Pick<ServiceDeps, 'storage'>): PlanStep {
  const { expired } = storage;
  return async (run, limit) => {
    let cursor = run.cursor;
    for (;;) {
      const accounts = await expired.accountsAfter(cursor, ACCOUNTS_AT_ONCE);
      if (accounts.length === 0) return null;
      for (const account of accounts) {
        if (CLASS_OF[account.columnClass] === run.class) {
          const posts = await expired.texts(account.id, run.beforeAt, limit);
          const before = posts.length === 0 ? null : await stillLookedThrough(storage, account);
          const old =
            before === null || before >= run.beforeAt ? posts : await expired.texts(account.id, before, limit);
          if (old.length > 0) {
            const named = await expired.postsInEvidence(account.id, old);
            return {
              ids: old.filter((id) => !named.has(id)),
              kept: [...named],
              days: [],
              ...(old.length < limit ? { cursor: account.id } : cursor === null ? {} : { cursor }),
            };
          }
        }
        cursor = account.id;
      }
    }
  };
}

/** Since when posts of the account may fulfil what is owed; null: nothing is owed. */
async function stillLookedThrough(
  { obligations, mandates }: ServiceDeps['storage'],
  { id, siteId }: SweptAccount,
): Promise<Instant | null> {
  const open = [...(await obligations.openFor(id)), ...(siteId === null ? [] : await obligations.openForSite(siteId))];
  let earliest: Instant | null = null;
  for (const mandateId of new Set(open.map((obligation) => obligation.mandateId))) {
    const from = repostsCountFrom(await mandates.byId(mandateId));
    if (from !== null && (earliest === null || from < earliest)) earliest = from;
  }
  return earliest;
}
