import { setField } from '../../bson/setField';
import { isDocument, type BsonDocument } from '../../bson/valueOrder';
import { CommandError, type ErrorName } from '../../commandError';
import { compileArguments, isNullish, namedParts, type CompileOperator, type Evaluate } from '../expressionParts';
import { ofArray } from './arrays';

/** The field of `$getField` and `$setField`: a text, or a literal one that may begin with a dollar. */
function constantField(
  name: string,
  value: unknown,
  codes: { path: ErrorName; dynamic: ErrorName; type: ErrorName },
): string {
  const isLiteral = isDocument(value) && Object.keys(value).join() === '$literal';
  const field = isLiteral ? value['$literal'] : value;
  if (!isLiteral && typeof field === 'string' && field.startsWith('$'))
    throw new CommandError(codes.path, `A field path reference is not allowed in this context: '${field}'`);
  if (!isLiteral && isDocument(field))
    throw new CommandError(codes.dynamic, `${name} requires 'field' to evaluate to a constant`);
  if (typeof field !== 'string')
    throw new CommandError(codes.type, `${name} requires 'field' to evaluate to type String`);
  return field;
}

const getFieldCodes = { path: 'Location5654600', dynamic: 'Location5654601', type: 'Location5654602' } as const;
const setFieldCodes = { path: 'Location4161108', dynamic: 'Location4161106', type: 'Location4161107' } as const;

/** Object expressions. */
export const objectOperators: Readonly<Record<string, CompileOperator>> = {
  $getField: (operand, compile) => {
    const isLong = isDocument(operand) && !Object.keys(operand).join().startsWith('$');
    const parts = isLong
      ? namedParts(operand, '$getField', {
          required: { field: 'Location3041702', input: 'Location3041703' },
          notObject: 'Location3041701',
          unknown: 'Location3041701',
        })
      : { field: operand, input: '$$CURRENT' };
    const field = constantField('$getField', parts['field'], getFieldCodes);
    const input = compile(parts['input']);
    return (scope) => {
      const value = input(scope);
      if (value === null) return null;
      return isDocument(value) && Object.hasOwn(value, field) ? value[field] : undefined;
    };
  },
  $setField: (operand, compile) => {
    const parts = namedParts(operand, '$setField', {
      required: { field: 'Location4161102', input: 'Location4161109', value: 'Location4161103' },
      notObject: 'Location4161100',
      unknown: 'Location4161101',
    });
    const field = constantField('$setField', parts['field'], setFieldCodes);
    const [input, value] = [compile(parts['input']), compile(parts['value'])];
    return (scope) => {
      const base = input(scope);
      if (isNullish(base)) return null;
      if (!isDocument(base))
        throw new CommandError('Location4161105', "$setField requires 'input' to evaluate to an object");
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
      if (!isDocument(value)) throw new CommandError('Location40390', '$objectToArray requires a document input');
      return Object.entries(value).map(([k, v]) => ({ k, v }));
    };
  },
  $arrayToObject: ofArray('$arrayToObject', (array) => {
    const result: BsonDocument = {};
    for (const item of array) {
      const [name, value] = pairOf(item, array[0]);
      setField(result, name, value);
    }
    return result;
  }),
};

/** `[name, value]` or `{k, v}`; all of an array must be of the form of its first. */
function pairOf(item: unknown, first: unknown): readonly [string, unknown] {
  if (Array.isArray(item)) {
    if (!Array.isArray(first)) throw badPair('Location40391', 'a consistent input format: object was detected first');
    if (item.length !== 2) throw badPair('Location40397', 'an array of size 2 arrays');
    if (typeof item[0] !== 'string') throw badPair('Location40395', 'an array of key-value pairs with string keys');
    return [item[0], item[1]];
  }
  if (!isDocument(item)) throw badPair('Location40398', 'key-value pairs as arrays or as objects');
  if (!isDocument(first)) throw badPair('Location40396', 'a consistent input format: array was detected first');
  if (Object.keys(item).length !== 2) throw badPair('Location40392', "an object with exactly the keys 'k' and 'v'");
  if (!Object.hasOwn(item, 'k') || !Object.hasOwn(item, 'v'))
    throw badPair('Location40393', "an object with keys 'k' and 'v'");
  if (typeof item['k'] !== 'string') throw badPair('Location40394', "an object with a string 'k'");
  return [item['k'], item['v']];
}

function badPair(code: ErrorName, wanted: string): CommandError {
  return new CommandError(code, `$arrayToObject requires ${wanted}`);
}

/** Later documents win; null and missing are passed over. */
export function mergeObjects(values: readonly unknown[]): BsonDocument {
  const result: BsonDocument = {};
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDocument(value)) throw new CommandError('Location40400', '$mergeObjects requires object inputs');
    for (const [name, field] of Object.entries(value)) setField(result, name, field);
  }
  return result;
}
