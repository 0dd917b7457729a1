import type { CivilDate } from '../../domain/time/instant';
import type { DomainEvent } from '../../domain/alerts/alert';
import type { UnitId } from '../../domain/ids';
import type { UnitFile, UnitFileFilter, UnitFiles } from '../../ports/dutyStorage';
import { leaving, outboxOf, type WithOutbox } from '../alerts/outbox';
import { batchSize, checkId, checkIds, checkText } from '../checkInput';
import { above, within } from '../conditions';
import { readPage, type ListOrder } from '../cursor';
import { scoped } from '../scope';
import type { Filter, Row, Table, Update } from '../table';

/** What every row of these has beside what it keeps. */
export interface UnitFileRow extends Row, WithOutbox {
  readonly _id: string;
  readonly unitId: UnitId;
  readonly unitPath: readonly UnitId[];
  readonly version: number;
  readonly kind: string;
  readonly state: string;
  /** The day it is listed by. */
  readonly on: CivilDate;
  readonly isTold: boolean;
  /** Whether what is collected is looked through for it. */
  readonly isWatched: boolean;
}

/** What a row is looked up by, of what it keeps. */
export type FileMarks = Pick<UnitFileRow, 'kind' | 'state' | 'on' | 'isWatched'>;

const NEWEST_FIRST: ListOrder<UnitFileRow> = { by: 'on', direction: -1, kind: 'text' };

/** Files of units: surveys by year, events, meetings. Each is listed by its day and changed by comparing its version. */
export function createUnitFiles<File extends UnitFile>(
  table: Table<UnitFileRow>,
  marksOf: (file: File) => FileMarks,
): UnitFiles<File> {
  const fields = (file: File): Partial<UnitFileRow> => {
    const { id: _id, ...rest } = file;
    return { ...(rest as unknown as Partial<UnitFileRow>), ...marksOf(file) };
  };
  const read = (row: UnitFileRow): File => {
    const { _id, outbox: _outbox, isWatched: _watched, on: _on, ...rest } = row;
    return { id: _id, ...rest } as unknown as File;
  };
  const many = async (filter: Filter, limit: number): Promise<readonly File[]> =>
    (await table.many(filter, { sort: { _id: 1 }, limit: batchSize(limit) })).map(read);
  return {
    insert: async (file, event) => {
      checkIds([file.unitId, ...file.unitPath], 'unitPath');
      const row = { _id: checkId(file.id, 'id'), ...fields(file), outbox: outboxOf([event]) };
      return (await table.insert(row as unknown as UnitFileRow)) === 'inserted';
    },
    byId: async (id, scope) => {
      const row = await scoped(table, scope).one({ _id: checkId(id, 'id') });
      return row === null ? null : read(row);
    },
    move: async (expected, next, event: DomainEvent) => {
      // A move or merge of its unit writes where it belongs, beside whatever step is taken.
      const { unitId: _unit, unitPath: _path, ...changed } = fields(next);
      return table.change({ _id: checkId(expected.id, 'id'), version: expected.version }, {
        $set: changed,
        ...leaving([event]),
      } as Update<UnitFileRow>);
    },
    list: async (filter, page, scope) =>
      readPage(
        scoped(table, scope, filter.unitId === undefined ? {} : { unitId: filter.unitId }),
        { filter: whereOf(filter), order: NEWEST_FIRST, page },
        read,
      ),
    untold: (limit) => many({ isTold: false }, limit),
    watched: (after, limit) =>
      many({ isWatched: true, ...(after === null ? {} : { _id: above(checkId(after, 'after')) }) }, limit),
    markTold: async ({ id, version }) => {
      await table.change({ _id: checkId(id, 'id'), version }, { $set: { isTold: true } } as Update<UnitFileRow>);
    },
  };
}

function whereOf({ kind, state, year }: UnitFileFilter): Filter {
  return {
    ...(kind === undefined ? {} : { kind: checkText(kind, 'kind', 40) }),
    ...(state === undefined ? {} : { state: checkText(state, 'state', 40) }),
    ...(year === undefined ? {} : { on: within(`${year}-01-01`, `${year + 1}-01-01`) }),
  };
}
