import { trusted, type Schema } from 'mongoose';
import type { Filter } from './conditions';
import { isPlain, RowInvalid, SCALARS } from './checkRow';
import { compilePaths, elementsOf, type PathType } from './schemaPaths';

/** How mongoose marks what our own code wrote as an operator (`conditions`). */
const [TRUSTED] = Object.getOwnPropertySymbols(trusted({}));

const LOGICAL = new Set(['$and', '$or', '$nor']);
const ONE_VALUE = new Set(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte']);
const VALUES = new Set(['$in', '$nin']);

/**
 * Compiles a schema into a check for filters that returns them as they are sent: a path the schema does not know and a
 * value of another type are refused, and an operator that did not come from `conditions` is compared as a value. As
 * strict as mongoose's queries, which cost more than the round trip they go with: 0.48 ms of processor time against
 * 0.20 ms for finding one row.
 */
export function compileFilterCheck(schema: Schema): (filter: Filter) => Filter {
  const typeAt = compilePaths(schema);
  const check = (filter: Filter): Filter =>
    Object.fromEntries(
      Object.entries(filter).map(([path, condition]) => {
        if (LOGICAL.has(path)) return [path, (condition as readonly Filter[]).map(check)];
        const type = typeAt(path);
        if (type === null) throw new RowInvalid(path, 'is not in the schema');
        return [path, checkCondition(type, condition, path)];
      }),
    );
  return check;
}

function checkCondition(type: PathType, condition: unknown, path: string): unknown {
  if (!isPlain(condition) || !(TRUSTED !== undefined && TRUSTED in condition)) {
    checkValue(type, condition, path);
    return isPlain(condition) && Object.keys(condition).some((key) => key.startsWith('$'))
      ? { $eq: condition }
      : condition;
  }
  for (const [operator, operand] of Object.entries(condition)) {
    if (ONE_VALUE.has(operator)) checkValue(type, operand, path);
    else if (VALUES.has(operator)) for (const one of operand as readonly unknown[]) checkValue(type, one, path);
  }
  return condition;
}

/** A list is also compared with one of its elements. */
function checkValue(type: PathType, value: unknown, path: string): void {
  if (value === undefined) throw new RowInvalid(path, 'is compared with nothing');
  if (value === null || type === 'free') return;
  if (type.instance === 'Array') {
    if (!Array.isArray(value)) checkValue(elementsOf(type).type, value, path);
    return;
  }
  if (SCALARS[type.instance]?.(value) === false) throw new RowInvalid(path, `must be of type ${type.instance}`);
}
