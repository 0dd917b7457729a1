import type { Counts } from '../workRun';

/** What keeps the store in order. */
export interface UpkeepServices {
  /**
   * Removes what has been kept long enough (domain/retention), step by step, until `max` rows are gone or the signal
   * says stop; what is left goes with the next run. One line of the ledger a class and civil day says how much it was.
   */
  removeExpired(run: { readonly max: number; readonly signal?: AbortSignal }): Promise<Counts>;
}
