import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { runQuery, sortsInMemory, type Query } from '../plan/runQuery';
import { countGroups, type CountPlan } from '../plan/countPlan';
import type { Plan, ScanPlan } from '../plan/choosePlan';
import { idIndex } from '../plan/choosePlan';
import type { ScanContext, ScanCost } from '../plan/scanDocuments';
import { drain } from '../plan/timeSlice';
import { namespaceOf, type Collection } from '../store/catalog';
import { countByIndex, pipelineOf, splitPipeline } from './aggregate';
import { allAlike } from './counting';
import { documentField, textField, type CommandSpec, letField } from './command';
import { searchOfFind } from './find';
import { compileSearch, planCountOf, planSearch, scanContext, type Search } from './planQuery';
import { serverVersion } from './administration';

export const explain: CommandSpec = {
  fields: ['explain', 'verbosity', 'comment'],
  run: async ({ body, database }, { engine }) => {
    const explained = documentField(body, 'explain');
    const name = explained[Object.keys(explained)[0] ?? ''];
    if (typeof name !== 'string') throw new CommandError('FailedToParse', 'explain needs a command with a collection');
    const search = searchOf(explained);
    const collection = engine.catalog.find(database, name);
    const verbosity = textField(body, 'verbosity') ?? 'allPlansExecution';
    const serverInfo = { host: 'embedded', port: 0, version: serverVersion, gitVersion: 'embedded-store' };
    const planner = {
      plannerVersion: 1,
      namespace: namespaceOf(database, name),
      indexFilterSet: false,
      parsedQuery: filterOf(explained),
      rejectedPlans: [],
    };
    if (collection === undefined)
      return {
        explainVersion: '1',
        queryPlanner: { ...planner, winningPlan: { stage: 'EOF' } },
        command: explained,
        serverInfo,
      };
    const counting = countingOf(collection, { explained, search });
    const query = planSearch(engine, collection, search);
    const queryPlanner = {
      ...planner,
      winningPlan: counting === null ? describeQuery(query) : describeCount(counting.plan),
    };
    if (verbosity === 'queryPlanner') return { explainVersion: '1', queryPlanner, command: explained, serverInfo };
    const context = scanContext(engine, collection, { fleeting: true });
    const startedAt = performance.now();
    let returned = 0;
    const results = counting === null ? runQuery(context, query) : counting.groups(context);
    await drain<unknown>(results, context.slice, () => {
      returned += 1;
      return undefined;
    });
    const executionStats = {
      executionSuccess: true,
      nReturned: returned,
      executionTimeMillis: Math.round(performance.now() - startedAt),
      totalKeysExamined: counting === null && isCollectionScan(query.plan) ? 0 : context.cost.keys,
      totalDocsExamined: context.cost.documents,
      executionStages: { ...withCost(queryPlanner.winningPlan, context.cost), nReturned: returned },
    };
    return { explainVersion: '1', queryPlanner, executionStats, command: explained, serverInfo };
  },
};

/** How a command that only counts is carried out, where an index's entries tell the number. */
function countingOf(
  collection: Collection,
  { explained, search }: { readonly explained: BsonDocument; readonly search: Search },
): { readonly plan: CountPlan; readonly groups: (context: ScanContext) => Iterator<unknown> } | null {
  const [name] = Object.keys(explained);
  if (name === 'count') {
    const plan = planCountOf(collection, search, new Set());
    return plan === null ? null : { plan, groups: (context) => countGroups(context, plan, allAlike()) };
  }
  if (name !== 'aggregate') return null;
  const variables = letField(explained);
  const { rest } = splitPipeline(pipelineOf(explained), { hint: explained['hint'], variables });
  const found = countByIndex(collection, { search, rest, variables });
  return found === null ? null : { plan: found.plan, groups: (context) => found.groups(context)[Symbol.iterator]() };
}

