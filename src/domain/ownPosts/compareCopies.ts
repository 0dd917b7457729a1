import type { Platform } from '../accounts/account';
import type { AccountId } from '../ids';

/** What a copy can say otherwise than the item that was passed. */
export const DIFFERENCE_KINDS = ['figure', 'date', 'name', 'document-number', 'missing-sentence'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One difference between an item and one of its copies. */
export interface CopyDifference {
  readonly kind: DifferenceKind;
  /** As it was passed; null: nothing of the kind stands there. */
  readonly expected: string | null;
  /** As the copy says it; null: it is left out. */
  readonly found: string | null;
  /** The words around it, personal data masked. */
  readonly excerpt: string;
}

/** What was passed for one channel: the item in the form of that channel. */
export interface ApprovedText {
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
}

/** A copy as it was read on its channel. `short`: its form is shorter than the item, so that nothing is missing in it. */
export interface PublishedCopy {
  readonly accountId: AccountId;
  readonly platform: Platform;
  readonly title: string;
  readonly text: string;
  readonly kind: 'whole' | 'short';
}

/**
 * What each copy says otherwise than what was passed. Figures, dates, names and document numbers are compared exactly;
 * of a short form only what it says.
 */
export type CompareCopies = (
  approved: ApprovedText,
  copies: readonly PublishedCopy[],
) => readonly (CopyDifference & { readonly accountId: AccountId })[];
