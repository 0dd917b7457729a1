import { isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { setField } from '../bson/decodeDocument';
import { makeInteger } from '../bson/arithmetic';
import { CommandError, notSupported } from '../commandError';
import { SortedRuns } from '../plan/sortedRuns';
import { paced, pause, type Pause } from '../plan/timeSlice';
import { compileFilter } from '../query/compileFilter';
import { parseFilter } from '../query/parseFilter';
import { assignPath } from '../query/projectDocument';
import { parseSort, sortKeyOf } from '../query/sortKey';
import { documentStages, nameAndOperand } from './compileDocumentStages';
import { valueAt } from './compileExpression';
import type { Variables } from './expressionParts';
import { compileGroup } from './groupStage';

export type Source = Iterable<BsonDocument | Pause>;
/** A compiled stage: documents in, documents out, pauses passed on. */
export type Stage = (source: Source) => Source;

/** What stages need from outside the pipeline. */
export interface StageContext {
  readonly variables: Variables;
  /** The documents of another collection whose field equals a value, for `$lookup`. */
  find(collection: string, path: string, value: unknown): BsonDocument[];
}

/** Documents that a stage holds in memory at a time; beyond it the pipeline fails rather than take the process down. */
const mostHeld = 500_000;

const refused = new Set([
  '$bucket',
  '$bucketAuto',
  '$changeStream',
  '$collStats',
  '$densify',
  '$documents',
  '$fill',
  '$geoNear',
  '$graphLookup',
  '$indexStats',
  '$listSessions',
  '$listLocalSessions',
  '$currentOp',
  '$merge',
  '$out',
  '$planCacheStats',
  '$redact',
  '$sample',
  '$search',
  '$setWindowFields',
  '$unionWith',
]);

/** Compiles the stages of a pipeline. A stage that is not known fails here, before anything is read. */
export function compileStages(pipeline: readonly unknown[], context: StageContext): Stage[] {
  return pipeline.map((item) => {
    const { name, operand } = nameAndOperand(item);
    const perDocument = documentStages[name];
    if (perDocument !== undefined) return mapping(perDocument(operand, context.variables));
    return compileStage(name, operand, context);
  });
}

function compileStage(name: string, operand: unknown, context: StageContext): Stage {
  switch (name) {
    case '$match':
      return filtering(operand, context.variables);
    case '$group':
      return compileGroup(operand, context.variables);
    case '$sort':
      return sorting(operand);
    case '$limit':
      return limiting(positive(name, operand));
    case '$skip':
      return skipping(positive(name, operand));
    case '$unwind':
      return unwinding(operand);
    case '$count':
      return counting(operand);
    case '$sortByCount':
      return inTurn([compileGroup({ _id: operand, count: { $sum: 1 } }, context.variables), sorting({ count: -1 })]);
    case '$facet':
      return faceting(operand, context);
    case '$lookup':
      return lookingUp(operand, context);
    default:
      if (refused.has(name)) throw notSupported(`The pipeline stage ${name}`);
      throw new CommandError('Location40324', `Unrecognized pipeline stage name: '${name}'`);
  }
}

/** Applies stages one after another. */
export function inTurn(stages: readonly Stage[]): Stage {
  return (source) => stages.reduce((documents, stage) => stage(documents), source);
}

function mapping(apply: (document: BsonDocument) => BsonDocument): Stage {
  return function* map(source) {
    for (const document of source) yield document === pause ? pause : apply(document);
  };
}

function filtering(operand: unknown, variables: Variables): Stage {
  if (!isDocument(operand)) throw new CommandError('BadValue', 'the match filter must be an expression in an object');
  const matches = compileFilter(parseFilter(operand), variables);
  return function* match(source) {
    for (const document of source) if (document === pause || matches(document)) yield document;
  };
}

function* gather(source: Source, into: BsonDocument[]): Generator<Pause> {
  for (const document of source) {
    if (document === pause) yield pause;
    else if (into.push(document) > mostHeld)
      throw new CommandError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        `A pipeline stage holds more than ${mostHeld} documents: match or limit earlier`,
      );
  }
}

