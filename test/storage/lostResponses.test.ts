import { createChangeTogether } from '../../src/storage/changeTogether';
import { createInsertTogether } from '../../src/storage/insertTogether';
import type { Filter, Row, RowChange, Table } from '../../src/storage/table';

interface Thing extends Row {
  readonly _id: string;
  readonly state: string;
}

/** A table whose writes of several rows go in, and whose response to them never comes. */
function losingTable(rows: Map<string, Thing>): Table<Thing> {
  const change = ({ _id, state }: Filter, update: RowChange<Thing>['update']): boolean => {
    const row = rows.get(String(_id));
    if (row === undefined || row.state !== state) return false;
    rows.set(row._id, { ...row, ...update.$set } as Thing);
    return true;
  };
  const insert = (row: Thing): 'inserted' | 'duplicate' => {
    if (rows.has(row._id)) return 'duplicate';
    rows.set(row._id, row);
    return 'inserted';
  };
  const table: Partial<Table<Thing>> = {
    one: async ({ _id }) => rows.get(String(_id)) ?? null,
    insert: async (row) => insert(row),
    insertMissing: async (some) => {
      some.forEach(insert);
      throw new Error('no response');
    },
    changeUnlessTaken: async (filter, update) => change(filter, update),
    changeEachUnlessTaken: async (each) => {
      for (const { filter, update } of each) change(filter, update);
      throw new Error('no response');
    },
  };
  return table as Table<Thing>;
}
const thing = (_id: string, state = 'open'): [string, Thing] => [_id, { _id, state }];

test('changes that went in though no response came are told as made, and what was done before them is not', async () => {
  const close = createChangeTogether(
    losingTable(new Map([thing('a'), thing('b'), thing('c', 'gone')])),
    (_id: string) => ({
      filter: { _id, state: 'open' },
      update: { $set: { state: 'closed' } },
      isDone: ({ state }) => state === 'closed',
    }),
  );
  expect(await Promise.all(['a', 'b', 'c', 'none'].map(close))).toEqual([true, true, false, false]);
  // Asked by itself, as before: somebody else has done it.
  expect(await close('a')).toBe(false);
});

test('rows that went in though no response came are told as inserted', async () => {
  const insert = createInsertTogether(losingTable(new Map()));
  const rows = ['a', 'b', 'c'].map((_id) => ({ _id, state: 'open' }));
  expect(await Promise.all(rows.map(insert))).toEqual(['inserted', 'inserted', 'inserted']);
  expect(await insert({ _id: 'a', state: 'open' })).toBe('duplicate');
});
