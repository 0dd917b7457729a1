import mongoose from 'mongoose';
import { isDeepStrictEqual } from 'node:util';

const { BSON } = mongoose.mongo;

/** What special operators of an expectation need to know. */
export interface MatchContext {
  readonly sessionId: (entity: string) => unknown;
}

/**
 * Where an actual value differs from what a unified test expects; null where it does not. Extra fields are allowed at
 * the top.
 */
export function findDifference(expected: unknown, actual: unknown, context: MatchContext): string | null {
  return differs(expected, actual, { context, path: '', isRoot: true });
}

interface Place {
  readonly context: MatchContext;
  readonly path: string;
  readonly isRoot: boolean;
}

function differs(expected: unknown, actual: unknown, place: Place): string | null {
  if (isPlain(expected)) {
    const special = Object.keys(expected).find((name) => name.startsWith('$$'));
    return special === undefined
      ? documentDiffers(expected, actual, place)
      : specialDiffers(special, expected[special], { actual, place });
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return `${place.path}: expected ${show(expected)}, got ${show(actual)}`;
    return first(
      expected.map(
        (item, i) => () =>
          differs(item, actual[i], { ...place, path: `${place.path}[${i}]`, isRoot: place.isRoot && isPlain(item) }),
      ),
    );
  }
  return sameScalar(expected, actual) ? null : `${place.path}: expected ${show(expected)}, got ${show(actual)}`;
}

function first(checks: readonly (() => string | null)[]): string | null {
  for (const check of checks) {
    const found = check();
    if (found !== null) return found;
  }
  return null;
}

function documentDiffers(expected: Record<string, unknown>, actual: unknown, place: Place): string | null {
  if (actual === null || typeof actual !== 'object')
    return `${place.path}: expected ${show(expected)}, got ${show(actual)}`;
  // The driver keeps sorts and index keys as maps, for their order.
  if (actual instanceof Map) return documentDiffers(expected, Object.fromEntries(actual), place);
  const fields = actual as Record<string, unknown>;
  const missing = first(
    Object.entries(expected).map(([name, value]) => () => {
      const needs = !isPlain(value) || !('$$exists' in value || '$$unsetOrMatches' in value);
      if (needs && !(name in fields)) return `${place.path}.${name}: missing`;
      return differs(value, fields[name], { ...place, path: `${place.path}.${name}`, isRoot: false });
    }),
  );
  if (missing !== null || place.isRoot) return missing;
  const extra = Object.keys(fields).find((name) => !(name in expected));
  return extra === undefined ? null : `${place.path}.${extra}: not expected`;
}

const typeNames: Readonly<Record<string, (value: unknown) => boolean>> = {
  int: (value) => Number.isInteger(numeric(value)),
  long: (value) => Number.isInteger(numeric(value)),
  double: (value) => !Number.isNaN(numeric(value)),
  string: (value) => typeof value === 'string',
  object: (value) => isPlain(value),
  array: (value) => Array.isArray(value),
  bool: (value) => typeof value === 'boolean',
  date: (value) => value instanceof Date,
  objectId: (value) => (value as { _bsontype?: string })?._bsontype === 'ObjectId',
};

function specialDiffers(
  name: string,
  operand: unknown,
  { actual, place }: { actual: unknown; place: Place },
): string | null {
  switch (name) {
    case '$$exists':
      return (actual !== undefined) === operand
        ? null
        : `${place.path}: ${operand === true ? 'missing' : 'not expected'}`;
    case '$$unsetOrMatches':
      return actual === undefined || actual === null ? null : differs(operand, actual, place);
    case '$$sessionLsid':
      return isDeepStrictEqual(place.context.sessionId(String(operand)), actual)
        ? null
        : `${place.path}: another session`;
    case '$$type':
      return (Array.isArray(operand) ? operand : [operand]).some((type) => typeNames[String(type)]?.(actual) === true)
        ? null
        : `${place.path}: not of type ${String(operand)}: ${show(actual)}`;
    default:
      throw new Error(`the runner does not know ${name}`);
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !('_bsontype' in value) &&
    !(value instanceof RegExp)
  );
}

function numeric(value: unknown): number {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  const type = (value as { _bsontype?: string } | null)?._bsontype;
  return type === 'Long' || type === 'Int32' || type === 'Double' ? Number(String(value)) : Number.NaN;
}

function sameScalar(expected: unknown, actual: unknown): boolean {
  if (!Number.isNaN(numeric(expected))) return numeric(expected) === numeric(actual);
  if (expected === null || typeof expected !== 'object')
    return expected === actual || (expected === null && actual === undefined);
  if (isPlain(actual) || actual === undefined) return false;
  return Buffer.from(BSON.serialize({ v: expected })).equals(Buffer.from(BSON.serialize({ v: actual })));
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
