import type { BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { runQuery, sortsInMemory, type Query } from '../plan/runQuery';
import type { Plan, ScanPlan } from '../plan/choosePlan';
import { idIndex } from '../plan/choosePlan';
import { drain } from '../plan/timeSlice';
import { namespaceOf } from '../store/catalog';
import { pipelineOf, splitPipeline } from './aggregate';
import { documentField, textField, type CommandSpec, letField } from './command';
import { searchOfFind } from './find';
import { compileSearch, planSearch, scanContext, type Search } from './planQuery';
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
    const planner = { plannerVersion: 1, namespace: namespaceOf(database, name), indexFilterSet: false, rejectedPlans: [] };
    if (collection === undefined) return { explainVersion: '1', queryPlanner: { ...planner, winningPlan: { stage: 'EOF' } }, command: explained, serverInfo };
    const query = planSearch(engine, collection, search);
    const queryPlanner = { ...planner, winningPlan: describeQuery(query) };
    if (verbosity === 'queryPlanner') return { explainVersion: '1', queryPlanner, command: explained, serverInfo };
    const context = scanContext(engine, collection, { fleeting: true });
    const startedAt = performance.now();
    let returned = 0;
    await drain(runQuery(context, query), context.slice, () => { returned += 1; return undefined; });
    const executionStats = {
      executionSuccess: true, nReturned: returned, executionTimeMillis: Math.round(performance.now() - startedAt),
      totalKeysExamined: isCollectionScan(query.plan) ? 0 : context.cost.keys, totalDocsExamined: context.cost.documents,
    };
    return { explainVersion: '1', queryPlanner, executionStats, command: explained, serverInfo };
  },
};

function searchOf(command: BsonDocument): Search {
  switch (Object.keys(command)[0]) {
    case 'find': return searchOfFind(command);
    case 'count': case 'distinct': return compileSearch({ filter: documentField(command, 'query'), hint: command['hint'] });
    case 'aggregate': return splitPipeline(pipelineOf(command), { hint: command['hint'], variables: letField(command) }).search;
    case 'findAndModify': return compileSearch({ filter: documentField(command, 'query'), sort: command['sort'], hint: command['hint'], limit: 1 });
    case 'update': case 'delete': return searchOfStatement(command);
    default: throw notSupported(`Explaining ${Object.keys(command)[0] ?? 'nothing'}`);
  }
}

function searchOfStatement(command: BsonDocument): Search {
  const list = command['updates'] ?? command['deletes'];
  if (!Array.isArray(list) || list.length !== 1) throw new CommandError('InvalidLength', 'explained write batches must be of size 1');
  const statement = list[0] as BsonDocument;
  return compileSearch({ filter: documentField(statement, 'q'), hint: statement['hint'] });
}

function isCollectionScan(plan: Plan): boolean {
  return plan.kind === 'scan' && plan.index === idIndex;
}

function describeQuery(query: Query): BsonDocument {
  const { plan } = query;
  const source = plan.kind === 'scan' ? describeScan(plan) : { stage: 'OR', inputStages: plan.scans.map(describeScan) };
  const sorted = sortsInMemory(query) ? { stage: 'SORT', sortPattern: Object.fromEntries(query.sort.map(({ path, descending }) => [path, descending ? -1 : 1])), inputStage: source } : source;
  return query.limit > 0 ? { stage: 'LIMIT', limitAmount: query.limit, inputStage: sorted } : sorted;
}

function describeScan({ index, bounds, order, exact }: ScanPlan): BsonDocument {
  const direction = order?.reverse === true ? 'backward' : 'forward';
  const isBounded = bounds.pointFields > 0 || bounds.hasRange;
  if (index === idIndex) return { stage: isBounded ? 'IDHACK' : 'COLLSCAN', direction };
  const scan = {
    stage: 'IXSCAN', keyPattern: { ...index.options.key }, indexName: index.options.name, isMultiKey: index.multikey !== 0, isUnique: index.options.unique,
    isSparse: index.options.sparse, isPartial: index.partial !== null, indexVersion: 2, direction, boundedFields: bounds.pointFields + Number(bounds.hasRange), ranges: bounds.ranges.length,
  };
  return { stage: order?.mergeFrom == null ? 'FETCH' : 'SORT_MERGE', filtersDocuments: !exact, inputStage: scan };
}
