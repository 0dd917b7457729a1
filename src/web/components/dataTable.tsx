import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ListView } from '../../api/wire';
import { clockTime, fullInstant } from '../time/civil';
import { figure } from '../time/figure';
import { useAppearance } from '../theme/appearance';
import { useFirstWords } from '../words/words';
import type { ListAddress } from './listAddress';

export interface Column<Item> {
  readonly key: string;
  readonly title: string;
  readonly render: (item: Item) => ReactNode;
  readonly align?: 'right';
  /** `lead`: the name, first line on a narrow screen. `state`: beside it. Others follow with their title in front. */
  readonly place?: 'lead' | 'state';
  readonly className?: string;
}

interface DataTableProps<Item> {
  readonly label: string;
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Greyed while another page is on its way. */
  readonly waiting?: boolean;
}

/**
 * A plain table: the server sorts and pages, so the machinery of a table widget (its sorting, paging, selection and
 * their 60 kB) would have nothing to do. Sticky head, hairlines, rows of 40 or 32 px, on narrow screens one block a
 * row. `j`/`k` walk the links of the lead column.
 */
export function DataTable<Item>({ label, columns, items, keyOf, waiting = false }: DataTableProps<Item>): ReactNode {
  const { density } = useAppearance();
  const classOf = (column: Column<Item>): string =>
    [
      column.align === 'right' ? 'cell-right' : '',
      column.place === undefined ? 'cell-more' : `cell-${column.place}`,
      column.className ?? '',
    ]
      .join(' ')
      .trim();
  return (
    <div className="table-frame" aria-busy={waiting}>
      <table className={`table table-${density}${waiting ? ' table-waiting' : ''}`} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={keyOf(item)} data-row="">
              {columns.map((column) =>
                column.place === 'lead' ? (
                  <th key={column.key} scope="row" className={classOf(column)}>
                    {column.render(item)}
                  </th>
                ) : (
                  <td key={column.key} className={classOf(column)} data-label={column.title}>
                    {column.render(item)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Under a list: how many are shown, whether more follow, how old they are, and the way on and back. */
export function Pager({
  list,
  address,
}: {
  readonly list: ListView<unknown>;
  readonly address: Pick<ListAddress<string>, 'page' | 'next' | 'previous'>;
}): ReactNode {
  const {
    common: { table },
  } = useFirstWords();
  const { nextCursor } = list;
  return (
    <nav className="pager" aria-label={table.next}>
      <span className="soft tabular">
        {table.shown(figure(list.items.length))} · {nextCursor === null ? table.end : table.more} ·{' '}
        <time dateTime={list.asOf} title={fullInstant(list.asOf)}>
          {table.asOf(clockTime(list.asOf))}
        </time>
      </span>
      <span className="pager-steps">
        {address.page > 1 ? (
          <Button size="small" onClick={address.previous}>
            {table.previous}
          </Button>
        ) : null}
        {nextCursor === null ? null : (
          <Button size="small" onClick={() => address.next(nextCursor)}>
            {table.next}
          </Button>
        )}
      </span>
    </nav>
  );
}
