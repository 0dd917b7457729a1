import { decodeDocument } from '../bson/decodeDocument';
import { encodeDocument } from '../bson/encodeDocument';
import { bsonTypeOf, isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { compileStages, inTurn, wholeNumber } from '../aggregate/compileStages';
import type { Source, StageContext } from '../aggregate/stage';
import type { Variables } from '../aggregate/expressionParts';
import { nameAndOperand } from '../aggregate/compileDocumentStages';
import { fieldsNeeded } from '../aggregate/fieldsNeeded';
import { countableGroup } from '../aggregate/countableGroup';
import { countGroups, type CountPlan } from '../plan/countPlan';
import type { ScanContext } from '../plan/scanDocuments';
import { runQuery } from '../plan/runQuery';
import { pause, type Pause, TimeSlice } from '../plan/timeSlice';
import { namespaceOf, type Collection } from '../store/catalog';
import type { StoredDocument } from '../store/documentWriter';
import type { Engine } from '../store/engine';
import { collectionStatistics } from './collectionSizes';
import { documentField, wholeField, collectionName, type Command, type CommandSpec, letField } from './command';
import { defaultFirstBatch, fromList } from './cursors';
import { expectedOf, projected, refuseCollation } from './find';
import { compileSearch, planCountOf, planSearch, scanContext, type Search } from './planQuery';

/** A pipeline taken apart: what the planner can do, and the stages that remain. */
export interface SplitPipeline {
  readonly search: Search;
  readonly rest: readonly unknown[];
}

/**
 * Takes leading `$match`, `$sort`, `$skip` and `$limit`, in an order that means the same as a query, off a pipeline.
 */
export function splitPipeline(
  pipeline: readonly unknown[],
  { hint, variables }: { hint: unknown; variables: Variables },
): SplitPipeline {
  const filters: BsonDocument[] = [];
  let sort: unknown = undefined;
  let skip = 0;
  let limit = 0;
  let at = 0;
  for (; at < pipeline.length; at++) {
    const { name, operand } = nameAndOperand(pipeline[at]);
    if (name === '$match' && sort === undefined && skip === 0 && limit === 0 && isDocument(operand))
      filters.push(operand);
    else if (
      name === '$sort' &&
      sort === undefined &&
      skip === 0 &&
      limit === 0 &&
      isDocument(operand) &&
      Object.keys(operand).length > 0
    )
      sort = operand;
    else if (name === '$skip' && skip === 0 && limit === 0) skip = wholeNumber(name, operand);
    else if (name === '$limit' && limit === 0) limit = wholeNumber(name, operand);
    else break;
  }
  const filter = filters.length === 1 ? (filters[0] as BsonDocument) : filters.length === 0 ? {} : { $and: filters };
  return { search: compileSearch({ filter, sort, hint, skip, limit, variables }), rest: pipeline.slice(at) };
}

export const aggregate: CommandSpec = {
  fields: [
    'aggregate',
    'pipeline',
    'cursor',
    'explain',
    'allowDiskUse',
    'bypassDocumentValidation',
    'hint',
    'let',
    'collation',
    'comment',
  ],
  run: async (command, { engine, cursors }) => {
    const { body, database } = command;
    const name = aggregatedCollection(command);
    refuseCollation(body);
    if (body['explain'] === true) throw notSupported("The option 'explain' of aggregate (use the explain command)");
    const cursor = documentField(body, 'cursor');
    if (body['cursor'] === undefined)
      throw new CommandError(
        'FailedToParse',
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    const variables = letField(body);
    const pipeline = pipelineOf(body);
    const slice = new TimeSlice(wholeField(body, 'maxTimeMS', 0));
    const request = {
      namespace: namespaceOf(database, name),
      slice,
      batchSize: wholeField(cursor, 'batchSize', defaultFirstBatch),
    };
    const statistics = statisticsAsked(pipeline);
    if (statistics !== null) {
      const run = inTurn(compileStages(pipeline.slice(1), stageContext(engine, database, variables)));
      return cursors.open(
        encodeAll(run([collectionStatistics(engine, { database, name }, statistics.operand)])),
        request,
      );
    }
    const { search, rest } = splitPipeline(pipeline, { hint: body['hint'], variables });
    const collection = engine.catalog.find(database, name);
    const counted = collection === undefined ? null : countByIndex(collection, { search, rest, variables });
    if (collection !== undefined && counted !== null) {
      const after = inTurn(compileStages(rest.slice(1), stageContext(engine, database, variables)));
      return cursors.open(encodeAll(after(counted.groups(scanContext(engine, collection, { slice })))), request);
    }
    const run = inTurn(compileStages(rest, stageContext(engine, database, variables)));
    const found: Iterable<StoredDocument | Pause> =
      collection === undefined
        ? []
        : runQuery(
            scanContext(engine, collection, { slice, expected: expectedOf(search), fleeting: rest.length > 0 }),
            planSearch(engine, collection, search),
          );
    if (rest.length === 0)
      return cursors.open(collection === undefined ? fromList([]) : projected(found, null), request);
    return cursors.open(encodeAll(run(decodeAll(found, fieldsNeeded(rest)))), request);
  },
};

interface Counting {
  readonly search: Search;
  readonly rest: readonly unknown[];
  readonly variables: Variables;
}

/** Where an aggregation begins by counting, and an index's entries tell how many there are of each. */
export function countByIndex(
  collection: Collection,
  { search, rest, variables }: Counting,
): { readonly plan: CountPlan; readonly groups: (context: ScanContext) => Source } | null {
  const group = countableGroup(rest, variables);
  const plan = group === null ? null : planCountOf(collection, search, group.paths);
  if (group === null || plan === null) return null;
  return {
    plan,
    groups: (context) => group.results(countGroups(context, plan, group)),
  };
}

/** `$collStats`, which only stands first and has no documents before it. */
function statisticsAsked(pipeline: readonly unknown[]): { readonly operand: unknown } | null {
  if (pipeline.length === 0) return null;
  const { name, operand } = nameAndOperand(pipeline[0]);
  return name === '$collStats' ? { operand } : null;
}

function aggregatedCollection(command: Command): string {
  if (typeof command.body['aggregate'] !== 'string') throw notSupported('An aggregation without a collection');
  return collectionName(command);
}

/** The pipeline of an aggregate command. */
export function pipelineOf(body: BsonDocument): readonly unknown[] {
  const pipeline = body['pipeline'];
  if (!Array.isArray(pipeline))
    throw new CommandError('TypeMismatch', "'pipeline' option must be specified as an array");
  return pipeline;
}

function* decodeAll(found: Iterable<StoredDocument | Pause>, wanted: ReadonlySet<string> | undefined): Source {
  for (const stored of found) yield stored === pause ? pause : decodeDocument(stored.bytes, wanted);
}

function* encodeAll(source: Source): Generator<Uint8Array | Pause> {
  for (const document of source) yield document === pause ? pause : encodeDocument(document);
}

const mostLookedUp = 10_000;

/** In a `$in` a regular expression would match texts; here it only equals itself. */
function equalsOneOf(path: string, values: readonly unknown[]): BsonDocument {
  if (values.some((value) => bsonTypeOf(value) === 'BSONRegExp'))
    return { $or: values.map((value) => ({ [path]: { $eq: value } })) };
  return values.length === 1 ? { [path]: { $eq: values[0] } } : { [path]: { $in: values } };
}

function stageContext(engine: Engine, database: string, variables: Variables): StageContext {
  return {
    variables,
    find: (name, path, values) => {
      const collection = engine.catalog.find(database, name);
      if (collection === undefined) return [];
      const filter = equalsOneOf(path, values);
      const results: BsonDocument[] = [];
      for (const stored of runQuery(
        scanContext(engine, collection),
        planSearch(engine, collection, compileSearch({ filter })),
      )) {
        if (stored === pause) continue;
        if (results.push(decodeDocument(stored.bytes)) > mostLookedUp)
          throw new CommandError(
            'QueryExceededMemoryLimitNoDiskUseAllowed',
            `$lookup finds more than ${mostLookedUp} documents for one`,
          );
      }
      return results;
    },
  };
}
