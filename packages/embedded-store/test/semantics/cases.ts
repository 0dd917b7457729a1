import type mongoose from 'mongoose';

type Collection = mongoose.mongo.Collection;
export type Documents = readonly Record<string, unknown>[];

/** What a filter finds among a few documents: the `_id`s of the matches. */
export interface QueryCase {
  readonly name: string;
  readonly documents: readonly Record<string, unknown>[];
  readonly filter: Record<string, unknown>;
  readonly finds: readonly number[];
}

/**
 * One update of one document: what it becomes, or the code of the error. `filter` finds the document by default by its
 * `_id` 1.
 */
export interface UpdateCase {
  readonly name: string;
  readonly before: Record<string, unknown> | null;
  readonly update: Record<string, unknown> | Record<string, unknown>[];
  readonly filter?: Record<string, unknown>;
  readonly options?: Record<string, unknown>;
  readonly after?: Record<string, unknown>;
  readonly code?: number;
  /** Whether the result counts a modification; true by default. */
  readonly modifies?: boolean;
}

/** A find with options, or an aggregation: the documents it returns, in order. */
export interface ReadCase {
  readonly name: string;
  readonly documents: Documents;
  readonly find?: { readonly filter?: Record<string, unknown>; readonly options: Record<string, unknown> };
  readonly aggregate?: Record<string, unknown>[];
  readonly returns?: Documents;
  readonly code?: number;
}

/**
 * A write through one of the driver's methods: what it returns (or the code it fails with) and what is stored
 * afterwards, by `_id`.
 */
export interface WriteCase {
  readonly name: string;
  readonly documents: Documents;
  readonly write: (collection: Collection) => Promise<unknown>;
  /** The fields of the reply that are looked at; a whole document for the findOneAnd… methods. */
  readonly returns?: unknown;
  readonly code?: number;
  readonly after: Documents;
}

/**
 * An expression, as `$project` computes it of one document: its value (`undefined`: the field is left out) or the code
 * of the error.
 */
export interface ExpressionCase {
  readonly name: string;
  readonly of?: Record<string, unknown>;
  readonly expression: unknown;
  readonly gives?: unknown;
  readonly code?: number;
}
