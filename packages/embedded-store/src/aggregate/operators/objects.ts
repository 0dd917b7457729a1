import { setField } from '../../bson/setField';
import { isDocument, type BsonDocument } from '../../bson/valueOrder';
import { CommandError } from '../../commandError';
import { compileArguments, isNullish, namedParts, type CompileOperator, type Evaluate } from '../expressionParts';
import { ofArray } from './arrays';

/** The field of `$getField` and `$setField`: a text, or a literal one that may begin with a dollar. */
function constantField(name: string, value: unknown): string {
  const field = isDocument(value) && Object.keys(value).join() === '$literal' ? value['$literal'] : value;
  if (typeof field !== 'string' || (field === value && field.startsWith('$')))
    throw new CommandError('BadValue', `${name} requires 'field' to be a constant string`);
  return field;
}

/** Object expressions. */
export const objectOperators: Readonly<Record<string, CompileOperator>> = {
  $getField: (operand, compile) => {
    const parts =
      isDocument(operand) && Object.hasOwn(operand, 'field')
        ? namedParts(operand, '$getField', { required: ['field'], optional: ['input'] })
        : { field: operand };
    const field = constantField('$getField', parts['field']);
    const input = compile(parts['input'] ?? '$$CURRENT');
    return (scope) => {
      const value = input(scope);
      return isDocument(value) && Object.hasOwn(value, field) ? value[field] : undefined;
    };
  },
  $setField: (operand, compile) => {
    const parts = namedParts(operand, '$setField', { required: ['field', 'input', 'value'] });
    const field = constantField('$setField', parts['field']);
    const [input, value] = [compile(parts['input']), compile(parts['value'])];
    return (scope) => {
      const base = input(scope);
      if (isNullish(base)) return null;
      if (!isDocument(base)) throw new CommandError('BadValue', "$setField requires 'input' to evaluate to an object");
      const result = { ...base };
      const made = value(scope);
      if (made === undefined) delete result[field];
      else setField(result, field, made);
      return result;
    };
  },
  $mergeObjects: (operand, compile) => {
    const parts = compileArguments(operand, compile, { name: '$mergeObjects', min: 0, max: Infinity });
    return (scope) => {
      const values = parts.map((part) => part(scope));
      return mergeObjects(values.length === 1 && Array.isArray(values[0]) ? values[0] : values);
    };
  },
  $objectToArray: (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name: '$objectToArray', min: 1, max: 1 }) as [Evaluate];
    return (scope) => {
      const value = part(scope);
      if (isNullish(value)) return null;
      if (!isDocument(value)) throw new CommandError('BadValue', '$objectToArray requires a document input');
      return Object.entries(value).map(([k, v]) => ({ k, v }));
    };
  },
  $arrayToObject: ofArray('$arrayToObject', (array) => {
    const result: BsonDocument = {};
    for (const item of array) {
      const [name, value] = Array.isArray(item) ? item : isDocument(item) ? [item['k'], item['v']] : [];
      if (typeof name !== 'string')
        throw new CommandError('BadValue', '$arrayToObject requires pairs with a string key');
      setField(result, name, value);
    }
    return result;
  }),
};

/** Later documents win; null and missing are passed over. */
export function mergeObjects(values: readonly unknown[]): BsonDocument {
  const result: BsonDocument = {};
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDocument(value)) throw new CommandError('BadValue', '$mergeObjects requires object inputs');
    for (const [name, field] of Object.entries(value)) setField(result, name, field);
  }
  return result;
}
