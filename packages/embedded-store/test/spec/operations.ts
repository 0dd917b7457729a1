import mongoose from 'mongoose';
import type { Json, Operation } from './specFile';

const { AbstractCursor } = mongoose.mongo;
type Call = (target: never, args: Json) => unknown;

/** Splits what the driver takes by position from the options. */
function positional(method: string, ...names: string[]): Call {
  return (target: Record<string, (...args: unknown[]) => unknown>, args) => {
    const options = { ...args };
    const values = names.map((name) => {
      const value = options[name];
      delete options[name];
      return value;
    });
    return (target[method] as (...args: unknown[]) => unknown)(...values, options);
  };
}

function toList(call: Call): Call {
  return async (target, args) => {
    const cursor = await call(target, args);
    return cursor instanceof AbstractCursor ? cursor.toArray() : cursor;
  };
}

const collectionOperations: Readonly<Record<string, Call>> = {
  aggregate: toList(positional('aggregate', 'pipeline')),
  bulkWrite: positional('bulkWrite', 'requests'),
  count: positional('count', 'filter'),
  countDocuments: positional('countDocuments', 'filter'),
  createIndex: positional('createIndex', 'keys'),
  createSearchIndex: (target: { createSearchIndex(spec: unknown): unknown }, { model }) =>
    target.createSearchIndex(model),
  createSearchIndexes: (target: { createSearchIndexes(specs: unknown): unknown }, { models }) =>
    target.createSearchIndexes(models),
  deleteMany: positional('deleteMany', 'filter'),
  deleteOne: positional('deleteOne', 'filter'),
  distinct: positional('distinct', 'fieldName', 'filter'),
  dropIndex: positional('dropIndex', 'name'),
  dropSearchIndex: positional('dropSearchIndex', 'name'),
  estimatedDocumentCount: positional('estimatedDocumentCount'),
  find: toList(positional('find', 'filter')),
  findOne: positional('findOne', 'filter'),
  findOneAndDelete: positional('findOneAndDelete', 'filter'),
  findOneAndReplace: (target, args) =>
    positional('findOneAndReplace', 'filter', 'replacement')(target, lowerReturn(args)),
  findOneAndUpdate: (target, args) => positional('findOneAndUpdate', 'filter', 'update')(target, lowerReturn(args)),
  insertMany: positional('insertMany', 'documents'),
  insertOne: positional('insertOne', 'document'),
  listIndexes: toList(positional('listIndexes')),
  listSearchIndexes: toList(
    (target: { listSearchIndexes(...args: unknown[]): unknown }, { name, aggregationOptions }) =>
      target.listSearchIndexes(name ?? aggregationOptions, aggregationOptions),
  ),
  replaceOne: positional('replaceOne', 'filter', 'replacement'),
  updateMany: positional('updateMany', 'filter', 'update'),
  updateOne: positional('updateOne', 'filter', 'update'),
  updateSearchIndex: positional('updateSearchIndex', 'name', 'definition'),
};

function lowerReturn(args: Json): Json {
  return typeof args['returnDocument'] === 'string'
    ? { ...args, returnDocument: args['returnDocument'].toLowerCase() }
    : args;
}

const databaseOperations: Readonly<Record<string, Call>> = {
  aggregate: toList(positional('aggregate', 'pipeline')),
  createCollection: positional('createCollection', 'collection'),
  dropCollection: positional('dropCollection', 'collection'),
  listCollections: toList(positional('listCollections', 'filter')),
  modifyCollection: (target: { command(body: unknown): unknown }, { collection, ...options }) =>
    target.command({ collMod: collection, ...options }),
  runCommand: (target, { commandName: _name, ...args }) => positional('command', 'command')(target, args),
  runCursorCommand: toList(runCursor),
  createCommandCursor: async (target, args) => {
    const cursor = runCursor(target, args) as { hasNext(): Promise<boolean> };
    await cursor.hasNext();
    return cursor;
  },
};

function runCursor(
  target: unknown,
  {
    commandName: _name,
    command,
    batchSize,
    maxTimeMS,
    cursorType: _type,
    timeoutMode: _mode,
    comment,
    ...options
  }: Json,
): unknown {
  const cursor = (target as { runCursorCommand(...args: unknown[]): Json }).runCursorCommand(
    command,
    options,
  ) as unknown as Record<string, (value: unknown) => void>;
  if (batchSize !== undefined) cursor['setBatchSize']?.(batchSize);
  if (maxTimeMS !== undefined) cursor['setMaxTimeMS']?.(maxTimeMS);
  if (comment !== undefined) cursor['setComment']?.(comment);
  return cursor;
}

const clientOperations: Readonly<Record<string, Call>> = {
  clientBulkWrite: (target: { bulkWrite(models: unknown, options: Json): unknown }, { models, ...options }) =>
    target.bulkWrite((models as Json[]).map(namedModel), options),
};

function namedModel(model: Json): Json {
  const [name, fields] = Object.entries(model)[0] as [string, Json];
  return { name, ...fields };
}

const cursorOperations: Readonly<Record<string, Call>> = {
  close: (target: { close(): unknown }) => target.close(),
  iterateOnce: (target: { tryNext(): unknown }) => target.tryNext(),
  iterateUntilDocumentOrError: (target: { next(): unknown }) => target.next(),
};

/** Performs an operation on an entity. Operations it does not know throw `unknown operation`, which no test expects. */
export async function perform(
  operation: Operation,
  target: unknown,
  resolve: (id: string) => unknown,
): Promise<unknown> {
  const call = tableFor(target)[operation.name];
  if (call === undefined)
    throw new Error(`the runner does not know the operation ${operation.object}.${operation.name}`);
  const args: Json = { ...(operation.arguments ?? {}) };
  if (typeof args['session'] === 'string') args['session'] = resolve(args['session']);
  return call(target as never, args);
}

function tableFor(target: unknown): Readonly<Record<string, Call>> {
  const fields = target as Record<string, unknown> | undefined;
  if (typeof fields?.['insertOne'] === 'function') return collectionOperations;
  if (typeof fields?.['createCollection'] === 'function') return databaseOperations;
  if (typeof fields?.['bulkWrite'] === 'function') return clientOperations;
  return target instanceof AbstractCursor ? cursorOperations : {};
}
