import type { BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { compileProjection } from '../query/projectDocument';
import { compileUpdate } from '../update/compileUpdate';
import { collectionName, documentField, flagField, type CommandSpec, letField } from './command';
import { refuseCollation } from './find';
import { modifyFirst } from './modifyFirst';
import { compileSearch } from './planQuery';
import { applyUpdate, insertUpsert } from './update';

export const findAndModify: CommandSpec = {
  fields: [
    'findAndModify',
    'findandmodify',
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'bypassDocumentValidation',
    'arrayFilters',
    'hint',
    'collation',
    'let',
    'comment',
  ],
  run: async (command, { engine }) => {
    const { body } = command;
    const namespace = { database: command.database, name: collectionName(command) };
    refuseCollation(body);
    const [remove, upsert, wantsNew] = [flagField(body, 'remove'), flagField(body, 'upsert'), flagField(body, 'new')];
    checkCombination(body, { remove, upsert, wantsNew });
    const variables = letField(body);
    const search = compileSearch({
      filter: documentField(body, 'query'),
      sort: body['sort'],
      hint: body['hint'],
      variables,
    });
    const project = compileProjection(body['fields'], variables);
    const change = remove
      ? null
      : compileUpdate(body['update'], { query: search.filter, arrayFilters: body['arrayFilters'], variables });
    const shown = (document: BsonDocument): BsonDocument => (project === null ? document : project(document));

    return modifyFirst({ engine, namespace, search }, (found, collection, transaction): BsonDocument => {
      if (found === null || collection === undefined) {
        if (change === null) return { lastErrorObject: { n: 0 }, value: null };
        if (!upsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
        const inserted = insertUpsert(engine, namespace, { search, change, transaction });
        return {
          lastErrorObject: { n: 1, updatedExisting: false, upserted: inserted['_id'] },
          value: wantsNew ? shown(inserted) : null,
        };
      }
      if (change === null) {
        engine.writer.remove(collection, found);
        return { lastErrorObject: { n: 1 }, value: shown(found.document) };
      }
      const { document } = applyUpdate(engine, collection, { found, change });
      return { lastErrorObject: { n: 1, updatedExisting: true }, value: shown(wantsNew ? document : found.document) };
    });
  },
};

function checkCombination(
  body: BsonDocument,
  { remove, upsert, wantsNew }: { remove: boolean; upsert: boolean; wantsNew: boolean },
): void {
  const hasUpdate = body['update'] !== undefined;
  if (remove && hasUpdate) throw new CommandError('FailedToParse', 'Cannot specify both an update and remove=true');
  if (remove && (upsert || wantsNew))
    throw new CommandError(
      'FailedToParse',
      `Cannot specify both ${upsert ? 'upsert=true' : 'new=true'} and remove=true`,
    );
  if (!remove && !hasUpdate)
    throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified');
}
