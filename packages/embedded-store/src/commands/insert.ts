import { BSON } from '../bson/library';
import { decodeDocument, fieldSpan } from '../bson/decodeDocument';
import { checkSize, encodeStored } from '../bson/encodeDocument';
import { isDocument, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import type { Engine } from '../store/engine';
import type { Transaction } from '../store/writeQueue';
import { collectionName, encodedList, flagField, type CommandSpec } from './command';
import type { Namespace } from './modifyFirst';
import { withWriteErrors, writeErrorOf } from './writeErrors';

/**
 * Each slice ends in a flush to disk, which costs as much as a few hundred documents: few long ones, short of what
 * others would notice.
 */
const usualMs = 30;

interface Progress {
  readonly at: number;
  readonly inserted: number;
  readonly errors: readonly BsonDocument[];
}

export const insert: CommandSpec = {
  fields: ['insert', 'documents', 'ordered', 'bypassDocumentValidation', 'comment'],
  run: async (command, { engine }) => {
    const namespace = { database: command.database, name: collectionName(command) };
    const ordered = flagField(command.body, 'ordered', true);
    const documents = encodedList(command, 'documents');
    if (documents.length === 0)
      throw new CommandError('InvalidLength', 'Write batch sizes must be between 1 and 100000. Got 0 operations.');
    let progress: Progress = { at: 0, inserted: 0, errors: [] };
    while (progress.at < documents.length) {
      const before = progress;
      const left = documents.length - before.at;
      progress = await engine.writeSlice({ usualMs, left }, (transaction, until) =>
        insertSlice(engine, namespace, { transaction, until, documents, ordered, progress: before }),
      );
    }
    return withWriteErrors({ n: progress.inserted }, progress.errors);
  },
};

interface Slice {
  readonly transaction: Transaction;
  readonly until: number;
  readonly documents: readonly Uint8Array[];
  readonly ordered: boolean;
  readonly progress: Progress;
}

/** Inserts as many documents as fit a slice of time. Ends the list at the first error when it is ordered. */
function insertSlice(
  engine: Engine,
  { database, name }: Namespace,
  { transaction, until, documents, ordered, progress }: Slice,
): Progress {
  const collection = engine.catalog.ensure(database, name, transaction);
  const errors = [...progress.errors];
  let { at, inserted } = progress;
  do {
    try {
      const { bytes, document } = prepareInsert(documents[at] as Uint8Array);
      engine.writer.insert(collection, bytes, document);
      inserted += 1;
    } catch (error) {
      errors.push(writeErrorOf(error, at));
      if (ordered) return { at: documents.length, inserted, errors };
    }
    at += 1;
  } while (at < documents.length && performance.now() < until);
  return { at, inserted, errors };
}

/** Checks a document for storing; gives it an `_id`, first of all fields, where it has none. */
function prepareInsert(bytes: Uint8Array): { bytes: Uint8Array; document: BsonDocument } {
  const document = decodeDocument(bytes);
  if (!Object.hasOwn(document, '_id')) return checkedInsert({ _id: new BSON.ObjectId(), ...document });
  checkId(document['_id']);
  checkSize(bytes.length);
  return { bytes: Object.keys(document)[0] === '_id' ? bytes : idFirst(bytes), document };
}

const lengthBytes = 4;

/**
 * Drivers put the `_id` they make behind everything else; it is stored first. The bytes are moved, not encoded anew.
 */
function idFirst(bytes: Uint8Array): Uint8Array {
  const span = fieldSpan(bytes, '_id');
  if (span === null) return bytes;
  const moved = Buffer.allocUnsafe(bytes.length);
  moved.set(bytes.subarray(0, lengthBytes));
  moved.set(bytes.subarray(span.start, span.end), lengthBytes);
  moved.set(bytes.subarray(lengthBytes, span.start), lengthBytes + span.end - span.start);
  moved.set(bytes.subarray(span.end), span.end);
  return moved;
}

/** The same for a document that is not encoded yet. */
export function checkedInsert(document: BsonDocument): { bytes: Uint8Array; document: BsonDocument } {
  checkId(document['_id']);
  return { bytes: encodeStored(document), document };
}

function checkId(id: unknown): void {
  const stray = isDocument(id) ? Object.keys(id).find((name) => name.startsWith('$')) : undefined;
  if (stray !== undefined)
    throw new CommandError(
      'DollarPrefixedFieldName',
      `_id fields may not contain '$'-prefixed fields: ${stray} is not valid for storage.`,
    );
}
