import { BSON } from '../bson/library';
import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { pause } from '../plan/timeSlice';
import { checkFieldPath, nestedValue, withNested } from './fieldPaths';
import type { Stage } from './stage';

interface Options {
  readonly parts: readonly string[];
  readonly keepsEmpty: boolean;
  readonly indexParts: readonly string[] | null;
}

/**
 * Compiles `$unwind`: a document for each element of an array. The path leads through documents only: an array inside an
 * array's document is not found, as MongoDB does not find it.
 */
export function compileUnwind(operand: unknown): Stage {
  const { parts, keepsEmpty, indexParts } = optionsOf(operand);
  const withIndex = (document: BsonDocument, index: number | null): BsonDocument =>
    indexParts === null
      ? document
      : withNested(document, indexParts, index === null ? null : BSON.Long.fromNumber(index));
  return function* unwind(source) {
    for (const document of source) {
      if (document === pause) {
        yield pause;
        continue;
      }
      const value = nestedValue(document, parts);
      if (Array.isArray(value) && value.length > 0)
        for (const [i, item] of value.entries()) yield withIndex(withNested(document, parts, item), i);
      else if (Array.isArray(value) && keepsEmpty) yield withIndex(withNested(document, parts, undefined), null);
      else if (!Array.isArray(value) && (keepsEmpty || (value !== undefined && value !== null)))
        yield withIndex(document, null);
    }
  };
}

function optionsOf(operand: unknown): Options {
  if (typeof operand === 'string') return { parts: partsOf(operand), keepsEmpty: false, indexParts: null };
  if (!isDocument(operand))
    throw new CommandError('Location15981', 'expected either a string or an object as specification for $unwind stage');
  const { path, preserveNullAndEmptyArrays: keepsEmpty = false, includeArrayIndex: index = null, ...others } = operand;
  const stray = Object.keys(others)[0];
  if (stray !== undefined) throw new CommandError('Location28811', `unrecognized option to $unwind stage: ${stray}`);
  if (typeof keepsEmpty !== 'boolean')
    throw new CommandError('Location28809', 'expected a boolean for the preserveNullAndEmptyArrays option to $unwind');
  if (index !== null && (typeof index !== 'string' || index === ''))
    throw new CommandError('Location28810', 'expected a non-empty string for the includeArrayIndex option to $unwind');
  if (index?.startsWith('$') === true)
    throw new CommandError('Location28822', `includeArrayIndex option to $unwind should not be prefixed with a '$'`);
  if (path === undefined) throw new CommandError('Location28812', 'no path specified to $unwind stage');
  return { parts: partsOf(path), keepsEmpty, indexParts: index === null ? null : index.split('.') };
}

function partsOf(path: unknown): string[] {
  if (typeof path !== 'string') throw new CommandError('Location28808', 'expected a string as the path for $unwind');
  if (!path.startsWith('$'))
    throw new CommandError('Location28818', `path option to $unwind stage should be prefixed with a '$': ${path}`);
  checkFieldPath(path.slice(1));
  return path.slice(1).split('.');
}
