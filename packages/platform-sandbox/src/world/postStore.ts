import type { Actor } from './actor';
import type { Holidays } from './holidays';
import type { Journal, JournalEntry } from './journal';
import { createTimeline, FIRST_JOURNALED_SERIAL } from './timeline';
import type { StandingPost, TimelineWorld } from './timeline';

/** A post that came from outside the invented past. */
export interface NewPost {
  readonly title: string;
  readonly text: string;
  readonly sourceUrl: string | null;
  readonly sourceName: string | null;
  readonly origin: 'api' | 'by-hand';
  /** When anybody can see it. */
  readonly visibleAt: Date;
  /** The time of publication that the platform shows; the same as `visibleAt` unless told. */
  readonly shownAt?: Date;
  /** WeChat: sent out as 群发. */
  readonly massSent?: boolean;
  /** WeChat: position in a 图文 of several articles, from 1; they are added one right after the other. */
  readonly idx?: number;
  /** Weibo: the mid of the post that this one carries on. */
  readonly repostOf?: string;
  /** Weibo: the hash of each picture that came with it. */
  readonly pictures?: readonly string[];
  /** The caller's own key for this post, where the platform's call takes one; kept in the same line as the post. */
  readonly receipt?: Receipt;
}

/** A key that must never make two posts, and the digest of what it came with. */
export interface Receipt {
  readonly key: string;
  readonly digest: string;
}

export interface PostStore {
  /** What anybody can see at `now`, newest first. */
  list(actor: Actor, now: Date): readonly StandingPost[];
  /** Also what was taken down, for pages that must say so. */
  find(actor: Actor, serial: number, now: Date): { readonly post: StandingPost; readonly isWithdrawn: boolean } | null;
  /** On disk when this returns. */
  add(actor: Actor, post: NewPost, now: Date): StandingPost;
  /** The post that was made under this key, public yet or not. */
  findReceipt(actor: Actor, key: string): { readonly post: StandingPost; readonly digest: string } | null;
  withdraw(actor: Actor, serial: number, now: Date): void;
  /** Rewrites a post where it stands; its page says when. */
  edit(
    actor: Actor,
    serial: number,
    change: { readonly title?: string; readonly text?: string; readonly at: Date },
  ): void;
}

interface EditEntry extends JournalEntry {
  readonly kind: 'edit';
  readonly accountKey: string;
  readonly serial: number;
  readonly title?: string;
  readonly text?: string;
}

interface PostEntry extends JournalEntry {
  readonly kind: 'post';
  readonly accountKey: string;
  readonly visibleMs: number;
  readonly shownMs: number;
  readonly title: string;
  readonly text: string;
  readonly sourceUrl: string | null;
  readonly sourceName: string | null;
  readonly origin: 'api' | 'by-hand';
  readonly massSent?: boolean;
  readonly idx?: number;
  readonly repostOf?: string;
  readonly pictures?: readonly string[];
  readonly receipt?: Receipt;
}

interface WithdrawalEntry extends JournalEntry {
  readonly kind: 'withdrawal';
  readonly accountKey: string;
  readonly serial: number;
}

