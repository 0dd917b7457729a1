import type { Account } from '../../domain/accounts/account';
import type { AccountFacts } from '../../domain/accounts/facts';
import type { Post } from '../../domain/accounts/post';
import type { AccountId, LookId, MandateId, PolicyId } from '../../domain/ids';
import { matchRepost } from '../../domain/mandates/matchRepost';
import type { Mandate, Obligation } from '../../domain/mandates/mandate';
import { ownUrls } from '../../domain/policies/canonicalUrl';
import type { Policy } from '../../domain/policies/policy';
import type { Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';
import type { FulfilObligation } from './fulfilObligation';
import { repostsCountFrom } from './repostsCountFrom';
import type { ReportAltered } from './reportAltered';

const POSTS_PAGE = 500;
const POSTS_PAGES = 20;

/** `open`: what is still to be done on this account after everything stored was looked through. */
export interface Observed { readonly fulfilled: number; readonly open: readonly Obligation[] }
export type ObserveAccount = (seen: { readonly account: Account; readonly facts: Pick<AccountFacts, 'lastSightLookId'> }, now: Instant) => Promise<Observed>;

/**
 * Finds, among all posts stored since the day each policy was published, the one that fulfils an open obligation. It looks at
 * every stored post and not only at the new ones: whatever an interrupted run left unfinished is found again by the next.
 */
export function createObserveAccount(deps: ServiceDeps, steps: { readonly fulfilObligation: FulfilObligation; readonly reportAltered: ReportAltered }): ObserveAccount {
  const { storage } = deps;
  return async ({ account, facts }, now) => {
    const open = await storage.obligations.openFor(account.id);
    const lookId = facts.lastSightLookId;
    if (open.length === 0 || lookId === null) return { fulfilled: 0, open };
    const targets = await readTargets(deps, open);
    const firstDay = new Date(Math.min(...targets.map(({ publishedFromAt }) => publishedFromAt.getTime())));
    const posts = targets.length === 0 ? [] : await readPosts(deps, account.id, firstDay);
    const done = new Set<Obligation['id']>();
    for (const target of targets) {
      const outcome = await findRepost(deps, { target, posts });
      if (outcome.fulfilledBy !== null) {
        await steps.fulfilObligation(target.obligation.id, { ...outcome.fulfilledBy, lookId }, now);
        done.add(target.obligation.id);
      } else {
        for (const altered of outcome.altered) await steps.reportAltered({ account, mandate: target.mandate, lookId, ...altered }, now);
      }
    }
    return { fulfilled: done.size, open: open.filter((obligation) => !done.has(obligation.id)) };
  };
}

interface Target { readonly obligation: Obligation; readonly mandate: Mandate; readonly policy: Policy; readonly publishedFromAt: Instant }

async function readTargets({ storage }: ServiceDeps, open: readonly Obligation[]): Promise<Target[]> {
  const mandates = new Map<MandateId, Mandate | null>();
  const policies = new Map<PolicyId, Policy | null>();
  const targets: Target[] = [];
  for (const obligation of open) {
    if (!mandates.has(obligation.mandateId)) mandates.set(obligation.mandateId, await storage.mandates.byId(obligation.mandateId));
    if (!policies.has(obligation.policyId)) policies.set(obligation.policyId, await storage.policies.byId(obligation.policyId));
    const mandate = mandates.get(obligation.mandateId) ?? null;
    const policy = policies.get(obligation.policyId) ?? null;
    if (mandate === null || policy === null) continue;
    targets.push({ obligation, mandate, policy, publishedFromAt: repostsCountFrom(mandate) });
  }
  return targets;
}

/** All posts since `from`, in pages; posts that share the last instant of a page are read twice and kept once. */
async function readPosts({ storage }: ServiceDeps, accountId: AccountId, from: Instant): Promise<Post[]> {
  const posts = new Map<Post['id'], Post>();
  let since = from;
  for (let page = 0; page < POSTS_PAGES; page += 1) {
    const read = await storage.posts.since(accountId, since, POSTS_PAGE);
    const before = posts.size;
    for (const post of read) posts.set(post.id, post);
    const last = read.at(-1);
    if (last === undefined || read.length < POSTS_PAGE || posts.size === before) break;
    since = last.countedAt;
  }
  return [...posts.values()];
}

type Basis = Extract<ReturnType<typeof matchRepost>, { kind: 'fulfils' }>['basis'];
export interface Fulfilling { readonly post: Post; readonly basis: Basis; readonly lookId: LookId }
interface Altered { readonly post: Post; readonly why: string }

/** The first fulfilling post by time; altered ones count only where no proper one is there. */
async function findRepost({ storage }: ServiceDeps, { target, posts }: { readonly target: Target; readonly posts: readonly Post[] }): Promise<{ readonly fulfilledBy: Omit<Fulfilling, 'lookId'> | null; readonly altered: readonly Altered[] }> {
  const { mandate, policy, obligation, publishedFromAt } = target;
  const job = await storage.publishJobs.byObligation(obligation.id);
  const wanted = { title: mandate.title, normalisedTitle: policy.normalisedTitle, docNumber: mandate.docNumber, urls: ownUrls(policy), receiptIds: job?.receipt?.platformIds ?? [], publishedFromAt };
  const altered: Altered[] = [];
  for (const post of posts) {
    const match = matchRepost(wanted, post);
    if (match.kind === 'fulfils') return { fulfilledBy: { post, basis: match.basis }, altered: [] };
    if (match.kind === 'altered') altered.push({ post, why: match.why });
  }
  return { fulfilledBy: null, altered };
}
