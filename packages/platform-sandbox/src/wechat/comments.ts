import type { Actor } from '../world/actor';
import { HOUR_MS } from '../world/civilTime';
import type { JournalEntry } from '../world/journal';
import { hashText } from '../world/seededDraw';
import type { StandingPost } from '../world/timeline';
import type { World } from '../world/world';

/** A comment of a reader, as the account sees it. */
export interface Comment {
  readonly id: number;
  readonly at: Date;
  readonly text: string;
  readonly isElected: boolean;
  readonly reply: { readonly text: string; readonly at: Date } | null;
}

export type CommentChange =
  { readonly elected: boolean } | { readonly deleted: true } | { readonly reply: string | null };

export interface Comments {
  /** Newest first. */
  list(actor: Actor, post: StandingPost): readonly Comment[];
  change(place: { actor: Actor; post: StandingPost; id: number }, change: CommentChange): void;
  isOpen(actor: Actor, post: StandingPost): boolean;
  setOpen(actor: Actor, post: StandingPost, isOpen: boolean): void;
}

interface ChangeEntry extends JournalEntry {
  readonly kind: 'wechat-comment';
  readonly place: string;
  readonly change: CommentChange;
}
interface OpenEntry extends JournalEntry {
  readonly kind: 'wechat-comments-open';
  readonly place: string;
  readonly isOpen: boolean;
}
interface Standing {
  elected: boolean;
  deleted: boolean;
  reply: { text: string; at: Date } | null;
}

const TEXTS = [
  '请问周末可以办理吗？',
  '点赞！',
  '希望在乡镇也设一个办理点。',
  '电话一直占线，麻烦看一下。',
  '材料清单在哪里下载？',
  '办得很快，谢谢工作人员。',
  '路灯坏了一周了，请处理。',
] as const;

/** Invented comments, and what the account did with them. */
export function openComments(world: World): Comments {
  const { journal, now } = world;
  const states = new Map<string, Standing>();
  const closed = new Map<string, boolean>();
  const apply = ({ place, change, atMs }: { place: string; change: CommentChange; atMs: number }): void => {
    const state = states.get(place) ?? { elected: false, deleted: false, reply: null };
    if ('elected' in change) state.elected = change.elected;
    else if ('deleted' in change) state.deleted = true;
    else state.reply = change.reply === null ? null : { text: change.reply, at: new Date(atMs) };
    states.set(place, state);
  };
  for (const entry of journal.read<ChangeEntry>('wechat-comment')) apply(entry);
  for (const entry of journal.read<OpenEntry>('wechat-comments-open')) closed.set(entry.place, !entry.isOpen);
  const placeOf = (actor: Actor, post: StandingPost): string => `${actor.account.key}/${post.serial}`;

  return {
    list(actor, post) {
      const place = placeOf(actor, post);
      const count = hashText(`comments/${place}`) % 5;
      const all = Array.from({ length: count }, (_, i): Comment & { deleted: boolean } => {
        const draw = hashText(`comment/${place}/${i}`);
        const state = states.get(`${place}/${i + 1}`);
        return {
          id: i + 1,
          at: new Date(post.at.getTime() + ((draw % 48) * HOUR_MS) / 2),
          text: TEXTS[draw % TEXTS.length] ?? '',
          isElected: state?.elected ?? false,
          reply: state?.reply ?? null,
          deleted: state?.deleted ?? false,
        };
      });
      return all
        .filter((comment) => !comment.deleted && comment.at <= now())
        .sort((a, b) => b.at.getTime() - a.at.getTime());
    },
    change({ actor, post, id }, change) {
      const entry: ChangeEntry = {
        kind: 'wechat-comment',
        place: `${placeOf(actor, post)}/${id}`,
        change,
        atMs: now().getTime(),
      };
      journal.append(entry);
      apply(entry);
    },
    isOpen: (actor, post) => closed.get(placeOf(actor, post)) !== true,
    setOpen(actor, post, isOpen) {
      const entry: OpenEntry = {
        kind: 'wechat-comments-open',
        place: placeOf(actor, post),
        isOpen,
        atMs: now().getTime(),
      };
      journal.append(entry);
      closed.set(entry.place, !isOpen);
    },
  };
}