/** Merges the invented past with what the journal holds. */
export function openPostStore(journal: Journal, world: TimelineWorld & { readonly holidays: Holidays }): PostStore {
  const timelines = new Map<string, (now: Date) => readonly StandingPost[]>();
  const added = new Map<string, { readonly post: StandingPost; readonly visibleMs: number }[]>();
  const receipts = new Map<string, { post: StandingPost; digest: string }>();
  const withdrawn = new Map<string, Set<number>>();
  const edits = new Map<string, EditEntry>();
  const remember = (entry: PostEntry, number: number): StandingPost => {
    const post: StandingPost = {
      serial: FIRST_JOURNALED_SERIAL + number,
      at: new Date(entry.shownMs),
      title: entry.title,
      text: entry.text,
      sourceUrl: entry.sourceUrl,
      sourceName: entry.sourceName,
      origin: entry.origin,
      massSent: entry.massSent ?? false,
      repostOf: entry.repostOf ?? null,
      editedAt: null,
      idx: entry.idx ?? 1,
      pictures: entry.pictures ?? [],
    };
    if (entry.receipt !== undefined)
      receipts.set(`${entry.accountKey}/${entry.receipt.key}`, { post, digest: entry.receipt.digest });
    const list = added.get(entry.accountKey) ?? [];
    list.push({ post, visibleMs: entry.visibleMs });
    added.set(entry.accountKey, list);
    return post;
  };
  for (const entry of journal.read<PostEntry>('post')) remember(entry, entry.number);
  const takeDown = ({ accountKey, serial }: WithdrawalEntry): void => {
    withdrawn.set(accountKey, (withdrawn.get(accountKey) ?? new Set()).add(serial));
  };
  for (const entry of journal.read<WithdrawalEntry>('withdrawal')) takeDown(entry);
  const applyEdit = (entry: EditEntry): void => {
    const place = `${entry.accountKey}/${entry.serial}`;
    edits.set(place, { ...edits.get(place), ...entry });
  };
  for (const entry of journal.read<EditEntry>('edit')) applyEdit(entry);
  const asEdited = (actor: Actor, post: StandingPost): StandingPost => {
    const edit = edits.get(`${actor.account.key}/${post.serial}`);
    return edit === undefined
      ? post
      : { ...post, title: edit.title ?? post.title, text: edit.text ?? post.text, editedAt: new Date(edit.atMs) };
  };

  const timelineOf = (actor: Actor): ((now: Date) => readonly StandingPost[]) => {
    const key = actor.account.key;
    const existing = timelines.get(key);
    if (existing !== undefined) return existing;
    const created = createTimeline(actor, world);
    timelines.set(key, created);
    return created;
  };
  const listAll = (actor: Actor, now: Date): StandingPost[] => {
    const own = (added.get(actor.account.key) ?? []).flatMap(({ post, visibleMs }) =>
      visibleMs <= now.getTime() ? [post] : [],
    );
    const all = [...timelineOf(actor)(now), ...own]
      .filter((post) => post.origin !== 'timeline' || !world.holidays.isOff(actor, post.at))
      .sort((a, b) => b.at.getTime() - a.at.getTime() || b.serial - a.serial);
    return edits.size === 0 ? all : all.map((post) => asEdited(actor, post));
  };
  const isWithdrawn = (actor: Actor, serial: number): boolean => withdrawn.get(actor.account.key)?.has(serial) === true;

  return {
    list(actor, now) {
      const gone = withdrawn.get(actor.account.key);
      return gone === undefined ? listAll(actor, now) : listAll(actor, now).filter((post) => !gone.has(post.serial));
    },
    find(actor, serial, now) {
      const post = listAll(actor, now).find((candidate) => candidate.serial === serial);
      return post === undefined ? null : { post, isWithdrawn: isWithdrawn(actor, serial) };
    },
    add(actor, { visibleAt, shownAt = visibleAt, ...post }, now) {
      const entry: PostEntry = {
        kind: 'post',
        accountKey: actor.account.key,
        atMs: now.getTime(),
        visibleMs: visibleAt.getTime(),
        shownMs: shownAt.getTime(),
        ...post,
      };
      return remember(entry, journal.append(entry));
    },
    findReceipt: (actor, key) => receipts.get(`${actor.account.key}/${key}`) ?? null,
    withdraw(actor, serial, now) {
      const entry: WithdrawalEntry = { kind: 'withdrawal', accountKey: actor.account.key, serial, atMs: now.getTime() };
      journal.append(entry);
      takeDown(entry);
    },
    edit(actor, serial, { at, ...change }) {
      const entry: EditEntry = { kind: 'edit', accountKey: actor.account.key, serial, ...change, atMs: at.getTime() };
      journal.append(entry);
      applyEdit(entry);
    },
  };
}
