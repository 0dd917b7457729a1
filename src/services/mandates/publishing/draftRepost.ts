import type { Account } from '../../../domain/accounts/account';
import type { RepostDraft } from '../../../domain/mandates/repostDraft';
import type { Policy } from '../../../domain/policies/policy';
import type { Publisher, RepostSource } from '../../../ports/connectors';
import type { ServiceDeps } from '../../settings';

const DIGEST_LENGTH = 120;

export interface DraftRepost {
  /** What is to be published on this account, complete also where a person has to do it. */
  readonly draft: (policy: Policy, account: Account) => RepostDraft;
  /**
   * Can the platform's own form of it be made (limits kept, title unaltered)? Without a publisher there is nothing to
   * keep to.
   */
  readonly fits: (policy: Policy, account: Account) => boolean;
  /** Why it cannot; null: it can. */
  readonly failure: (policy: Policy, account: Account) => { readonly code: string; readonly message: string } | null;
}

export function createDraftRepost({ connectors }: ServiceDeps): DraftRepost {
  const compose = (policy: Policy, account: Account): ReturnType<Publisher['compose']> | null =>
    connectors.for(account.platform).publisher?.compose(sourceOf(policy), { account }) ?? null;
  return {
    draft: (policy, account) => {
      const composed = compose(policy, account);
      return composed !== null && 'draft' in composed ? composed.draft : plainDraft(policy);
    },
    failure: (policy, account) => {
      const composed = compose(policy, account);
      return composed === null || 'draft' in composed
        ? null
        : { code: composed.failure.code, message: composed.failure.message };
    },
    fits: (policy, account) => {
      const composed = compose(policy, account);
      return composed === null || 'draft' in composed;
    },
  };
}

function sourceOf({ title, docNumber, issuer, url, summary, body }: Policy): RepostSource {
  return { title, docNumber, issuer, url: url ?? '', summary, body };
}

/** For a person to copy: title, text and link as they are in the original. */
function plainDraft({ title, docNumber, issuer, url, summary, body }: Policy): RepostDraft {
  const heading = docNumber === null ? title : `${title}（${docNumber}）`;
  return {
    title,
    text: [heading, body ?? summary, url ?? ''].filter((part) => part !== '').join('\n\n'),
    sourceUrl: url ?? '',
    sourceName: issuer ?? '',
    digest: summary.slice(0, DIGEST_LENGTH),
  };
}
