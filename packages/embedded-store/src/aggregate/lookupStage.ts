import { isDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { pause } from '../plan/timeSlice';
import { checkFieldPath, valuesAt, withNested } from './fieldPaths';
import type { Stage, StageContext } from './stage';

/** Compiles `$lookup` by equality of two fields: no value at all, as an empty array gives none, joins as null does. */
export function compileLookup(operand: unknown, context: StageContext): Stage {
  const { from, localField, foreignField, as, ...others } = isDocument(operand) ? operand : {};
  if (Object.keys(others).length > 0) throw notSupported(`$lookup with ${Object.keys(others).join(', ')}`);
  if (
    typeof from !== 'string' ||
    typeof localField !== 'string' ||
    typeof foreignField !== 'string' ||
    typeof as !== 'string'
  ) {
    throw new CommandError('FailedToParse', '$lookup needs the strings from, localField, foreignField and as');
  }
  for (const path of [localField, foreignField, as]) checkFieldPath(path);
  const [localParts, asParts] = [localField.split('.'), as.split('.')];
  return function* lookup(source) {
    for (const document of source) {
      if (document === pause) {
        yield pause;
        continue;
      }
      const values = valuesAt(document, localParts);
      const found = context.find(from, foreignField, values.length === 0 ? [null] : values);
      yield withNested(document, asParts, found);
    }
  };
}
