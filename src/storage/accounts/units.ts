import type { DomainEvent } from '../../domain/alerts/alert';
import type { UnitId } from '../../domain/ids';
import { onceFor } from '../../domain/onceFor';
import type { Instant } from '../../domain/time/instant';
import type { Scope, Unit, Units } from '../../ports/storage';
import { leaving, outboxField, outboxOf, type WithOutbox } from '../alerts/outbox';
import { checkId, checkText } from '../checkInput';
import { createKnownRows } from '../knownRows';
import { count, documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import { scoped, type ScopedTable } from '../scope';
import type { Filter, Row, Table } from '../table';

export interface UnitRow extends Row, Partial<WithOutbox> {
  readonly _id: UnitId;
  readonly key: string;
  readonly name: string;
  readonly parentId: UnitId | null;
  readonly path: readonly UnitId[];
  readonly depth: number;
  readonly level: Unit['level'];
  readonly sectors: readonly string[];
  readonly region: string;
  readonly earlier?: Unit['earlier'];
  /** These three: absent in rows of before. */
  readonly creditCode?: string | null;
  readonly closedAt?: Instant | null;
  readonly mergedIntoId?: UnitId | null;
}

export const unitSchema = documentSchema({
  _id: text,
  key: text,
  name: text,
  parentId: text,
  path: texts,
  depth: count,
  level: text,
  sectors: texts,
  region: text,
  earlier: { type: [partSchema({ until: instant, level: text, sectors: texts, region: text })] },
  creditCode: text,
  closedAt: instant,
  mergedIntoId: text,
  outbox: outboxField,
});

/** Far above the units of a province; a list that reached it would be cut without a word, so it must not be reached. */
const MAX_UNITS = 50_000;
/** Units kept to be given again, about 1 KB each. */
const MOST_KNOWN = 20_000;

export function createUnits(table: Table<UnitRow>): Units {
  const known = createKnownRows<UnitRow>(MOST_KNOWN);
  const listed = onceFor(readUnit);
  const under = (scope: Scope): ScopedTable<UnitRow> => scoped(table, scope, { field: 'path' });
  return {
    upsert: async (unit) => {
      const key = checkText(unit.key, 'key');
      const known = await table.one({ key });
      const id = known?._id ?? checkId(unit.id, 'unit.id');
      // The path ends in the unit itself: a unit that is there already keeps the id others know it by.
      const path = unit.path.map((step) => (step === unit.id ? id : step));
      const { name, parentId, level, sectors, region } = unit;
      const fields = { name, parentId, path, depth: path.length, level, sectors: [...sectors], region };
      return readUnit(await table.put({ key }, { $set: fields, $setOnInsert: { _id: id } }));
    },
    addMissing: async (units, eventOf) => {
      await table.insertMissing(units.map((unit) => newRow(unit, eventOf === undefined ? [] : [eventOf(unit)])));
    },
    add: async (unit, event) => (await table.insertMissing([newRow(unit, [event])])) === 1,
    changeRecord: async (expected, { name, creditCode }, event) =>
      table.change(asRead(expected), { $set: { name, creditCode }, ...leaving([event]) }),
    setClosed: async (expected, closed, event) =>
      table.change(asRead(expected), {
        $set: { closedAt: closed?.at ?? null, mergedIntoId: closed?.intoId ?? null },
        ...leaving([event]),
      }),
    changeNature: async ({ id, level, sectors, region }, { to, at, event }) =>
      table.change(
        { _id: checkId(id, 'unitId'), level, sectors: [...sectors], region },
        {
          $set: { level: to.level, sectors: [...to.sectors], region: to.region },
          $push: { ...leaving([event]).$push, earlier: { until: at, level, sectors: [...sectors], region } },
        },
      ),
    byId: async (id, scope) => {
      const row = await under(scope).one({ _id: checkId(id, 'unitId') });
      return row === null ? null : readUnit(row);
    },
    list: async (scope) =>
      // All of them are put in order here: what is known of them is not read by the store to sort it.
      scope === null
        ? (await table.many({}, { sort: { _id: 1 }, limit: MAX_UNITS, known })).map(listed).sort(byPlace)
        : (await under(scope).many({}, { sort: { depth: 1, key: 1 }, limit: MAX_UNITS, known })).map(listed),
  };
}

/** Those above before those below, as the store sorts them by `depth` and `key`. */
function byPlace(one: Unit, other: Unit): number {
  if (one.path.length !== other.path.length) return one.path.length - other.path.length;
  return one.key < other.key ? -1 : 1;
}

/** The unit with the name, code and state it was read with: whoever changes it otherwise meanwhile comes first. */
function asRead({ id, name, creditCode = null, closed }: Unit): Filter {
  return { _id: checkId(id, 'unitId'), name, creditCode, closedAt: closed?.at ?? null };
}

function newRow(unit: Unit, events: readonly DomainEvent[]): UnitRow {
  const { id, key, name, parentId, path, level, sectors, region, creditCode = null, closed } = unit;
  return {
    _id: checkId(id, 'unit.id'),
    key: checkText(key, 'key'),
    name,
    parentId,
    path,
    depth: path.length,
    level,
    sectors,
    region,
    creditCode,
    closedAt: closed?.at ?? null,
    mergedIntoId: closed?.intoId ?? null,
    outbox: outboxOf(events),
  };
}

function readUnit(row: UnitRow): Unit {
  const { _id, key, name, parentId, path, level, sectors, region } = row;
  const { earlier = [], creditCode = null, closedAt = null, mergedIntoId = null } = row;
  return {
    ...{ id: _id, key, name, parentId, path, level, sectors, region },
    ...(earlier.length === 0 ? {} : { earlier }),
    ...(creditCode === null ? {} : { creditCode }),
    ...(closedAt === null ? {} : { closed: { at: closedAt, intoId: mergedIntoId } }),
  };
}
