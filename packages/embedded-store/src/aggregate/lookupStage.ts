import { isDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { pause } from '../plan/timeSlice';
import { valueAt } from './compileExpression';
import { replaced } from './replaced';
import type { Stage, StageContext } from './stage';

/** Compiles `$lookup` by equality of two fields. */
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
  return function* lookup(source) {
    for (const document of source) {
      if (document === pause) {
        yield pause;
        continue;
      }
      const local = valueAt(document, localField.split('.'), 0);
      const found = context.find(from, foreignField, local);
      yield replaced(document, as.split('.'), found);
    }
  };
}
