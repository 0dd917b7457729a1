import { typeNameOf } from '../../bson/typeNumbers';
import { bsonTypeOf } from '../../bson/valueOrder';
import { CommandError, type ErrorName } from '../../commandError';
import { compileRegex } from '../../query/compileRegex';
import {
  compileArguments,
  int32Of,
  isNullish,
  namedParts,
  type CompileOperator,
  type Evaluate,
} from '../expressionParts';
import { textOf } from './conversions';

function needText(name: string, value: unknown, code: ErrorName): string {
  if (typeof value !== 'string')
    throw new CommandError(code, `${name} requires a string argument, found: ${typeNameOf(value)}`);
  return value;
}

/** Numbers and dates count as their text, null and missing as none. */
function coerced(value: unknown): string {
  if (isNullish(value)) return '';
  if (typeof value === 'boolean' || bsonTypeOf(value) === 'ObjectId') throw notText(value);
  try {
    return textOf(value);
  } catch {
    throw notText(value);
  }
}

function notText(value: unknown): CommandError {
  return new CommandError('Location16007', `can't convert from BSON type ${typeNameOf(value)} to String`);
}

function ofText(name: string, apply: (value: string) => unknown): CompileOperator {
  return (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name, min: 1, max: 1 }) as [Evaluate];
    return (scope) => apply(coerced(part(scope)));
  };
}

/** The pattern of `$regexMatch`, which must be constant here. */
function constantRegex(source: unknown, options: unknown): RegExp {
  if (options !== undefined && typeof options !== 'string')
    throw new CommandError('Location51106', "$regexMatch needs 'options' to be of type string");
  const isPattern = bsonTypeOf(source) === 'BSONRegExp';
  if ((typeof source !== 'string' && !isPattern) || (typeof source === 'string' && source.startsWith('$')))
    throw new CommandError('Location51105', "$regexMatch needs 'regex' to be a constant string or regex");
  const own = isPattern ? (source as { options: string }).options : '';
  if (own !== '' && options !== undefined)
    throw new CommandError('Location51107', "$regexMatch: options set in both 'regex' and 'options'");
  const pattern = isPattern ? (source as { pattern: string }).pattern : (source as string);
  return compileRegex(pattern, own + (options ?? ''), 'Location51111');
}

/** String expressions. */
export const textOperators: Readonly<Record<string, CompileOperator>> = {
  $concat: (operand, compile) => {
    const parts = compileArguments(operand, compile, { name: '$concat', min: 0, max: Infinity });
    return (scope) => {
      let text = '';
      for (const part of parts) {
        const value = part(scope);
        if (isNullish(value)) return null;
        text += needText('$concat', value, 'Location16702');
      }
      return text;
    };
  },
  $toLower: ofText('$toLower', (text) => text.toLowerCase()),
  $toUpper: ofText('$toUpper', (text) => text.toUpperCase()),
  $strLenCP: (operand, compile) => {
    const [part] = compileArguments(operand, compile, { name: '$strLenCP', min: 1, max: 1 }) as [Evaluate];
    return (scope) => [...needText('$strLenCP', part(scope), 'Location34471')].length;
  },
  $substrCP: (operand, compile) => {
    const [text, start, count] = compileArguments(operand, compile, { name: '$substrCP', min: 3, max: 3 }) as [
      Evaluate,
      Evaluate,
      Evaluate,
    ];
    return (scope) => {
      const characters = [...coerced(text(scope))];
      const codes = { start: { type: 'Location34450', range: 'Location34451' } as const };
      const from = int32Of(start(scope), "$substrCP's starting index", codes.start);
      const length = int32Of(count(scope), "$substrCP's length", { type: 'Location34452', range: 'Location34453' });
      if (length < 0) throw new CommandError('Location34454', '$substrCP: length must be a nonnegative integer');
      if (from < 0) throw new CommandError('Location34455', '$substrCP: the starting index must be nonnegative');
      return characters.slice(from, from + length).join('');
    };
  },
  $split: (operand, compile) => {
    const [text, separator] = compileArguments(operand, compile, { name: '$split', min: 2, max: 2 }) as [
      Evaluate,
      Evaluate,
    ];
    return (scope) => {
      const [value, by] = [text(scope), separator(scope)];
      if (isNullish(value) || isNullish(by)) return null;
      const whole = needText('$split', value, 'Location40085');
      if (needText('$split', by, 'Location40086') === '')
        throw new CommandError('Location40087', '$split requires a non-empty separator');
      return whole.split(by as string);
    };
  },
  $regexMatch: (operand, compile) => {
    const parts = namedParts(operand, '$regexMatch', {
      required: { input: 'Location31022', regex: 'Location31023' },
      optional: ['options'],
      notObject: 'Location51103',
      unknown: 'Location31024',
    });
    const input = compile(parts['input']);
    const regex = constantRegex(parts['regex'], parts['options']);
    return (scope) => {
      const value = input(scope);
      return !isNullish(value) && regex.test(needText('$regexMatch', value, 'Location51104'));
    };
  },
};
