import type { ContentNote } from '../content/contentCheck';
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
  'attachment-unread',
  'attachment-cut',
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
  /** A code of its own list: the platform's failure, the rule of wording, why it is made by hand or not read. */
  readonly code: string;
  /** The words concerned, personal data masked; empty: none. */
  readonly excerpt: string;
  /** Of `content`: the words in their context and what should stand there. Absent: of another kind. */
  readonly content?: ContentNote;
}
