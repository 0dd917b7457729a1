import { BSON } from '../bson/library';
import { encodeDocument } from '../bson/encodeDocument';
import type { BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { compileFilter } from '../query/compileFilter';
import { parseFilter } from '../query/parseFilter';
import { idIndex } from '../plan/choosePlan';
import { TimeSlice } from '../plan/timeSlice';
import { namespaceOf, type Collection } from '../store/catalog';
import type { Engine } from '../store/engine';
import { collectionName, documentField, flagField, wholeField, type CommandSpec } from './command';
import { defaultFirstBatch, fromList } from './cursors';
import { refuseCollation } from './find';
import { describeIndex } from './indexOptions';

const refusedOptions = [
  'capped',
  'size',
  'max',
  'timeseries',
  'expireAfterSeconds',
  'clusteredIndex',
  'changeStreamPreAndPostImages',
  'viewOn',
  'pipeline',
  'encryptedFields',
  'storageEngine',
  'indexOptionDefaults',
];

export const create: CommandSpec = {
  fields: [
    'create',
    ...refusedOptions,
    'validator',
    'validationLevel',
    'validationAction',
    'autoIndexId',
    'idIndex',
    'collation',
    'comment',
  ],
  run: async (command, { engine }) => {
    const { body, database } = command;
    const name = collectionName(command);
    for (const option of refusedOptions)
      if (body[option] !== undefined && body[option] !== false) throw notSupported(`The collection option '${option}'`);
    if (Object.keys(documentField(body, 'validator')).length > 0)
      throw notSupported("The collection option 'validator'");
    refuseCollation(body);
    await engine.write((transaction) => {
      if (engine.catalog.find(database, name) !== undefined)
        throw new CommandError('NamespaceExists', `Collection already exists. NS: ${namespaceOf(database, name)}`);
      engine.catalog.ensure(database, name, transaction);
    });
    return {};
  },
};

export const drop: CommandSpec = {
  fields: ['drop', 'comment'],
  run: async (command, { engine, tidy }) => {
    const { database } = command;
    const name = collectionName(command);
    const dropped = await engine.write((transaction) => {
      const collection = engine.catalog.find(database, name);
      if (collection !== undefined) engine.catalog.drop(collection, transaction);
      return collection;
    });
    if (dropped === undefined) return {};
    tidy();
    return { ns: namespaceOf(database, name), nIndexesWas: dropped.indexes.length + 1 };
  },
};

export const dropDatabase: CommandSpec = {
  fields: ['dropDatabase', 'comment'],
  run: async ({ database }, { engine, tidy }) => {
    const dropped = await engine.write((transaction) => {
      const collections = engine.catalog.inDatabase(database);
      for (const collection of collections) engine.catalog.drop(collection, transaction);
      return collections.length;
    });
    tidy();
    return dropped === 0 ? {} : { dropped: database };
  },
};

export const listCollections: CommandSpec = {
  fields: ['listCollections', 'filter', 'nameOnly', 'authorizedCollections', 'cursor', 'comment'],
  run: ({ body, database }, { engine, cursors }) => {
    const matches = compileFilter(parseFilter(documentField(body, 'filter')));
    const nameOnly = flagField(body, 'nameOnly');
    const described = engine.catalog.inDatabase(database).map(describeCollection).filter(matches);
    const shown = nameOnly ? described.map(({ name, type }) => ({ name, type })) : described;
    return cursors.open(fromList(shown.map((document) => encodeDocument(document))), {
      namespace: `${database}.$cmd.listCollections`,
      slice: new TimeSlice(),
      batchSize: wholeField(documentField(body, 'cursor'), 'batchSize', defaultFirstBatch),
    });
  },
};

function describeCollection(collection: Collection): BsonDocument {
  return {
    name: collection.name,
    type: 'collection',
    options: {},
    info: { readOnly: false, uuid: new BSON.Binary(collection.uuid, 4) },
    idIndex: describeIndex(idIndex),
  };
}

export const listDatabases: CommandSpec = {
  fields: ['listDatabases', 'filter', 'nameOnly', 'authorizedDatabases', 'comment'],
  run: ({ body }, { engine }) => {
    const matches = compileFilter(parseFilter(documentField(body, 'filter')));
    const names = [...new Set(engine.catalog.all().map(({ database }) => database))].sort();
    const databases = names.map((name) => ({ name, sizeOnDisk: sizeOf(engine, name), empty: false })).filter(matches);
    if (flagField(body, 'nameOnly')) return { databases: databases.map(({ name }) => ({ name })) };
    return { databases, totalSize: databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0) };
  },
};

/** The documents' bytes: the file is shared by all databases and never shrinks, so its size says nothing of one. */
function sizeOf(engine: Engine, database: string): number {
  return engine.catalog.inDatabase(database).reduce((sum, { bytes }) => sum + bytes, 0);
}
