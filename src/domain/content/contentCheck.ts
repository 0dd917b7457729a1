import type { ContentKind } from './contentHit';

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

/** `blocking`: it is not handed in with this, unless who may says why. `hint`: somebody should know. */
export interface ContentCheck {
  /** Of what was written. */
  readonly field: string;
  readonly ruleId: string;
  readonly level: 'blocking' | 'hint';
  readonly note: ContentNote;
}
