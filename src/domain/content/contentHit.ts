/** What the content of a text can be found wrong in: a closed list. */
export const CONTENT_KINDS = [
  'impossible-date',
  'figure',
  'unpaired-mark',
  'nested-mark',
  'document-number',
  'doubled-word',
  'wrong-character',
  'word-form',
  'outdated-name',
  'repealed-law',
  'prescribed-wording',
  'mark-use',
  'altered-title',
  'personal-data',
  'minor-name',
  'commercial',
  'foreign-link',
] as const;
export type ContentKind = (typeof CONTENT_KINDS)[number];

/**
 * `stop`: it is not published with this. `warn`: to be looked at before publishing, and a finding where it stands in a
 * public post. `hint`: to be looked at before publishing.
 */
export const CONTENT_SEVERITIES = ['stop', 'warn', 'hint'] as const;
export type ContentSeverity = (typeof CONTENT_SEVERITIES)[number];

/** A place in a text that a check found, and what should stand there; null: a person has to say. */
export interface FoundPlace {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly suggestion: string | null;
}

export interface ContentHit extends FoundPlace {
  readonly kind: ContentKind;
  /** The entry of the pack it comes from. */
  readonly ruleId: string;
  readonly severity: ContentSeverity;
  /** The public document it rests on. */
  readonly origin: string;
}
