import { isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { setField } from '../bson/setField';
import { makeInteger } from '../bson/arithmetic';
import { CommandError, notSupported } from '../commandError';
import { SortedRuns } from '../plan/sortedRuns';
import { paced, pause, type Pause } from '../plan/timeSlice';
import { compileFilter } from '../query/compileFilter';
import { parseFilter } from '../query/parseFilter';
import { parseSort, sortKeyOf } from '../query/sortKey';
import { documentStages, nameAndOperand } from './compileDocumentStages';
import type { Variables } from './expressionParts';
import { compileGroup } from './groupStage';
import { compileLookup } from './lookupStage';
import type { Source, Stage, StageContext } from './stage';
import { compileUnwind } from './unwindStage';

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
      return limiting(wholeNumber(name, operand));
    case '$skip':
      return skipping(wholeNumber(name, operand));
    case '$unwind':
      return compileUnwind(operand);
    case '$count':
      return counting(operand);
    case '$sortByCount':
      checkGrouping(operand);
      return inTurn([compileGroup({ _id: operand, count: { $sum: 1 } }, context.variables), sorting({ count: -1 })]);
    case '$facet':
      return faceting(operand, context);
    case '$lookup':
      return compileLookup(operand, context);
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
  if (!isDocument(operand))
    throw new CommandError('Location15959', 'the match filter must be an expression in an object');
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
  if (!isDocument(operand)) throw new CommandError('Location15973', 'the $sort key specification must be an object');
  if (Object.keys(operand).length === 0)
    throw new CommandError('Location15976', '$sort stage must have at least one sort key');
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

/** The operand of `$limit` or `$skip`. */
export function wholeNumber(name: '$limit' | '$skip', operand: unknown): number {
  const number = isNumeric(operand) ? numberOf(operand) : Number.NaN;
  if (!Number.isInteger(number) || number < 0)
    throw new CommandError(
      name === '$limit' ? 'Location5107201' : 'Location5107200',
      `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${String(operand)}`,
    );
  if (name === '$limit' && number === 0) throw new CommandError('Location15958', 'the limit must be positive');
  return number;
}

function checkGrouping(operand: unknown): void {
  const message = 'the sortByCount field must be defined as a $-prefixed path or an expression inside an object';
  if (isDocument(operand) && Object.keys(operand)[0]?.startsWith('$') !== true)
    throw new CommandError('Location40147', message);
  if (typeof operand === 'string' && !operand.startsWith('$')) throw new CommandError('Location40148', message);
  if (typeof operand !== 'string' && !isDocument(operand))
    throw new CommandError('Location40149', 'the sortByCount field must be specified as a string or as an object');
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
  if (typeof operand !== 'string')
    throw new CommandError('Location40156', 'the count field must be a non-empty string');
  if (operand === '') throw new CommandError('Location40157', 'the count field must be a non-empty string');
  if (operand.startsWith('$')) throw new CommandError('Location40158', 'the count field cannot be a $-prefixed path');
  if (operand.includes('.')) throw new CommandError('Location40160', "the count field cannot contain '.'");
  return function* count(source) {
    let total = 0;
    for (const document of source) {
      if (document === pause) yield pause;
      else total += 1;
    }
    if (total > 0) yield { [operand]: makeInteger(BigInt(total)) };
  };
}

function faceting(operand: unknown, context: StageContext): Stage {
  if (!isDocument(operand) || Object.keys(operand).length === 0)
    throw new CommandError('Location40169', 'the $facet specification must be a non-empty object');
  const facets = Object.entries(operand).map(([name, pipeline]) => {
    if (!Array.isArray(pipeline))
      throw new CommandError('Location40170', `arguments to $facet must be arrays, ${name} is not`);
    if (!pipeline.every(isDocument))
      throw new CommandError('Location40171', `elements of arrays in $facet must be objects, in ${name} one is not`);
    if (pipeline.some((stage) => Object.hasOwn(stage, '$facet')))
      throw new CommandError('Location40600', '$facet is not allowed to be used within a $facet stage');
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
