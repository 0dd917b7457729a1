import type { BsonDocument } from '../bson/valueOrder';
import type { Pause } from '../plan/timeSlice';
import type { Variables } from './expressionParts';

/** Documents on their way through a pipeline, with pauses between them. */
export type Source = Iterable<BsonDocument | Pause>;
/** A compiled stage: documents in, documents out, pauses passed on. */
export type Stage = (source: Source) => Source;

/** What stages need from outside the pipeline. */
export interface StageContext {
  readonly variables: Variables;
  /** The documents of another collection whose field equals one of the values, for `$lookup`. */
  find(collection: string, path: string, values: readonly unknown[]): BsonDocument[];
}
