import { STATUS_RULES } from '../../../domain/accounts/accountTable';
import type { Account } from '../../../domain/accounts/account';
import type { Post } from '../../../domain/accounts/post';
import type { AccountId, LookId, MandateId, PolicyId } from '../../../domain/ids';
import { prepareOriginal } from '../../../domain/mandates/bodyVerdict';
import { matchRepost } from '../../../domain/mandates/matchRepost';
import type { Mandate, Obligation } from '../../../domain/mandates/mandate';
import { ownUrls } from '../../../domain/policies/canonicalUrl';
import { normaliseTitle } from '../../../domain/policies/normaliseTitle';
import type { Policy } from '../../../domain/policies/policy';
import type { Instant } from '../../../domain/time/instant';
import type { AccountRecord } from '../../../ports/storage';
import { readPostsSince } from '../../postsSince';
import type { ServiceDeps } from '../../settings';
import type { ObserveAccount } from '../../steps';
import type { FulfilObligation } from './fulfilObligation';
import { repostsCountFrom } from '../../../domain/mandates/repostsCountFrom';
import type { ReportRepost } from './reportRepost';

/**
 * Finds, among all posts stored since the day each policy was published, the one that fulfils an open obligation. It
 * looks at every stored post and not only at the new ones: whatever an interrupted run left unfinished is found again
 * by the next.
 */
export function createObserveAccount(
  deps: ServiceDeps,
  steps: { readonly fulfilObligation: FulfilObligation; readonly reportRepost: ReportRepost },
): ObserveAccount {
  const { storage } = deps;
  return async ({ account, facts }, now) => {
    const open = await openOf(deps, account);
    const lookId = facts.lastSightLookId;
    if (open.length === 0 || lookId === null) return { fulfilled: 0, open };
    const targets = await readTargets(deps, open);
    const firstDay = new Date(Math.min(...targets.map(({ publishedFromAt }) => publishedFromAt.getTime())));
    const posts = targets.length === 0 ? [] : await readPosts(deps, account.id, firstDay);
    const done = new Set<Obligation['id']>();
    for (const target of targets) {
      const receiptIds =
        posts.length === 0
          ? []
          : ((await storage.publishJobs.byObligation(target.obligation.id))?.receipt?.platformIds ?? []);
      const outcome = findRepost(target, posts, receiptIds);
      if (outcome.fulfilledBy !== null) {
        const here = { ...outcome.fulfilledBy, lookId };
        const first = await firstOfSite(deps, { target, account, here, receiptIds });
        await steps.fulfilObligation(target.obligation.id, first, now);
        done.add(target.obligation.id);
        if (outcome.doubtful.length > 0)
          await steps.reportRepost.close(
            { account, posts: new Set(outcome.doubtful.map(({ post }) => post.id)), detail: 'replaced-by-newer' },
            now,
          );
      } else {
        for (const doubtful of outcome.doubtful)
          await steps.reportRepost.open({ account, mandate: target.mandate, lookId, ...doubtful }, now);
      }
    }
    return { fulfilled: done.size, open: open.filter((obligation) => !done.has(obligation.id)) };
  };
}

/**
 * Whether a post stored before the obligation was made fulfils it already; for new obligations, which have no job and
 * no receipt.
 */
export type MatchNew = (
  made: {
    /** The account, or the columns of the site that have published since. */
    readonly records: readonly AccountRecord[];
    readonly obligation: Obligation;
    readonly mandate: Mandate;
    readonly policy: Policy;
  },
  now: Instant,
) => Promise<boolean>;

export function createMatchNew(deps: ServiceDeps, fulfilObligation: FulfilObligation): MatchNew {
  return async ({ records, obligation, mandate, policy }, now) => {
    const publishedFromAt = repostsCountFrom(mandate);
    const target = { obligation, mandate, policy, publishedFromAt };
    const first = await firstIn(deps, { target, records, receiptIds: [] });
    if (first !== null) await fulfilObligation(obligation.id, first, now);
    return first !== null;
  };
}

/** What the account owes, and what its site owes. */
async function openOf(
  { storage }: ServiceDeps,
  { id, siteId }: Pick<Account, 'id' | 'siteId'>,
): Promise<readonly Obligation[]> {
  const [own, ofSite] = await Promise.all([
    storage.obligations.openFor(id),
    siteId === null ? [] : storage.obligations.openForSite(siteId),
  ]);
  return [...own.filter((obligation) => obligation.siteId === null), ...ofSite];
}

