import { evaluateLet } from '../aggregate/compileExpression';
import type { Variables } from '../aggregate/expressionParts';
import { encodeStored } from '../bson/encodeDocument';
import type { BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import type { Collection } from '../store/catalog';
import type { Engine } from '../store/engine';
import type { Transaction } from '../store/writeQueue';
import { compileUpdate, type Update } from '../update/compileUpdate';
import { upsertDocument } from '../update/upsertDocument';
import {
  checkFields,
  collectionName,
  documentField,
  documentList,
  flagField,
  type CommandSpec,
  letField,
} from './command';
import { refuseCollation } from './find';
import { checkedInsert } from './insert';
import { modifyEach, modifyFirst, type Found, type Namespace } from './modifyFirst';
import { compileSearch, type Search } from './planQuery';
import { runStatements, withWriteErrors } from './writeErrors';

const statementFields = new Set(['q', 'u', 'upsert', 'multi', 'arrayFilters', 'hint', 'collation', 'c']);

interface Statement {
  readonly search: Search;
  readonly update: Update;
  readonly upsert: boolean;
  readonly multi: boolean;
}

interface Outcome {
  readonly n: number;
  readonly modified: number;
  /** Wrapped, since an `_id` may be null. */
  readonly upserted: { readonly id: unknown } | null;
}

export const update: CommandSpec = {
  fields: ['update', 'updates', 'ordered', 'bypassDocumentValidation', 'let', 'comment'],
  run: async (command, { engine }) => {
    const namespace = { database: command.database, name: collectionName(command) };
    const variables = letField(command.body);
    const statements = documentList(command, 'updates');
    for (const statement of statements) checkFields(statement, 'update.updates', statementFields);
    const totals = { n: 0, modified: 0 };
    const upserted: BsonDocument[] = [];
    const errors = await runStatements(statements.length, flagField(command.body, 'ordered', true), async (index) => {
      const outcome = await runStatement(
        engine,
        namespace,
        parseStatement(statements[index] as BsonDocument, variables),
      );
      totals.n += outcome.n;
      totals.modified += outcome.modified;
      if (outcome.upserted !== null) upserted.push({ index, _id: outcome.upserted.id });
    });
    const reply = { n: totals.n, nModified: totals.modified, ...(upserted.length > 0 ? { upserted } : {}) };
    return withWriteErrors(reply, errors);
  },
};

function parseStatement(statement: BsonDocument, variables: Variables): Statement {
  refuseCollation(statement);
  const multi = flagField(statement, 'multi');
  const constants = { ...variables, ...evaluateLet(documentField(statement, 'c')) };
  const search = compileSearch({
    filter: documentField(statement, 'q'),
    hint: statement['hint'],
    variables: constants,
  });
  const compiled = compileUpdate(statement['u'], {
    query: search.filter,
    arrayFilters: statement['arrayFilters'],
    variables: constants,
  });
  if (multi && compiled.isReplacement)
    throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update');
  return { search, update: compiled, upsert: flagField(statement, 'upsert'), multi };
}

async function runStatement(engine: Engine, namespace: Namespace, statement: Statement): Promise<Outcome> {
  const { search, update: change, upsert, multi } = statement;
  if (multi) {
    const { matched, changed } = await modifyEach({ engine, namespace, search }, (found, collection) =>
      Number(applyUpdate(engine, collection, { found, change }).isChanged),
    );
    if (matched > 0 || !upsert) return { n: matched, modified: changed, upserted: null };
  }
  return modifyFirst({ engine, namespace, search }, (found, collection, transaction) => {
    if (found !== null && collection !== undefined)
      return { n: 1, modified: Number(applyUpdate(engine, collection, { found, change }).isChanged), upserted: null };
    if (!upsert) return { n: 0, modified: 0, upserted: null };
    const inserted = insertUpsert(engine, namespace, { search, change, transaction });
    return { n: 1, modified: 0, upserted: { id: inserted['_id'] } };
  });
}

/** Inside a transaction: writes the updated document; returns it and whether anything changed. */
export function applyUpdate(
  engine: Engine,
  collection: Collection,
  { found, change }: { found: Found; change: Update },
): { document: BsonDocument; isChanged: boolean } {
  const document = change.apply(found.document, { now: engine.now(), isInsert: false });
  if (document === found.document) return { document, isChanged: false };
  const bytes = encodeStored(document);
  if (Buffer.compare(bytes, found.bytes) === 0) return { document, isChanged: false };
  engine.writer.replace(collection, found, { bytes, document });
  return { document, isChanged: true };
}

/** Inside a transaction: inserts the document an upsert makes, and returns it. */
export function insertUpsert(
  engine: Engine,
  { database, name }: Namespace,
  { search, change, transaction }: { search: Search; change: Update; transaction: Transaction },
): BsonDocument {
  const { bytes, document } = checkedInsert(upsertDocument(search.filter, change, engine.now()));
  engine.writer.insert(engine.catalog.ensure(database, name, transaction), bytes, document);
  return document;
}
