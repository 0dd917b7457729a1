import { typeNameOf } from '../../bson/typeNumbers';
import { bsonTypeOf, isDocument } from '../../bson/valueOrder';
import { CommandError } from '../../commandError';
import { compileArguments, isNullish, namedParts, type CompileOperator, type Evaluate } from '../expressionParts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The instant shifted so that its UTC fields are the civil time of a zone: an Olson name or `+08:00`. */
function civil(date: Date, zone: string): Date {
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return new Date(date.getTime() + (offset[1] === '-' ? -minutes : minutes) * minuteMs);
  }
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(date)
      .map((part) => [part.type, Number(part.value)]),
  );
  const wall = Date.UTC(
    parts['year'] as number,
    (parts['month'] as number) - 1,
    parts['day'],
    parts['hour'],
    parts['minute'],
    parts['second'],
  );
  return new Date(wall + (((date.getTime() % 1000) + 1000) % 1000));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch {
      throw new CommandError('Location40485', `unrecognized time zone identifier: "${zone}"`);
    }
    formats.set(zone, format);
  }
  return format;
}

function needDate(name: string, value: unknown): Date {
  if (value instanceof Date) return value;
  if (bsonTypeOf(value) === 'ObjectId') return (value as { getTimestamp(): Date }).getTimestamp();
  throw new CommandError('Location16006', `can't convert from BSON type ${typeNameOf(value)} to Date in ${name}`);
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMs) + 1;
}

function zoneOf(value: unknown): string {
  if (typeof value !== 'string') throw new CommandError('Location40517', 'timezone must evaluate to a string');
  return value;
}

const isoFormat = '%Y-%m-%dT%H:%M:%S.%L';

const fields: Readonly<Record<string, (date: Date) => number>> = {
  $year: (date) => date.getUTCFullYear(),
  $month: (date) => date.getUTCMonth() + 1,
  $dayOfMonth: (date) => date.getUTCDate(),
  $hour: (date) => date.getUTCHours(),
  $minute: (date) => date.getUTCMinutes(),
  $second: (date) => date.getUTCSeconds(),
  $millisecond: (date) => date.getUTCMilliseconds(),
  $dayOfYear: dayOfYear,
  $dayOfWeek: (date) => date.getUTCDay() + 1,
  $isoDayOfWeek: (date) => date.getUTCDay() || 7,
};

const specifiers: Readonly<Record<string, { readonly field: string; readonly width: number }>> = {
  Y: { field: '$year', width: 4 },
  m: { field: '$month', width: 2 },
  d: { field: '$dayOfMonth', width: 2 },
  H: { field: '$hour', width: 2 },
  M: { field: '$minute', width: 2 },
  S: { field: '$second', width: 2 },
  L: { field: '$millisecond', width: 3 },
  j: { field: '$dayOfYear', width: 3 },
  w: { field: '$dayOfWeek', width: 1 },
  u: { field: '$isoDayOfWeek', width: 1 },
};

function formatDate(date: Date, format: string): string {
  return format.replace(/%(.?)/g, (_, letter: string) => {
    if (letter === '%') return '%';
    const specifier = specifiers[letter];
    if (specifier === undefined)
      throw new CommandError(
        letter === '' ? 'Location18535' : 'Location18536',
        `Invalid format character '%${letter}' in format string`,
      );
    return String(fields[specifier.field]?.(date)).padStart(specifier.width, '0');
  });
}

function fieldOperator(name: string, read: (date: Date) => number): CompileOperator {
  return (operand, compile) => {
    const named =
      isDocument(operand) && !Object.keys(operand).join().startsWith('$')
        ? namedParts(operand, name, {
            required: { date: 'Location40539' },
            optional: ['timezone'],
            notObject: 'Location40539',
            unknown: 'Location40535',
          })
        : null;
    const [date] =
      named === null
        ? (compileArguments(operand, compile, { name, min: 1, max: 1, code: 'Location40536' }) as [Evaluate])
        : [compile(named['date'])];
    const zone = compile(named?.['timezone'] ?? 'UTC');
    return (scope) => {
      const [value, where] = [date(scope), zone(scope)];
      return isNullish(value) || isNullish(where) ? null : read(civil(needDate(name, value), zoneOf(where)));
    };
  };
}

/** Date expressions; civil fields are those of the given time zone, UTC by default. */
export const dateOperators: Readonly<Record<string, CompileOperator>> = {
  ...Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, fieldOperator(name, read)])),
  $dateToString: (operand, compile) => {
    const parts = namedParts(operand, '$dateToString', {
      required: { date: 'Location18628' },
      optional: ['format', 'timezone', 'onNull'],
      notObject: 'Location18629',
      unknown: 'Location18534',
    });
    const [date, zone] = [compile(parts['date']), compile(parts['timezone'] ?? 'UTC')];
    const format = Object.hasOwn(parts, 'format') ? compile(parts['format']) : null;
    const onNull = compile(parts['onNull'] ?? null);
    return (scope) => {
      const [value, where] = [date(scope), zone(scope)];
      if (isNullish(value)) return onNull(scope);
      if (isNullish(where)) return null;
      const form = format === null ? (zoneOf(where) === 'UTC' ? `${isoFormat}Z` : isoFormat) : format(scope);
      if (isNullish(form)) return null;
      if (typeof form !== 'string')
        throw new CommandError('Location18533', "$dateToString requires that 'format' be a string");
      return formatDate(civil(needDate('$dateToString', value), zoneOf(where)), form);
    };
  },
};
