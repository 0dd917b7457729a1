import mongoose from 'mongoose';
import { isDeepStrictEqual } from 'node:util';
import { createEntities, type Entities, type ObservedCommand } from './entities';
import { findDifference, type MatchContext } from './matchExpected';
import { perform } from './operations';
import type { Json, Operation, SpecFile, SpecTest } from './specFile';

const { MongoServerError, MongoBulkWriteError } = mongoose.mongo;
type Client = InstanceType<typeof mongoose.mongo.MongoClient>;

/** Runs one unified test; throws an Error that says what differs from what the test expects. */
export async function runSpecTest(
  uri: string,
  admin: Client,
  { file, test }: { file: SpecFile; test: SpecTest },
): Promise<void> {
  for (const { databaseName, collectionName, documents } of file.initialData ?? []) {
    const collection = admin.db(databaseName).collection(collectionName);
    await collection.drop();
    if (documents.length > 0) await collection.insertMany(documents.map((document) => ({ ...document })));
    else await admin.db(databaseName).createCollection(collectionName);
  }
  const entities = await createEntities(uri, file.createEntities ?? []);
  const context: MatchContext = { sessionId: (id) => (entities.byId.get(id) as { id: unknown }).id };
  try {
    for (const operation of test.operations) await runOperation(operation, entities, { admin, context });
    checkEvents(test, entities, context);
    await checkOutcome(test, admin);
  } finally {
    await entities.close();
  }
}

interface Surroundings {
  readonly admin: Client;
  readonly context: MatchContext;
}

async function runOperation(operation: Operation, entities: Entities, { admin, context }: Surroundings): Promise<void> {
  if (operation.object === 'testRunner') return runRunnerOperation(operation, entities, admin);
  let result: unknown;
  try {
    result = await perform(operation, entities.byId.get(operation.object), (id) => entities.byId.get(id));
  } catch (error) {
    if ((error as Error).message.startsWith('the runner ') || operation.expectError === undefined) throw error;
    checkError(operation.expectError, error as Error, context);
    return;
  }
  if (operation.expectError !== undefined) throw new Error(`${operation.name} did not fail`);
  if (operation.saveResultAsEntity !== undefined) entities.byId.set(operation.saveResultAsEntity, result);
  if (!('expectResult' in operation)) return;
  const difference = findDifference(operation.expectResult, plain(result), context);
  if (difference !== null) throw new Error(`result of ${operation.name}: ${difference}`);
}

/** Results of the driver are classes with getters. */
function plain(result: unknown): unknown {
  if (
    result === null ||
    typeof result !== 'object' ||
    Array.isArray(result) ||
    !('insertedCount' in result) ||
    !('upsertedIds' in result)
  )
    return result;
  const { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount, upsertedIds, insertedIds } =
    result as Json;
  return { insertedCount, matchedCount, modifiedCount, deletedCount, upsertedCount, upsertedIds, insertedIds };
}

async function runRunnerOperation(
  { name, arguments: args = {} }: Operation,
  entities: Entities,
  admin: Client,
): Promise<void> {
  if (name === 'assertCollectionExists' || name === 'assertCollectionNotExists') {
    const found = await admin
      .db(String(args['databaseName']))
      .listCollections({ name: args['collectionName'] })
      .toArray();
    if (found.length > 0 !== (name === 'assertCollectionExists'))
      throw new Error(`${name}: ${String(args['collectionName'])}`);
  } else if (name === 'assertSameLsidOnLastTwoCommands') {
    const [a, b] = (entities.events.get(String(args['client'])) ?? [])
      .filter(({ type }) => type === 'commandStartedEvent')
      .slice(-2);
    if (!isDeepStrictEqual((a?.command as Json)['lsid'], (b?.command as Json)['lsid']))
      throw new Error('the last two commands differ in their session');
  } else {
    throw new Error(`the runner does not know the operation testRunner.${name}`);
  }
}

function checkError(expected: Json, error: Error, context: MatchContext): void {
  const {
    isError: _isError,
    isClientError,
    errorContains,
    errorCode,
    errorCodeName,
    expectResult,
    errorResponse,
    errorLabelsOmit: _omit,
    ...others
  } = expected;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new Error(`the runner does not know the expectation ${unknown}`);
  const isServer = error instanceof MongoServerError;
  if (isClientError !== undefined && isServer === isClientError)
    throw new Error(`expected ${isClientError === true ? 'the client' : 'the server'} to refuse: ${error.message}`);
  if (errorContains !== undefined && !error.message.toLowerCase().includes(String(errorContains).toLowerCase()))
    throw new Error(`the error does not say "${String(errorContains)}": ${error.message}`);
  const {
    code,
    codeName,
    errorResponse: response,
  } = error as Error & { code?: unknown; codeName?: unknown; errorResponse?: unknown };
  if (errorCode !== undefined && code !== errorCode)
    throw new Error(`expected error code ${String(errorCode)}, got ${String(code)}: ${error.message}`);
  if (errorCodeName !== undefined && codeName !== errorCodeName)
    throw new Error(`expected ${String(errorCodeName)}, got ${String(codeName)}`);
  if (errorResponse !== undefined) throwIf(findDifference(errorResponse, response, context));
  if (expectResult !== undefined && error instanceof MongoBulkWriteError)
    throwIf(findDifference(expectResult, plain(error.result), context));
}

function throwIf(difference: string | null): void {
  if (difference !== null) throw new Error(difference);
}

function checkEvents(test: SpecTest, { events }: Entities, context: MatchContext): void {
  for (const { client, eventType = 'command', ignoreExtraEvents = false, events: expected } of test.expectEvents ??
    []) {
    if (eventType !== 'command') throw new Error(`the runner does not watch events of type ${eventType}`);
    const seen = events.get(client) ?? [];
    if (seen.length < expected.length || (seen.length > expected.length && !ignoreExtraEvents))
      throw new Error(
        `expected ${expected.length} events, saw ${seen.length}: ${seen.map(({ commandName }) => commandName).join(', ')}`,
      );
    expected.forEach((one, i) => {
      const [type, wanted] = Object.entries(one)[0] as [string, Json];
      if (seen[i]?.type !== type) throw new Error(`event ${i} is ${String(seen[i]?.type)}, not ${type}`);
      throwIf(findEventDifference(wanted, seen[i] as ObservedCommand, context));
    });
  }
}

function findEventDifference(
  { command, reply, commandName, databaseName }: Json,
  seen: ObservedCommand,
  context: MatchContext,
): string | null {
  if (commandName !== undefined && commandName !== seen.commandName)
    return `the command is ${seen.commandName}, not ${String(commandName)}`;
  if (databaseName !== undefined && databaseName !== seen.databaseName)
    return `the database is ${String(seen.databaseName)}, not ${String(databaseName)}`;
  return (
    (command === undefined ? null : findDifference(command, seen.command, context)) ??
    (reply === undefined ? null : findDifference(reply, seen.reply, context))
  );
}

async function checkOutcome(test: SpecTest, admin: Client): Promise<void> {
  for (const { databaseName, collectionName, documents } of test.outcome ?? []) {
    const found = await admin.db(databaseName).collection(collectionName).find().sort({ _id: 1 }).toArray();
    const context: MatchContext = { sessionId: () => undefined };
    throwIf(findDifference({ documents }, { documents: found }, context));
  }
}
