import type { UnitId } from '../domain/ids';

/** A page of a list. `nextCursor` is opaque; null at the end. Lists never exceed `limit`. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
}

/** The subtree a reader may see; null sees everything. Every list and lookup that a person can reach takes it. */
export type Scope = UnitId | null;
