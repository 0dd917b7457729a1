/** A document in the State Council's feed. */
export interface PolicyDocument {
  /** N of content_N.htm. */
  readonly contentId: number;
  readonly title: string;
  readonly issuer: string;
  readonly documentNumber: string;
  readonly at: Date;
  readonly url: string;
  readonly paragraphs: readonly string[];
  /** When its text was last changed; the time of publication where it never was. */
  readonly modifiedAt: Date;
}
