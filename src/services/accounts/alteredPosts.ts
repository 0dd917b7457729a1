import type { Account } from '../../domain/accounts/account';
import { alterationOf } from '../../domain/accounts/alteredText';
import type { Post } from '../../domain/accounts/post';
import { ALTERED, type PostChange, type SeenPost } from '../../domain/accounts/seenAgain';
import { findingEvent } from '../../domain/alerts/events';
import type { FindingId } from '../../domain/ids';
import type { Finding, FindingKind } from '../../domain/judging/verdict';
import type { Instant } from '../../domain/time/instant';
import { systemActor } from '../actors';
import type { ServiceDeps } from '../settings';
import { createFaultsOf } from './inspectPosts';

const ACTOR = systemActor('look');

/** Longer ones are cut where they stand beside each other. */
const SHOWN_CHARS = 60;

/**
 * A post says something else than it did in public. Where that mends what is wrong in it, whatever is open of that is
 * closed and nothing else is said: it is what was asked for. The first wording again closes what was said of another
 * one. Otherwise it is a finding of its own, with both wordings. Decided by the texts, so that a killed look decides the
 * same again; to be called before the change is stored.
 */
export async function sayAltered(
  deps: ServiceDeps,
  altered: {
    readonly account: Account;
    readonly before: Post;
    readonly after: SeenPost;
    readonly changes: readonly PostChange[];
    readonly at: Instant;
  },
): Promise<void> {
  const { account, before, after, changes, at } = altered;
  const change = changes.find((one) => ALTERED.includes(one));
  if (change === undefined) return;
  const faultsOf = createFaultsOf(deps)(account, at);
  const left = new Set((await faultsOf({ ...before, ...after })).map(({ ruleId }) => ruleId));
  const mended = new Set((await faultsOf(before)).map(({ ruleId }) => ruleId).filter((ruleId) => !left.has(ruleId)));
  const of = { account, post: before, at };
  if (mended.size > 0)
    return closeAbout(deps, of, {
      detail: 'corrected',
      is: ({ kind, ruleId }) => kind === 'improper' && mended.has(ruleId),
    });
  const [first] = before.earlier ?? [];
  if (first?.title === after.title && first.text === after.text)
    return closeAbout(deps, of, { detail: 'restored', is: ({ kind }) => kind === 'changed-post' });
  const basis = deps.hasher.sha256(`${after.title}\n${after.text}`);
  const excerpt = change === 'title-changed' ? wordings(before.title, after.title) : wordingsOf(before, after);
  await openAbout(deps, of, { kind: 'changed-post', basis, excerpt, change });
}

/**
 * A post that was public is in no list any more that should show it. What was wrong in it was taken away with it, which
 * is what was asked for. Idempotent.
 */
export async function sayGone(
  deps: ServiceDeps,
  gone: { readonly account: Account; readonly post: Post; readonly at: Instant },
): Promise<void> {
  const { account, post, at } = gone;
  const { title, text, textHash } = post;
  if ((await createFaultsOf(deps)(account, at)(post)).length > 0)
    return closeAbout(deps, gone, {
      detail: 'removed',
      is: ({ kind }) => kind === 'improper' || kind === 'changed-post',
    });
  // A repost that is wrong or outdated may be taken down as well.
  const open = await deps.storage.findings.openFor(account.id);
  if (open.some(({ kind, evidence }) => REPOSTS.includes(kind) && evidence.url === post.url)) return;
  const excerpt = cut(title === '' ? text : title);
  await openAbout(deps, gone, { kind: 'gone-post', basis: textHash, excerpt, change: 'not-listed' });
}
const REPOSTS: readonly FindingKind[] = ['altered-repost', 'unclear-repost', 'outdated-repost'];

/** It stands in the list again: whatever hid it, it is not gone. */
export async function takeBackGone(
  deps: ServiceDeps,
  back: { readonly account: Account; readonly post: Post; readonly at: Instant },
): Promise<void> {
  await closeAbout(deps, back, { detail: 'listed-again', is: ({ kind }) => kind === 'gone-post' });
}

async function closeAbout(
  { storage, ids }: ServiceDeps,
  { account, post, at }: { readonly account: Account; readonly post: Post; readonly at: Instant },
  { detail, is }: { readonly detail: string; readonly is: (finding: Finding) => boolean },
): Promise<void> {
  for (const finding of await storage.findings.openFor(account.id)) {
    if (finding.subject !== post.id || !is(finding)) continue;
    const event = findingEvent({ eventId: ids.eventId(), actor: ACTOR, now: at, account, finding, to: 'closed' });
    await storage.findings.close(finding.id, at, detail, event);
  }
}

async function openAbout(
  { storage, ids }: ServiceDeps,
  { account, post, at }: { readonly account: Account; readonly post: Post; readonly at: Instant },
  found: {
    readonly kind: 'changed-post' | 'gone-post';
    readonly basis: string;
    readonly excerpt: string;
    readonly change: PostChange | 'not-listed';
  },
): Promise<void> {
  const { kind, basis, excerpt, change } = found;
  const finding: Finding = {
    id: ids.id<FindingId>(),
    accountId: account.id,
    ...{ kind, ruleId: kind, clause: null, subject: post.id, state: 'open', closedAt: null, detail: change, basis },
    occurredAt: post.missingSinceAt ?? at,
    noticedAt: at,
    evidence: { url: post.url, lookId: null, excerpt },
  };
  const event = findingEvent({ eventId: ids.eventId(), actor: ACTOR, now: at, account, finding, to: 'open' });
  await storage.findings.open(finding, event);
}

function wordingsOf(before: Post, after: SeenPost): string {
  const alteration = alterationOf(before.text, after.text);
  return alteration === null ? wordings(before.text, after.text) : wordings(alteration.was, alteration.is);
}

function wordings(was: string, is: string): string {
  return `${cut(was)} → ${cut(is)}`;
}

function cut(text: string): string {
  const signs = Array.from(text);
  return signs.length > SHOWN_CHARS ? `${signs.slice(0, SHOWN_CHARS).join('')}…` : text;
}
