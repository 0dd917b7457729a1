import type { Variables } from '../aggregate/expressionParts';
import type { BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import type { Engine } from '../store/engine';
import {
  checkFields,
  collectionName,
  documentField,
  documentList,
  flagField,
  wholeField,
  type CommandSpec,
  letField,
} from './command';
import { refuseCollation } from './find';
import { modifyEach, modifyFirst, type Namespace } from './modifyFirst';
import { compileSearch } from './planQuery';
import { runStatements, withWriteErrors } from './writeErrors';

const statementFields = new Set(['q', 'limit', 'hint', 'collation']);

export const deleteDocuments: CommandSpec = {
  fields: ['delete', 'deletes', 'ordered', 'let', 'comment'],
  run: async (command, { engine }) => {
    const namespace = { database: command.database, name: collectionName(command) };
    const variables = letField(command.body);
    const statements = documentList(command, 'deletes');
    for (const statement of statements) checkFields(statement, 'delete.deletes', statementFields);
    let removed = 0;
    const errors = await runStatements(statements.length, flagField(command.body, 'ordered', true), async (index) => {
      removed += await runStatement(engine, namespace, { statement: statements[index] as BsonDocument, variables });
    });
    return withWriteErrors({ n: removed }, errors);
  },
};

async function runStatement(
  engine: Engine,
  namespace: Namespace,
  { statement, variables }: { statement: BsonDocument; variables: Variables },
): Promise<number> {
  refuseCollation(statement);
  const limit = wholeField(statement, 'limit', 0);
  if (limit > 1)
    throw new CommandError('FailedToParse', "The 'limit' field in delete objects must be 0 or 1. Got " + String(limit));
  const search = compileSearch({ filter: documentField(statement, 'q'), hint: statement['hint'], variables });
  if (limit === 0) {
    const { changed } = await modifyEach({ engine, namespace, search }, (found, collection) => {
      engine.writer.remove(collection, found);
      return 1;
    });
    return changed;
  }
  return modifyFirst({ engine, namespace, search }, (found, collection) => {
    if (found === null || collection === undefined) return 0;
    engine.writer.remove(collection, found);
    return 1;
  });
}
