import { encodeDocument } from '../bson/encodeDocument';
import { decodeDocument } from '../bson/decodeDocument';
import { isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { CommandError, notSupported } from '../commandError';
import { lookUpPoint } from '../plan/pointLookup';
import { runQuery } from '../plan/runQuery';
import { pause, type Pause, TimeSlice } from '../plan/timeSlice';
import { compileProjection, type Projection } from '../query/projectDocument';
import { namespaceOf } from '../store/catalog';
import type { StoredDocument } from '../store/documentWriter';
import { encodeCursorReply } from '../wire/cursorReply';
import {
  collectionName,
  documentField,
  flagField,
  textField,
  wholeField,
  type Command,
  type CommandContext,
  type CommandSpec,
  letField,
} from './command';
import { defaultFirstBatch, fromList } from './cursors';
import { compileSearch, planSearch, scanContext, type Search } from './planQuery';

/** The fields of find that only change how a query is described or limited, and what is done with each. */
const findFields = [
  'filter',
  'sort',
  'projection',
  'hint',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'comment',
  'let',
  'allowDiskUse',
  'noCursorTimeout',
  'allowPartialResults',
  'collation',
  'tailable',
  'awaitData',
  'returnKey',
  'showRecordId',
  'min',
  'max',
  'oplogReplay',
];

/** Options that change the result and are not done here. */
function refuseOptions(body: BsonDocument, names: readonly string[]): void {
  for (const name of names) {
    const value = body[name];
    if (value !== undefined && value !== null && value !== false) throw notSupported(`The option '${name}'`);
  }
}

/** Collation other than plain byte order is refused. */
export function refuseCollation(body: BsonDocument): void {
  const collation = documentField(body, 'collation');
  if (Object.keys(collation).length > 0 && collation['locale'] !== 'simple') throw notSupported('Collation');
}

/**
 * Compiles the search of a find command; shared with explain. A negative limit means a single batch, as in the old
 * protocol.
 */
export function searchOfFind(body: BsonDocument): Search {
  refuseOptions(body, ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'min', 'max']);
  refuseCollation(body);
  return compileSearch({
    filter: documentField(body, 'filter'),
    sort: body['sort'],
    hint: body['hint'],
    skip: wholeField(body, 'skip', 0),
    limit: wholeField(body, 'limit', 0),
    variables: letField(body),
  });
}

export const find: CommandSpec = {
  fields: ['find', ...findFields],
  run: (command, context) => findByUniqueKey(command, context) ?? openSearch(command, context),
};

/** What a find may carry and still be served by looking at one key. */
const directFields = new Set([
  'find',
  'filter',
  'limit',
  'singleBatch',
  'batchSize',
  'maxTimeMS',
  'comment',
  'lsid',
  '$db',
  '$readPreference',
  'readConcern',
  'apiVersion',
]);

/** The reply to a find by a whole unique key; null when it has to be planned. */
function findByUniqueKey(command: Command, { engine }: CommandContext): Uint8Array | null {
  const { body, database } = command;
  for (const field in body) if (!directFields.has(field)) return null;
  const name = collectionName(command);
  const collection = engine.catalog.find(database, name);
  if (collection === undefined || wholeField(body, 'batchSize', defaultFirstBatch) === 0) return null;
  wholeField(body, 'limit', 0);
  const found = lookUpPoint(engine.storage, collection, documentField(body, 'filter'));
  return found === undefined
    ? null
    : encodeCursorReply({
        batch: found === null ? [] : [found],
        batchName: 'firstBatch',
        id: 0n,
        namespace: namespaceOf(database, name),
      });
}

function openSearch(command: Command, { engine, cursors }: CommandContext): Promise<Uint8Array> {
  const { body, database } = command;
  const name = collectionName(command);
  const search = searchOfFind(body);
  const project = compileProjection(body['projection'], letField(body));
  const request = {
    namespace: namespaceOf(database, name),
    batchSize: wholeField(body, 'batchSize', defaultFirstBatch),
    singleBatch: flagField(body, 'singleBatch'),
  };
  const collection = engine.catalog.find(database, name);
  if (collection === undefined) return cursors.open(fromList([]), { ...request, slice: new TimeSlice(), batchSize: 1 });
  const context = scanContext(engine, collection, {
    slice: new TimeSlice(wholeField(body, 'maxTimeMS', 0)),
    expected: expectedOf(search),
    fleeting: project !== null,
  });
  const results = projected(runQuery(context, planSearch(engine, collection, search)), project);
  return cursors.open(results, { ...request, slice: context.slice });
}

/** How many documents a search will look for at first. */
export function expectedOf({ skip, limit }: Search): number {
  return limit === 0 ? Infinity : skip + limit;
}

/** The encoded documents of a read, projected when asked; unprojected ones keep their stored bytes. */
export function* projected(
  found: Iterable<StoredDocument | Pause>,
  project: Projection | null,
): Generator<Uint8Array | Pause> {
  for (const stored of found) {
    if (stored === pause) yield pause;
    else yield project === null ? stored.bytes : projectedBytes(stored.bytes, project);
  }
}

function projectedBytes(bytes: Uint8Array, project: Projection): Uint8Array {
  const kept = project.keep === null ? null : project.keep(bytes);
  return kept ?? encodeDocument(project(decodeDocument(bytes)));
}

export const getMore: CommandSpec = {
  fields: ['getMore', 'collection', 'batchSize', 'comment'],
  run: ({ body, database }, { cursors }) => {
    const name = textField(body, 'collection') ?? '';
    return cursors.more(cursorId(body['getMore']), namespaceOf(database, name), wholeField(body, 'batchSize', 0));
  },
};

export const killCursors: CommandSpec = {
  fields: ['killCursors', 'cursors', 'comment'],
  run: (command: Command, { cursors }) => {
    const namespace = namespaceOf(command.database, collectionName(command));
    const ids = command.body['cursors'];
    if (!Array.isArray(ids))
      throw new CommandError('TypeMismatch', "BSON field 'killCursors.cursors' must be an array");
    const killed = ids.filter((id) => cursors.close(cursorId(id), namespace));
    return {
      cursorsKilled: killed,
      cursorsNotFound: ids.filter((id) => !killed.includes(id)),
      cursorsAlive: [],
      cursorsUnknown: [],
    };
  },
};

function cursorId(value: unknown): bigint {
  if (!isNumeric(value)) throw new CommandError('TypeMismatch', 'a cursor id must be a long');
  return typeof value === 'object' && 'toBigInt' in value ? value.toBigInt() : BigInt(numberOf(value));
}
