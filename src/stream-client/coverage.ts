/** How far a client is: everything up to `seq` of this history was handled or belongs to other units. Keep both. */
export interface Position {
  readonly seq: number;
  readonly history: string;
}

/** The part of a frame that speaks for numbers: from `coversFrom` to `seq`. */
export interface Spoken {
  readonly seq: number;
  readonly coversFrom?: number;
}

/**
 * What a frame means to a client that has everything up to `receivedTo`: `next` follows on it, `known` says nothing
 * new, `gap` comes after numbers that were never received.
 */
export function placeOf(frame: Spoken, receivedTo: number): 'next' | 'known' | 'gap' {
  if (frame.seq <= receivedTo) return 'known';
  return frame.coversFrom !== undefined && frame.coversFrom <= receivedTo + 1 ? 'next' : 'gap';
}

/** What a client can show to whoever asks whether something was missed. */
export interface CoverageProof {
  readonly history: string;
  /** The number the client began after. */
  readonly from: number;
  /** Every number after `from` up to here was handled, or spoken for by a frame. */
  readonly to: number;
  readonly alertsHandled: number;
  readonly connections: number;
  /** Times a number was missing, found, and read again by connecting anew. */
  readonly gapsClosed: number;
  /** When the server last read its store to the end, by its own clock (ISO 8601); null: it has not said so yet. */
  readonly provenAt: string | null;
}
