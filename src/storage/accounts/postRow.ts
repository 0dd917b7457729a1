import type { Post } from '../../domain/accounts/post';
import type { AccountId, PostId, UnitId } from '../../domain/ids';
import { outboxField, type WithOutbox } from '../alerts/outbox';
import { documentSchema, flag, instant, partSchema, publishedPart, text, texts } from '../schemaParts';
import type { Row } from '../table';

export interface PostRow extends Row, Omit<Post, 'id'>, WithOutbox {
  readonly _id: PostId;
  readonly accountId: AccountId;
  readonly unitPath: readonly UnitId[];
  /** Something rests on it: it keeps its text when those of its age go. */
  readonly inEvidence?: true;
}

export const postSchema = documentSchema({
  _id: text,
  accountId: text,
  platform: text,
  unitPath: texts,
  identity: text,
  url: text,
  title: text,
  text,
  links: texts,
  publishedAt: publishedPart,
  platformIds: texts,
  pinned: flag,
  countedAt: instant,
  standing: text,
  firstSeenAt: instant,
  textHash: text,
  origin: text,
  textState: text,
  earlier: {
    type: [partSchema({ title: text, text, textHash: text, untilAt: instant, isUnclear: flag })],
    default: undefined,
  },
  missingSinceAt: instant,
  goneAt: instant,
  unlistedAt: instant,
  readAnewAt: instant,
  inEvidence: flag,
  outbox: outboxField,
});
