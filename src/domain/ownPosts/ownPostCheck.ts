import type { ContentKind } from '../content/contentHit';
import type { AccountId } from '../ids';

/** What is looked for before an item goes into review: a closed list. */
export const OWN_POST_CHECKS = [
  'no-channel',
  'channel-gone',
  'time-passed',
  'file-missing',
  'wording',
  'content',
  'form-refused',
  'personal-data',
  'by-hand',
  'pictures-by-hand',
  'attachments-by-hand',
  'picture-without-alt',
] as const;
export type OwnPostCheckKind = (typeof OWN_POST_CHECKS)[number];

/** `blocking`: it is not handed in with this. `hint`: somebody should know. */
export interface OwnPostCheck {
  readonly kind: OwnPostCheckKind;
  readonly level: 'blocking' | 'hint';
  /** The channel it is about; null: all of them. */
  readonly accountId: AccountId | null;
  /** The field of the draft to be mended, e.g. `channels.0.text`; null: none. */
  readonly field: string | null;
  /** A code of its own list: the platform's failure, the rule of wording, or why it is made by hand. */
  readonly code: string;
  /** The words concerned, personal data masked; empty: none. */
  readonly excerpt: string;
  /** Of `content`: the words in their context and what should stand there. Absent: of another kind. */
  readonly content?: ContentNote;
}

/** What a check of the content says of one place. */
export interface ContentNote {
  readonly kind: ContentKind;
  /** What stands right before and after the words, personal data masked as in them. */
  readonly before: string;
  readonly words: string;
  readonly after: string;
  /** What should stand there; null: a person has to say. */
  readonly suggestion: string | null;
  /** The public document it rests on. */
  readonly origin: string;
}
