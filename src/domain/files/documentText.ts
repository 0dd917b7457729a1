/**
 * Why a document's text is not known: a closed list. `no-text`: pictures of pages. `protected`: by a password.
 * `too-much`: unpacked, or by its memory.
 */
export type UnreadReason = 'no-text' | 'protected' | 'damaged' | 'too-much' | 'took-too-long' | 'not-there';

/** What is written in a document. `isCut`: it goes on behind what was read. */
export type DocumentText =
  | { readonly kind: 'text'; readonly text: string; readonly isCut: boolean }
  | { readonly kind: 'unread'; readonly reason: UnreadReason };
