import { makeInteger } from '../bson/arithmetic';
import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { pause } from '../plan/timeSlice';
import { assignPath } from '../query/projectDocument';
import { valueAt } from './compileExpression';
import { replaced } from './replaced';
import type { Stage } from './stage';

/** Compiles `$unwind`: a document for each element of an array. */
export function compileUnwind(operand: unknown): Stage {
  const options = isDocument(operand) ? operand : { path: operand };
  const path = options['path'];
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw new CommandError('BadValue', `path option to $unwind stage should be prefixed with a '$': ${String(path)}`);
  const parts = path.slice(1).split('.');
  const keepsEmpty = options['preserveNullAndEmptyArrays'] === true;
  const indexField = typeof options['includeArrayIndex'] === 'string' ? options['includeArrayIndex'].split('.') : null;
  const withIndex = (document: BsonDocument, index: number | null): BsonDocument => {
    if (indexField !== null) assignPath(document, indexField, index === null ? null : makeInteger(BigInt(index)));
    return document;
  };
  return function* unwind(source) {
    for (const document of source) {
      const value = document === pause ? undefined : valueAt(document, parts, 0);
      if (document === pause) yield pause;
      else if (Array.isArray(value) && value.length > 0)
        for (const [i, item] of value.entries()) yield withIndex(replaced(document, parts, item), i);
      else if (Array.isArray(value) && keepsEmpty) yield withIndex(replaced(document, parts, undefined), null);
      else if (!Array.isArray(value) && (keepsEmpty || (value !== undefined && value !== null)))
        yield withIndex({ ...document }, null);
    }
  };
}
