import { decodeDocument } from '../bson/decodeDocument';
import { CommandError } from '../commandError';
import { encodeValue } from '../keys/encodeKey';
import { countGroups } from '../plan/countPlan';
import { runQuery } from '../plan/runQuery';
import { SortedRuns } from '../plan/sortedRuns';
import { collect, drain, paced, TimeSlice } from '../plan/timeSlice';
import { anyAtPath } from '../query/walkPath';
import { collectionName, documentField, textField, wholeField, type CommandSpec } from './command';
import { refuseCollation } from './find';
import { compileSearch, planCountOf, planSearch, scanContext } from './planQuery';

export const count: CommandSpec = {
  fields: ['count', 'query', 'limit', 'skip', 'hint', 'collation', 'comment', 'fields'],
  run: async (command, { engine }) => {
    const { body } = command;
    refuseCollation(body);
    const filter = documentField(body, 'query');
    const [skip, limit] = [wholeField(body, 'skip', 0), wholeField(body, 'limit', 0)];
    const search = compileSearch({ filter, hint: body['hint'], skip, limit });
    const collection = engine.catalog.find(command.database, collectionName(command));
    if (collection === undefined) return { n: 0 };
    if (Object.keys(filter).length === 0)
      return { n: Math.min(Math.max(0, collection.count - skip), limit === 0 ? Infinity : limit) };
    const context = scanContext(engine, collection, {
      slice: new TimeSlice(wholeField(body, 'maxTimeMS', 0)),
      fleeting: true,
    });
    const plan = planCountOf(collection, search, new Set());
    let n = 0;
    if (plan !== null) {
      await drain(countGroups(context, plan, allAlike()), context.slice, ({ count }) => {
        n += count;
        return undefined;
      });
      return { n };
    }
    await drain(runQuery(context, planSearch(engine, collection, search)), context.slice, () => {
      n += 1;
      return undefined;
    });
    return { n };
  },
};

/** All in one group. */
export function allAlike(): Parameters<typeof countGroups>[2] {
  return { wanted: new Set(), tellsNullFromMissing: () => false };
}

const mostDistinctBytes = 16 * 1024 * 1024;

export const distinct: CommandSpec = {
  fields: ['distinct', 'key', 'query', 'hint', 'collation', 'comment'],
  run: async (command, { engine }) => {
    const { body } = command;
    refuseCollation(body);
    const key = textField(body, 'key');
    if (key === undefined || key === '')
      throw new CommandError('Location40414', "BSON field 'distinct.key' is missing but a required field");
    const search = compileSearch({ filter: documentField(body, 'query'), hint: body['hint'] });
    const collection = engine.catalog.find(command.database, collectionName(command));
    if (collection === undefined) return { values: [] };
    const context = scanContext(engine, collection, {
      slice: new TimeSlice(wholeField(body, 'maxTimeMS', 0)),
      fleeting: true,
    });
    const parts = key.split('.');
    const wanted = new Set(parts.slice(0, 1));
    const seen = new Set<string>();
    const values = new SortedRuns<unknown>(Infinity);
    let bytes = 0;
    await drain(runQuery(context, planSearch(engine, collection, search)), context.slice, (stored) => {
      anyAtPath(decodeDocument(stored.bytes, wanted), parts, (value, element) => {
        if (value === undefined || (Array.isArray(value) && !element)) return false;
        const encoded = encodeValue(value).toString('latin1');
        if (seen.has(encoded)) return false;
        seen.add(encoded);
        bytes += encoded.length;
        values.add(encoded, value, encoded.length);
        return false;
      });
      if (bytes > mostDistinctBytes) throw new CommandError('BSONObjectTooLarge', 'distinct too big, 16mb cap');
      return undefined;
    });
    return { values: await collect(paced(values.inOrder()), context.slice) };
  },
};
