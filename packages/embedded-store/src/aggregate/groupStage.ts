import { compareValues, isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { makeDouble } from '../bson/arithmetic';
import { setField } from '../bson/setField';
import { CommandError } from '../commandError';
import { encodeValue } from '../keys/encodeKey';
import { paced, pause } from '../plan/timeSlice';
import { compileExpression } from './compileExpression';
import { isNullish, type Variables } from './expressionParts';
import { plus } from './operators/arithmetic';
import { mergeObjects } from './operators/objects';
import type { Stage } from './stage';

interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

/** Folds values into one; `step` returns the new state. */
function folding<T>(
  start: T,
  step: (state: T, value: unknown) => T,
  finish: (state: T) => unknown = (state) => state,
): () => Accumulator {
  return () => {
    let state = start;
    return {
      add: (value) => {
        state = step(state, value);
      },
      result: () => finish(state),
    };
  };
}

function extreme(sign: 1 | -1): () => Accumulator {
  return folding<unknown>(
    undefined,
    (best, value) => {
      if (isNullish(value)) return best;
      return best === undefined || compareValues(value, best) * sign > 0 ? value : best;
    },
    (best) => best ?? null,
  );
}

function listing(distinct: boolean): () => Accumulator {
  return () => {
    const values: unknown[] = [];
    const seen = new Set<string>();
    return {
      add: (value) => {
        if (value === undefined) return;
        const key = distinct ? encodeValue(value).toString('latin1') : '';
        if (distinct && seen.has(key)) return;
        seen.add(key);
        values.push(value);
      },
      result: () => values,
    };
  };
}

const unset = Symbol('nothing yet');

const accumulators: Readonly<Record<string, () => Accumulator>> = {
  $sum: folding<unknown>(0, (sum, value) => (isNumeric(value) ? plus(sum, value) : sum)),
  $count: folding<unknown>(0, (sum) => plus(sum, 1)),
  $avg: folding(
    { sum: 0, count: 0 },
    ({ sum, count }, value) => (isNumeric(value) ? { sum: sum + numberOf(value), count: count + 1 } : { sum, count }),
    ({ sum, count }) => (count === 0 ? null : makeDouble(sum / count)),
  ),
  $min: extreme(-1),
  $max: extreme(1),
  $first: folding<unknown>(
    unset,
    (first, value) => (first === unset ? value : first),
    (first) => (first === unset ? null : (first ?? null)),
  ),
  $last: folding<unknown>(null, (_last, value) => value ?? null),
  $push: listing(false),
  $addToSet: listing(true),
  $mergeObjects: folding<BsonDocument>({}, (merged, value) => mergeObjects([merged, value])),
};

/**
 * Compiles `$group`: documents by the value of `_id`, in order of first appearance. Throws for accumulators it does not
 * know.
 */
export function compileGroup(operand: unknown, variables: Variables): Stage {
  if (!isDocument(operand)) throw new CommandError('Location15947', "a group's fields must be specified in an object");
  if (!Object.hasOwn(operand, '_id'))
    throw new CommandError('Location15955', 'a group specification must include an _id');
  const idOf = compileExpression(operand['_id'], variables);
  const fields = Object.entries(operand)
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => compileField(name, value, variables));
  return function* group(source) {
    const groups = new Map<unknown, { id: unknown; states: readonly Accumulator[] }>();
    for (const document of source) {
      if (document === pause) {
        yield pause;
        continue;
      }
      const id = idOf(document) ?? null;
      const key = typeof id === 'string' ? id : encodeValue(id);
      const name = typeof key === 'string' ? `s${key}` : key.toString('latin1');
      let found = groups.get(name);
      if (found === undefined) groups.set(name, (found = { id, states: fields.map(({ create }) => create()) }));
      for (let i = 0; i < fields.length; i++) found.states[i]?.add(fields[i]?.evaluate(document));
    }
    for (const found of paced(groups.values())) {
      if (found === pause) {
        yield pause;
        continue;
      }
      const { id, states } = found;
      const result: BsonDocument = { _id: id };
      fields.forEach(({ name }, i) => setField(result, name, states[i]?.result()));
      yield result;
    }
  };
}

function compileField(
  name: string,
  value: unknown,
  variables: Variables,
): { name: string; create: () => Accumulator; evaluate: (document: BsonDocument) => unknown } {
  if (name.includes('.')) throw new CommandError('Location40235', `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$'))
    throw new CommandError('Location40236', `The field name '${name}' cannot be an operator name`);
  const [operator, ...more] = isDocument(value) ? Object.keys(value) : [];
  if (!isDocument(value) || operator === undefined || !operator.startsWith('$'))
    throw new CommandError('Location40234', `The field '${name}' must be an accumulator object`);
  if (more.length > 0) throw new CommandError('Location40238', `The field '${name}' must specify one accumulator`);
  const create = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined;
  if (create === undefined) throw new CommandError('Location15952', `unknown group operator '${operator}'`);
  if (Array.isArray(value[operator]) && value[operator].length !== 1)
    throw new CommandError('Location40237', `The ${operator} accumulator is a unary operator`);
  return { name, create, evaluate: compileExpression(operator === '$count' ? null : value[operator], variables) };
}
