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
import { modifyEach, modifyFirst, modifyNow, tookTooLong, type Act, type Found, type Namespace } from './modifyFirst';
import { compileSearch, type Search } from './planQuery';
import { withWriteErrors, writeErrorOf } from './writeErrors';

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
    const ordered = flagField(command.body, 'ordered', true);
    let progress: Progress = { at: 0, n: 0, modified: 0, upserted: [], errors: [] };
    while (progress.at < statements.length) {
      const before = progress;
      const statement = statements[before.at] as BsonDocument;
      const given = { engine, namespace, variables };
      progress = isForOne(statement)
        ? await engine.writeSlice({ usualMs, left: statements.length - before.at }, (transaction, until) =>
            runSlice(given, { transaction, until, statements, ordered, progress: before }),
          )
        : before;
      // What comes next takes long, or is for many: it has transactions of its own.
      if (progress.at === before.at) progress = await runAlone(given, { statement, progress });
      if (ordered && progress.errors.length > 0) break;
    }
    const { n, modified, upserted, errors } = progress;
    const reply = { n, nModified: modified, ...(upserted.length > 0 ? { upserted } : {}) };
    return withWriteErrors(reply, errors);
  },
};

/** How far the statements of a command are, and what they have done. */
interface Progress {
  readonly at: number;
  readonly n: number;
  readonly modified: number;
  readonly upserted: readonly BsonDocument[];
  readonly errors: readonly BsonDocument[];
}

interface Given {
  readonly engine: Engine;
  readonly namespace: Namespace;
  readonly variables: Variables;
}

/** Each slice ends in a flush to disk, which costs as much as some hundred of these statements. */
const usualMs = 15;

function isForOne(statement: BsonDocument): boolean {
  return statement['multi'] !== true;
}

/**
 * Inside a transaction: runs statements for one document each, in order, for as long as a slice lasts. Each of them
 * sees what those before it have done, and is all or nothing by itself. Ends at one that is for many documents or takes
 * long, and at the first error of an ordered list. Takes note of nothing outside: it may be run again.
 */
function runSlice(
  { engine, namespace, variables }: Given,
  {
    transaction,
    until,
    statements,
    ordered,
    progress,
  }: {
    readonly transaction: Transaction;
    readonly until: number;
    readonly statements: readonly BsonDocument[];
    readonly ordered: boolean;
    readonly progress: Progress;
  },
): Progress {
  let reached = progress;
  do {
    try {
      const parsed = parseStatement(statements[reached.at] as BsonDocument, variables);
      if (parsed.multi) break;
      const target = { engine, namespace, search: parsed.search };
      const outcome = modifyNow(target, transaction, changeOne(engine, namespace, parsed));
      if (outcome === tookTooLong) break;
      reached = withOutcome(reached, outcome);
    } catch (error) {
      reached = withError(reached, error);
      if (ordered) break;
    }
  } while (reached.at < statements.length && performance.now() < until);
  return reached;
}

async function runAlone(
  { engine, namespace, variables }: Given,
  { statement, progress }: { readonly statement: BsonDocument; readonly progress: Progress },
): Promise<Progress> {
  try {
    return withOutcome(progress, await runStatement(engine, namespace, parseStatement(statement, variables)));
  } catch (error) {
    return withError(progress, error);
  }
}

function withOutcome(progress: Progress, { n, modified, upserted }: Outcome): Progress {
  return {
    ...progress,
    at: progress.at + 1,
    n: progress.n + n,
    modified: progress.modified + modified,
    upserted: upserted === null ? progress.upserted : [...progress.upserted, { index: progress.at, _id: upserted.id }],
  };
}

/** Errors that are not the statement's own end the command. */
function withError(progress: Progress, error: unknown): Progress {
  return { ...progress, at: progress.at + 1, errors: [...progress.errors, writeErrorOf(error, progress.at)] };
}

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
  return modifyFirst({ engine, namespace, search }, changeOne(engine, namespace, statement));
}

/** What a statement does with the document it found, or without one. */
function changeOne(engine: Engine, namespace: Namespace, { search, update: change, upsert }: Statement): Act<Outcome> {
  return (found, collection, transaction) => {
    if (found !== null && collection !== undefined)
      return { n: 1, modified: Number(applyUpdate(engine, collection, { found, change }).isChanged), upserted: null };
    if (!upsert) return { n: 0, modified: 0, upserted: null };
    const inserted = insertUpsert(engine, namespace, { search, change, transaction });
    return { n: 1, modified: 0, upserted: { id: inserted['_id'] } };
  };
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
