import type { SandboxFaultName } from '../faultKinds';
import type { Actor } from '../world/actor';
import { SECOND_MS } from '../world/civilTime';
import type { Journal, JournalEntry } from '../world/journal';
import type { PostStore } from '../world/postStore';
import type { StandingPost } from '../world/timeline';
import type { Drafts } from './drafts';
import { msgDataIdOf } from './articleForm';
import { WechatFailure } from './wechatFailure';

/**
 * freepublish/get: 0 public, 1 publishing, 2 original check failed, 3 failed, 4 refused by review, 5 public once and
 * deleted by the account since, 6 public once and banned by the platform.
 */
export type PublishStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface PublishTask {
  readonly publishId: string;
  readonly msgDataId: number;
  readonly status: PublishStatus;
  readonly articles: readonly StandingPost[];
}

/** A task just taken, and how and when it will end. */
export interface SubmittedTask extends PublishTask {
  readonly endsAs: PublishStatus;
  readonly endsMs: number;
}

export interface PublishTasks {
  /** Takes a draft for publishing. "ok" means taken, not public. */
  submit(actor: Actor, mediaId: string, strikes: (name: SandboxFaultName) => boolean): SubmittedTask;
  find(actor: Actor, publishId: string): PublishTask;
  /** Drafts that are public by now are gone from the box; called before each look into it. */
  clearPublishedDrafts(actor: Actor): void;
}

interface SubmitEntry extends JournalEntry {
  readonly kind: 'wechat-submit';
  readonly accountKey: string;
  readonly mediaId: string;
  readonly readyMs: number;
  readonly endsAs: 0 | 2 | 3 | 4 | 6;
  /** The articles, as serials of the account's posts; empty where it failed. */
  readonly serials: readonly number[];
}

const USUAL_DELAY_MS = 3 * SECOND_MS;
const LATE_DELAY_MS = 90 * SECOND_MS;
const FIRST_PUBLISH_ID = 100_000_000;

/**
 * Publishing is asynchronous, and its call has no idempotency key. The draft disappears when the article is public, not
 * when the task is taken: submitting it again in between publishes it twice, the worst the documents leave room for.
 */
export function openPublishTasks(about: {
  journal: Journal;
  posts: PostStore;
  drafts: Drafts;
  now: () => Date;
}): PublishTasks {
  const { journal, posts, drafts, now } = about;
  const describe = (actor: Actor, entry: SubmitEntry & { readonly number: number }): PublishTask => {
    const found = entry.serials.flatMap((serial) => {
      const hit = posts.find(actor, serial, new Date(Math.max(now().getTime(), entry.readyMs)));
      return hit === null ? [] : [hit];
    });
    const first = found[0]?.post;
    const isReady = entry.readyMs <= now().getTime();
    const isGone = found.length > 0 && found.every((hit) => hit.isWithdrawn);
    return {
      publishId: String(FIRST_PUBLISH_ID + entry.number),
      msgDataId: first === undefined ? FIRST_PUBLISH_ID + entry.number : msgDataIdOf(first),
      status: !isReady ? 1 : entry.endsAs === 0 && isGone ? 5 : entry.endsAs,
      articles: found.map((hit) => hit.post),
    };
  };
  const byAccount = new Map<string, (SubmitEntry & { readonly number: number })[]>();
  const keep = (entry: SubmitEntry & { readonly number: number }): void => {
    byAccount.set(entry.accountKey, [...(byAccount.get(entry.accountKey) ?? []), entry]);
  };
  for (const entry of journal.read<SubmitEntry>('wechat-submit')) keep(entry);
  const entriesOf = (actor: Actor): readonly (SubmitEntry & { readonly number: number })[] =>
    byAccount.get(actor.account.key) ?? [];

  return {
    submit(actor, mediaId, strikes) {
      const draft = drafts.find(actor, mediaId);
      if (draft === null) throw new WechatFailure(40007);
      const at = now();
      const readyMs = at.getTime() + (strikes('accepted-then-delayed') ? LATE_DELAY_MS : USUAL_DELAY_MS);
      const endsAs = chooseEnd(strikes);
      // The articles first: a kill between the two leaves work done without an answer, never an answer without work.
      const serials =
        endsAs !== 0 && endsAs !== 6
          ? []
          : draft.articles.map(
              (article, i) =>
                posts.add(
                  actor,
                  {
                    idx: i + 1,
                    title: article.title,
                    text: article.content,
                    sourceUrl: article.contentSourceUrl === '' ? null : article.contentSourceUrl,
                    sourceName: article.author === '' ? null : article.author,
                    origin: 'api',
                    visibleAt: new Date(readyMs),
                  },
                  at,
                ).serial,
            );
      if (endsAs === 6) for (const serial of serials) posts.withdraw(actor, serial, at);
      const entry: SubmitEntry = {
        kind: 'wechat-submit',
        accountKey: actor.account.key,
        mediaId,
        readyMs,
        endsAs,
        serials,
        atMs: at.getTime(),
      };
      const numbered = { ...entry, number: journal.append(entry) };
      keep(numbered);
      return { ...describe(actor, numbered), endsAs, endsMs: readyMs };
    },
    find(actor, publishId) {
      const entry = entriesOf(actor).find((candidate) => String(FIRST_PUBLISH_ID + candidate.number) === publishId);
      if (entry === undefined) throw new WechatFailure(53502);
      return describe(actor, entry);
    },
    clearPublishedDrafts(actor) {
      for (const entry of entriesOf(actor)) {
        if ((entry.endsAs === 0 || entry.endsAs === 6) && entry.readyMs <= now().getTime())
          drafts.remove(actor, entry.mediaId);
      }
    },
  };
}

function chooseEnd(strikes: (name: SandboxFaultName) => boolean): SubmitEntry['endsAs'] {
  if (strikes('content-refused')) return 4;
  if (strikes('original-check-failed')) return 2;
  if (strikes('publish-failed')) return 3;
  return strikes('banned-afterwards') ? 6 : 0;
}
