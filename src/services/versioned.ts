/** A thing in the version it was read in. */
export interface Versioned<Id> {
  readonly id: Id;
  readonly version: number;
}