/** Two columns of a site may both carry it: it was done by the one that was public first. */
async function firstOfSite(
  deps: ServiceDeps,
  {
    target,
    account,
    here,
    receiptIds,
  }: {
    readonly target: Target;
    readonly account: Pick<Account, 'id'>;
    readonly here: Fulfilling;
    readonly receiptIds: readonly string[];
  },
): Promise<Fulfilling> {
  const { siteId } = target.obligation;
  if (siteId === null) return here;
  const others = (await deps.storage.accounts.ofSites([siteId])).filter(
    (column) =>
      column.account.id !== account.id &&
      STATUS_RULES[column.account.status].owes &&
      column.facts.lastPostAt !== null &&
      column.facts.lastPostAt >= target.publishedFromAt,
  );
  const other = await firstIn(deps, { target, records: others, receiptIds });
  const columnId = account.id;
  return other !== null && other.post.countedAt < here.post.countedAt ? other : { ...here, columnId };
}

/** The earliest post of these accounts that fulfils the obligation, of those that are stored. */
async function firstIn(
  deps: ServiceDeps,
  {
    target,
    records,
    receiptIds,
  }: { readonly target: Target; readonly records: readonly AccountRecord[]; readonly receiptIds: readonly string[] },
): Promise<Fulfilling | null> {
  let first: Fulfilling | null = null;
  for (const { account, facts } of records) {
    const lookId = facts.lastSightLookId;
    if (lookId === null) continue;
    const { fulfilledBy } = findRepost(target, await readPosts(deps, account.id, target.publishedFromAt), receiptIds);
    if (fulfilledBy === null || (first !== null && first.post.countedAt <= fulfilledBy.post.countedAt)) continue;
    first = { ...fulfilledBy, lookId, ...(target.obligation.siteId === null ? {} : { columnId: account.id }) };
  }
  return first;
}

interface Target {
  readonly obligation: Obligation;
  readonly mandate: Mandate;
  readonly policy: Policy;
  readonly publishedFromAt: Instant;
}

async function readTargets({ storage }: ServiceDeps, open: readonly Obligation[]): Promise<Target[]> {
  const mandates = new Map<MandateId, Mandate | null>();
  const policies = new Map<PolicyId, Policy | null>();
  const targets: Target[] = [];
  for (const obligation of open) {
    if (!mandates.has(obligation.mandateId))
      mandates.set(obligation.mandateId, await storage.mandates.byId(obligation.mandateId));
    if (!policies.has(obligation.policyId))
      policies.set(obligation.policyId, await storage.policies.byId(obligation.policyId));
    const mandate = mandates.get(obligation.mandateId) ?? null;
    const policy = policies.get(obligation.policyId) ?? null;
    if (mandate === null || policy === null) continue;
    targets.push({ obligation, mandate, policy, publishedFromAt: repostsCountFrom(mandate) });
  }
  return targets;
}

/** What a post said whose text is gone nobody can tell: it fulfils nothing by itself, and is no fault. */
async function readPosts(deps: ServiceDeps, accountId: AccountId, from: Instant): Promise<Post[]> {
  return (await readPostsSince(deps, accountId, from)).filter(({ textState }) => textState !== 'gone');
}

type Recognised = Extract<ReturnType<typeof matchRepost>, { kind: 'fulfils' }>;
export interface Fulfilling extends Omit<Recognised, 'kind'> {
  readonly post: Post;
  readonly columnId?: AccountId;
  readonly lookId: LookId;
}
interface Doubtful {
  readonly post: Post;
  readonly kind: 'altered-repost' | 'unclear-repost';
  readonly why: string;
}

/** The first fulfilling post by time, and those before it that are altered or that a person has to look at. */
function findRepost(
  { mandate, policy, publishedFromAt }: Target,
  posts: readonly Post[],
  receiptIds: readonly string[],
): { readonly fulfilledBy: Omit<Fulfilling, 'lookId'> | null; readonly doubtful: readonly Doubtful[] } {
  if (posts.length === 0) return { fulfilledBy: null, doubtful: [] };
  const wanted = {
    // What was mandated: a newer version of the policy may have another title, and its text is not what this mandate is
    // about.
    title: mandate.title,
    normalisedTitle: normaliseTitle(mandate.title),
    docNumber: mandate.docNumber,
    urls: ownUrls(policy),
    receiptIds,
    publishedFromAt,
    original: policy.version === mandate.policyVersion ? prepareOriginal(policy.title, policy.body) : null,
  };
  const doubtful: Doubtful[] = [];
  for (const post of posts) {
    const match = matchRepost(wanted, post);
    if (match.kind === 'fulfils')
      return { fulfilledBy: { post, basis: match.basis, similarity: match.similarity }, doubtful };
    if (match.kind === 'altered') doubtful.push({ post, kind: 'altered-repost', why: match.why });
    if (match.kind === 'unclear') doubtful.push({ post, kind: 'unclear-repost', why: match.why });
  }
  return { fulfilledBy: null, doubtful };
}