/** What a document in a pipeline is taken to weigh: it is not encoded, so its size is not known. */
const assumedBytes = 200;

function sorting(operand: unknown): Stage {
  const keyOf = sortKeyOf(parseSort(operand));
  return function* sort(source) {
    const runs = new SortedRuns<BsonDocument>(Infinity);
    for (const document of source) {
      if (document === pause) yield pause;
      else runs.add(keyOf(document), document, assumedBytes);
    }
    yield* paced(runs.inOrder());
  };
}

function positive(name: string, operand: unknown): number {
  const number = isNumeric(operand) ? numberOf(operand) : Number.NaN;
  if (!Number.isInteger(number) || number < (name === '$limit' ? 1 : 0))
    throw new CommandError(
      'BadValue',
      `invalid argument to ${name} stage: Expected a ${name === '$limit' ? 'positive' : 'non-negative'} number`,
    );
  return number;
}

function limiting(limit: number): Stage {
  return function* take(source) {
    let left = limit;
    for (const document of source) {
      yield document;
      if (document !== pause && --left === 0) return;
    }
  };
}

function skipping(count: number): Stage {
  return function* skip(source) {
    let left = count;
    for (const document of source) if (document === pause || left-- <= 0) yield document;
  };
}

function counting(operand: unknown): Stage {
  if (typeof operand !== 'string' || operand === '' || operand.startsWith('$') || operand.includes('.'))
    throw new CommandError('BadValue', 'the count field must be a non-empty string without $ or .');
  return function* count(source) {
    let total = 0;
    for (const document of source) {
      if (document === pause) yield pause;
      else total += 1;
    }
    if (total > 0) yield { [operand]: makeInteger(BigInt(total)) };
  };
}

function unwinding(operand: unknown): Stage {
  const options = isDocument(operand) ? operand : { path: operand };
  const path = options['path'];
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw new CommandError('BadValue', `path option to $unwind stage should be prefixed with a '$': ${String(path)}`);
  const parts = path.slice(1).split('.');
  const keepsEmpty = options['preserveNullAndEmptyArrays'] === true;
  const indexField = typeof options['includeArrayIndex'] === 'string' ? options['includeArrayIndex'].split('.') : null;
  const withIndex = (document: BsonDocument, index: number | null): BsonDocument => {
    if (indexField !== null) assignPath(document, indexField, index === null ? null : makeInteger(BigInt(index)));
    return document;
  };
  return function* unwind(source) {
    for (const document of source) {
      const value = document === pause ? undefined : valueAt(document, parts, 0);
      if (document === pause) yield pause;
      else if (Array.isArray(value) && value.length > 0)
        for (const [i, item] of value.entries()) yield withIndex(replaced(document, parts, item), i);
      else if (Array.isArray(value) && keepsEmpty) yield withIndex(replaced(document, parts, undefined), null);
      else if (!Array.isArray(value) && (keepsEmpty || (value !== undefined && value !== null)))
        yield withIndex({ ...document }, null);
    }
  };
}

function replaced(document: BsonDocument, parts: readonly string[], value: unknown): BsonDocument {
  const copy = { ...document };
  assignPath(copy, parts, value);
  return copy;
}

function faceting(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw new CommandError('BadValue', 'the $facet specification must be a non-empty object');
  const facets = Object.entries(operand).map(([name, pipeline]) => {
    if (!Array.isArray(pipeline))
      throw new CommandError('BadValue', `arguments to $facet must be arrays, ${name} is not`);
    return { name, run: inTurn(compileStages(pipeline, context)) };
  });
  return function* facet(source) {
    const documents: BsonDocument[] = [];
    yield* gather(source, documents);
    const result: BsonDocument = {};
    for (const { name, run } of facets) {
      const found: BsonDocument[] = [];
      yield* gather(run(paced(documents)), found);
      setField(result, name, found);
    }
    yield result;
  };
}

function lookingUp(operand: unknown, context: StageContext): Stage {
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
