import type { CivilDate } from '../time/instant';
import type { ContentKind, ContentSeverity } from './contentHit';

/** How strict a check that needs no list is, and the public document it rests on. */
export interface ContentCheck {
  readonly kind: ContentKind;
  readonly severity: ContentSeverity;
  /** The document by its title or number, and the place in it. */
  readonly origin: string;
}

/** Words that should not stand in a text, all for one reason. */
export interface ContentPhrases {
  readonly id: string;
  readonly kind: ContentKind;
  readonly severity: ContentSeverity;
  readonly origin: string;
  /** Written → what should stand there; null: nothing should. */
  readonly words: Readonly<Record<string, string | null>>;
  /** Any of these within the same sentence, and it is meant as it stands. */
  readonly excusedBy: readonly string[];
  /** Right behind it they make another word of it (农业部门). */
  readonly notBefore: readonly string[];
  /** Right before it they do (携带口罩 is no 带口罩). */
  readonly notAfter: readonly string[];
  /** Whether the character before it must not belong to a word (文化部 in 公司文化部). */
  readonly standsAlone: boolean;
  /** From this day on it is wrong; null: always. A text of unknown day is not held against it. */
  readonly validFrom: CivilDate | null;
  /** The first day on which it is right again; null: never. */
  readonly validUntil: CivilDate | null;
}

/** Words that the dictionary of the word check does not know yet. */
export interface KnownTerms {
  readonly origin: string;
  readonly words: readonly string[];
}

/** What content is checked by. Data of public origin; every entry names it. */
export interface ContentPack {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly checks: readonly ContentCheck[];
  readonly phrases: readonly ContentPhrases[];
  readonly terms: readonly KnownTerms[];
  /** Hosts that sell, and what lies below them. */
  readonly shopHosts: readonly string[];
  /**
   * Hosts that may be linked to, and what lies below them; null: all but shops. Which ones is for the office to say.
   */
  readonly allowedHosts: readonly string[] | null;
}