function searchOf(command: BsonDocument): Search {
  switch (Object.keys(command)[0]) {
    case 'find':
      return searchOfFind(command);
    case 'count':
    case 'distinct':
      return compileSearch({ filter: documentField(command, 'query'), hint: command['hint'] });
    case 'aggregate':
      return splitPipeline(pipelineOf(command), { hint: command['hint'], variables: letField(command) }).search;
    case 'findAndModify':
      return compileSearch({
        filter: documentField(command, 'query'),
        sort: command['sort'],
        hint: command['hint'],
        limit: 1,
      });
    case 'update':
    case 'delete':
      return searchOfStatement(command);
    default:
      throw notSupported(`Explaining ${Object.keys(command)[0] ?? 'nothing'}`);
  }
}

function searchOfStatement(command: BsonDocument): Search {
  const list = command['updates'] ?? command['deletes'];
  if (!Array.isArray(list) || list.length !== 1)
    throw new CommandError('InvalidLength', 'explained write batches must be of size 1');
  const statement = list[0] as BsonDocument;
  return compileSearch({ filter: documentField(statement, 'q'), hint: statement['hint'] });
}

/** The filter as it was given, where the command has one of its own. */
function filterOf(command: BsonDocument): unknown {
  const [first] = [command['updates'], command['deletes']].flatMap((list) =>
    Array.isArray(list) ? (list as BsonDocument[]) : [],
  );
  const pipeline = Array.isArray(command['pipeline']) ? (command['pipeline'] as BsonDocument[]) : [];
  return command['filter'] ?? command['query'] ?? first?.['q'] ?? pipeline[0]?.['$match'] ?? {};
}

/** The plan with what was counted, each at the stage that reads it. Stages between have no counts of their own. */
function withCost(plan: BsonDocument, cost: ScanCost): BsonDocument {
  const input = plan['inputStage'];
  const inner = isDocument(input) ? { inputStage: withCost(input, cost) } : {};
  switch (plan['stage']) {
    case 'IXSCAN':
      return { ...plan, keysExamined: cost.keys, nReturned: cost.keys };
    case 'FETCH':
    case 'SORT_MERGE':
    case 'COLLSCAN':
    case 'IDHACK':
    case 'OR':
      return { ...plan, docsExamined: cost.documents, ...inner };
    default:
      return { ...plan, ...inner };
  }
}

function isCollectionScan(plan: Plan): boolean {
  return plan.kind === 'scan' && plan.index === idIndex && !isBounded(plan);
}

function describeCount({ index, bounds, groupFields }: CountPlan): BsonDocument {
  return {
    stage: 'COUNT_SCAN',
    keyPattern: { ...index.options.key },
    indexName: index.options.name,
    isPartial: index.partial !== null,
    boundedFields: bounds.pointFields + Number(bounds.hasRange),
    groupFields,
    ranges: bounds.ranges.length,
  };
}

function isBounded({ bounds }: Pick<ScanPlan, 'bounds'>): boolean {
  return bounds.pointFields > 0 || bounds.hasRange;
}

function describeQuery(query: Query): BsonDocument {
  const { plan } = query;
  const source = plan.kind === 'scan' ? describeScan(plan) : { stage: 'OR', inputStages: plan.scans.map(describeScan) };
  const sorted = sortsInMemory(query)
    ? {
        stage: 'SORT',
        sortPattern: Object.fromEntries(query.sort.map(({ path, descending }) => [path, descending ? -1 : 1])),
        inputStage: source,
      }
    : source;
  return query.limit > 0 ? { stage: 'LIMIT', limitAmount: query.limit, inputStage: sorted } : sorted;
}

function describeScan({ index, bounds, order, exact }: ScanPlan): BsonDocument {
  const direction = order?.reverse === true ? 'backward' : 'forward';
  if (index === idIndex) return { stage: isBounded({ bounds }) ? 'IDHACK' : 'COLLSCAN', direction };
  const scan = {
    stage: 'IXSCAN',
    keyPattern: { ...index.options.key },
    indexName: index.options.name,
    isMultiKey: index.multikey !== 0,
    isUnique: index.options.unique,
    isSparse: index.options.sparse,
    isPartial: index.partial !== null,
    indexVersion: 2,
    direction,
    boundedFields: bounds.pointFields + Number(bounds.hasRange),
    ranges: bounds.ranges.length,
  };
  return { stage: order?.mergeFrom == null ? 'FETCH' : 'SORT_MERGE', filtersDocuments: !exact, inputStage: scan };
}
