import type { UnitId } from '../../domain/ids';
import { onceFor } from '../../domain/onceFor';
import type { Scope, Unit, Units } from '../../ports/storage';
import { leaving, outboxField, type WithOutbox } from '../alerts/outbox';
import { checkId, checkText } from '../checkInput';
import { createKnownRows } from '../knownRows';
import { count, documentSchema, instant, partSchema, text, texts } from '../schemaParts';
import { scoped, type ScopedTable } from '../scope';
import type { Row, Table } from '../table';

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
    addMissing: async (units) => {
      await table.insertMissing(
        units.map(({ id, key, name, parentId, path, level, sectors, region }) => ({
          _id: checkId(id, 'unit.id'),
          key: checkText(key, 'key'),
          name,
          parentId,
          path,
          depth: path.length,
          level,
          sectors,
          region,
          outbox: [],
        })),
      );
    },
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

function readUnit({ _id, key, name, parentId, path, level, sectors, region, earlier }: UnitRow): Unit {
  const unit: Unit = { id: _id, key, name, parentId, path, level, sectors, region };
  return earlier === undefined || earlier.length === 0 ? unit : { ...unit, earlier };
}
