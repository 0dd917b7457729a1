import { mongo } from 'mongoose';
import { onceFor } from '../../domain/onceFor';
import type { Alerts, AlertText, Scope } from '../../ports/storage';
import type { JsonShape } from '../../ports/rowJson';
import type { ByteRows } from '../byteRows';
import { batchSize, checkId } from '../checkInput';
import { above } from '../conditions';
import { BSON } from '../jsonWriter';
import { createJsonOfRows, type Exceptions, type JsonOfRows } from '../jsonOfRows';
import { sightOf } from '../scope';
import type { Filter, Table } from '../table';
import { readChange, type AlertChangeRow } from './alertRow';

/** Earlier versions did not say who acknowledged an alert but in what was acknowledged. */
const FOR_THE_OFFICE: Exceptions = {
  by: ['changedBy', 'change'],
  isOne: (row) => row.isNothing('changedBy') && row.isText('change', 'acknowledged'),
};
/** Of what lies in several units each reader is shown another part. */
const FOR_A_UNIT: Exceptions = {
  by: [...FOR_THE_OFFICE.by, 'byUnit'],
  isOne: (row) => !row.isNothing('byUnit') || FOR_THE_OFFICE.isOne(row),
};

/**
 * Lines of the log as they are sent: by the bytes they are stored in wherever these say all of it, as alerts else. Who
 * was away reads a hundred thousand of them.
 */
export function createAlertTexts(log: Table<AlertChangeRow>, since: Alerts['since']): Alerts['texts'] {
  const compiled = onceFor((shape: JsonShape) => ({
    office: createJsonOfRows(shape, FOR_THE_OFFICE),
    unit: createJsonOfRows(shape, FOR_A_UNIT),
  }));
  /** Null: some of it is being moved away from the reader, and lines alone do not say what. */
  const whatIsSeen = async (scope: Scope): Promise<Filter | null> => {
    if (scope === null) return {};
    const { gone } = await sightOf(log, [checkId(scope, 'scope')]);
    return gone.length === 0 ? { unitPath: scope } : null;
  };
  return async (seq, { limit, shape }, scope) => {
    const seen = await whatIsSeen(scope);
    const asked = { sort: { _id: 1 }, limit: batchSize(limit) } as const;
    const found = seen && (await log.wholeBytes({ ...seen, _id: above(seq) }, asked));
    if (found === null) return (await since(seq, limit, scope)).map((alert) => ({ seq: alert.seq, alert }));
    const { office, unit } = compiled(shape);
    return textsOf(found, scope === null ? office : unit);
  };
}

function textsOf(found: ByteRows, jsonOf: JsonOfRows): readonly AlertText[] {
  return jsonOf.of(found).map((json, n) => {
    const start = found.starts[n] as number;
    const bytes = found.bytes.subarray(start, start + found.bytes.readInt32LE(start));
    const seq = idOf(bytes);
    if (json !== null && seq !== null) return { seq, json };
    const alert = readChange(mongo.BSON.deserialize(bytes) as AlertChangeRow);
    return { seq: alert.seq, alert };
  });
}

const ID_NAME = '_id\0';

/** The number a line begins with; null: it begins with something else. */
function idOf(bytes: Buffer): number | null {
  if (bytes.toString('latin1', 5, 5 + ID_NAME.length) !== ID_NAME) return null;
  const [type, at] = [bytes[4], 5 + ID_NAME.length];
  if (type === BSON.int) return bytes.readInt32LE(at);
  return type === BSON.double ? bytes.readDoubleLE(at) : null;
}
