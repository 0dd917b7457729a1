import { isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { encodeDocument } from '../bson/encodeDocument';
import { CommandError } from '../commandError';
import { openIndex, type Index } from '../keys/indexSpec';
import { buildIndex, forgetIndex } from '../maintenance/buildIndex';
import { idIndex } from '../plan/choosePlan';
import { TimeSlice } from '../plan/timeSlice';
import { namespaceOf, type Collection } from '../store/catalog';
import type { Engine } from '../store/engine';
import { collectionName, documentField, documentList, wholeField, type CommandSpec } from './command';
import { defaultFirstBatch, fromList } from './cursors';
import { describeIndex, parseIndexSpec } from './indexOptions';

export const createIndexes: CommandSpec = {
  fields: ['createIndexes', 'indexes', 'commitQuorum', 'comment', 'ignoreUnknownIndexOptions'],
  run: async (command, { engine, tidy }) => {
    const name = collectionName(command);
    const wanted = documentList(command, 'indexes').map(parseIndexSpec);
    if (wanted.length === 0) throw new CommandError('BadValue', 'Must specify at least one index to create');
    const existed = engine.catalog.find(command.database, name) !== undefined;
    const { collection, before, made } = await engine.write((transaction) => {
      const target = engine.catalog.ensure(command.database, name, transaction);
      const known = target.indexes.length;
      const missing = wanted.filter((options) => options.name !== '_id_' && !alreadyThere(target, options));
      const state = target.count === 0 ? 'ready' : 'building';
      const indexes = missing.map((options, i) =>
        openIndex(target.nextIndexId + i, options, { state, multikey: 0, cut: false }),
      );
      if (indexes.length === 0) return { collection: target, before: known, made: indexes };
      // Its number is not given again: a read may have begun on it.
      const { indexes: old } = target;
      transaction.onAbort(() => {
        target.indexes = old;
      });
      target.indexes = [...target.indexes, ...indexes];
      target.nextIndexId += indexes.length;
      engine.catalog.save(target);
      return { collection: target, before: known, made: indexes };
    });
    try {
      for (const index of made) if (index.state === 'building') await buildIndex(engine, collection, index);
    } catch (error) {
      await forgetAll(engine, collection, made);
      tidy();
      throw error;
    }
    const reply = {
      numIndexesBefore: before + 1,
      numIndexesAfter: collection.indexes.length + 1,
      createdCollectionAutomatically: !existed,
    };
    return made.length === 0 ? { ...reply, note: 'all indexes already exist' } : reply;
  },
};

/** All indexes of one command come to be, or none. */
function forgetAll(engine: Engine, collection: Collection, made: readonly Index[]): Promise<void> {
  return engine.write(() => {
    if (collection.dropped) return;
    for (const index of made) if (collection.indexes.includes(index)) forgetIndex(engine, collection, index);
  });
}

/** Whether the very same index exists. Throws when one with its name or its key differs. */
function alreadyThere(collection: Collection, options: Index['options']): boolean {
  const same = collection.indexes.find((index) => index.options.name === options.name);
  const sameKey = collection.indexes.find(
    (index) =>
      JSON.stringify(Object.entries(index.options.key)) === JSON.stringify(Object.entries(options.key)) &&
      JSON.stringify(index.options.partialFilter) === JSON.stringify(options.partialFilter) &&
      index.options.sparse === options.sparse &&
      index.options.unique === options.unique,
  );
  if (same !== undefined) {
    if (same === sameKey && same.options.expireAfterSeconds === options.expireAfterSeconds) return true;
    throw new CommandError(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${options.name}`,
    );
  }
  if (sameKey !== undefined)
    throw new CommandError(
      'IndexOptionsConflict',
      `Index already exists with a different name: ${sameKey.options.name}`,
    );
  return false;
}

function existing(engine: Engine, database: string, name: string): Collection {
  const collection = engine.catalog.find(database, name);
  if (collection === undefined)
    throw new CommandError('NamespaceNotFound', `ns does not exist: ${namespaceOf(database, name)}`);
  return collection;
}

export const listIndexes: CommandSpec = {
  fields: ['listIndexes', 'cursor', 'comment'],
  run: (command, { engine, cursors }) => {
    const name = collectionName(command);
    const collection = existing(engine, command.database, name);
    const described = [idIndex, ...collection.indexes.filter(({ state }) => state === 'ready')].map((index) =>
      encodeDocument(describeIndex(index)),
    );
    return cursors.open(fromList(described), {
      namespace: namespaceOf(command.database, name),
      slice: new TimeSlice(),
      batchSize: wholeField(documentField(command.body, 'cursor'), 'batchSize', defaultFirstBatch),
    });
  },
};

export const dropIndexes: CommandSpec = {
  fields: ['dropIndexes', 'deleteIndexes', 'index', 'comment'],
  run: async (command, { engine, tidy }) => {
    const { collection, before } = await engine.write((transaction) => {
      const target = existing(engine, command.database, collectionName(command));
      const old = target.indexes;
      transaction.onAbort(() => {
        target.indexes = old;
      });
      for (const index of chosen(target, command.body['index'])) forgetIndex(engine, target, index);
      return { collection: target, before: old.length };
    });
    tidy();
    const reply: BsonDocument = { nIndexesWas: before + 1 };
    return command.body['index'] === '*' && collection.indexes.length === 0
      ? { ...reply, msg: 'non-_id indexes dropped for collection' }
      : reply;
  },
};

function chosen(collection: Collection, wanted: unknown): Index[] {
  if (wanted === '*') return [...collection.indexes];
  if (Array.isArray(wanted)) return wanted.flatMap((name) => chosen(collection, name));
  if (wanted === '_id_') throw new CommandError('InvalidOptions', 'cannot drop _id index');
  const key = isDocument(wanted)
    ? JSON.stringify(
        Object.entries(wanted).map(([path, direction]) => [
          path,
          isNumeric(direction) ? numberOf(direction) : direction,
        ]),
      )
    : null;
  const found = collection.indexes.find(
    ({ options }) => options.name === wanted || JSON.stringify(Object.entries(options.key)) === key,
  );
  if (found === undefined)
    throw new CommandError(
      'IndexNotFound',
      typeof wanted === 'string' ? `index not found with name [${wanted}]` : "can't find index with that key pattern",
    );
  return [found];
}
