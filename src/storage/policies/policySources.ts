import type { PolicySourceId } from '../../domain/ids';
import type { PolicySource } from '../../domain/policies/policy';
import type { Instant } from '../../domain/time/instant';
import type { PolicySources } from '../../ports/storage';
import { leaving, outboxField, type WithOutbox } from '../alerts/outbox';
import { checkId, checkText } from '../checkInput';
import { sharedRead } from '../coalesce';
import { count, documentSchema, flag, instant, partSchema, text, textByKey } from '../schemaParts';
import type { Row, Table } from '../table';

export interface PolicySourceRow extends Row, Omit<PolicySource, 'id'>, Partial<WithOutbox> {
  readonly _id: PolicySourceId;
  readonly lastLookAt: Instant | null;
  readonly lastSightAt: Instant | null;
  readonly lastOutcome: string | null;
  readonly lastDetail: string | null;
  readonly entries: number;
}

export const policySourceSchema = documentSchema({
  _id: text,
  key: text,
  kind: text,
  title: text,
  authority: text,
  url: text,
  whitelisted: flag,
  settings: textByKey,
  counterpartKey: text,
  counterpartByHand: flag,
  earlier: { type: [partSchema({ until: instant, counterpartKey: text })] },
  outbox: outboxField,
  lastLookAt: instant,
  lastSightAt: instant,
  lastOutcome: text,
  lastDetail: text,
  entries: count,
});

const MAX_SOURCES = 1_000;
/** Looks that really saw the list; every other outcome leaves the last sight where it was. */
const SIGHT: readonly string[] = ['items', 'proven-empty'];

export function createPolicySources(table: Table<PolicySourceRow>): PolicySources {
  // With every page of policies, for the names of their sources.
  const readAll = sharedRead(() => table.many({}, { sort: { key: 1 }, limit: MAX_SOURCES }));
  return {
    upsert: async (source) => {
      const { id, key, counterpartKey = null, counterpartByHand: _byHand, earlier: _earlier, ...fields } = source;
      const row = await table.put(
        { key: checkText(key, 'key') },
        {
          $set: fields,
          $setOnInsert: {
            _id: checkId(id, 'source.id'),
            counterpartKey,
            lastLookAt: null,
            lastSightAt: null,
            lastOutcome: null,
            lastDetail: null,
            entries: 0,
          },
        },
      );
      return readSource(row);
    },
    changeCounterpart: async ({ id, counterpartKey = null }, { to, byHand, at, event }) =>
      table.change(
        { _id: checkId(id, 'sourceId'), counterpartKey },
        {
          $set: { counterpartKey: to, counterpartByHand: byHand },
          $push: { ...leaving([event]).$push, earlier: { until: at, counterpartKey } },
        },
      ),
    all: async () => (await readAll()).map(readSource),
    recordLook: async (id, look) => {
      const seen = SIGHT.includes(look.outcome) ? { lastSightAt: look.at, entries: look.entries } : {};
      await table.change(
        { _id: checkId(id, 'sourceId') },
        { $set: { lastLookAt: look.at, lastOutcome: look.outcome, lastDetail: look.detail, ...seen } },
      );
    },
    health: async () =>
      (await readAll()).map((row) => ({
        source: readSource(row),
        lastLookAt: row.lastLookAt,
        lastSightAt: row.lastSightAt,
        lastOutcome: row.lastOutcome,
        entries: row.entries,
      })),
  };
}

function readSource(row: PolicySourceRow): PolicySource {
  return {
    id: row._id,
    key: row.key,
    kind: row.kind,
    title: row.title,
    authority: row.authority,
    url: row.url,
    whitelisted: row.whitelisted,
    ...(row.settings ? { settings: row.settings } : {}),
    ...(typeof row.counterpartKey === 'string' ? { counterpartKey: row.counterpartKey } : {}),
    ...(row.counterpartByHand === true ? { counterpartByHand: true } : {}),
    ...(row.earlier === undefined || row.earlier.length === 0 ? {} : { earlier: row.earlier }),
  };
}
