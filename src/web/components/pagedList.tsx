import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ListView } from '../../api/wire';
import type { Read } from '../data/queries';
import { useWords } from '../words/words';
import { DataTable, Pager, type Column } from './dataTable';
import { EmptyNote } from './emptyNote';
import type { ListAddress } from './listAddress';
import { Reading } from './reading';

interface PagedListProps<Item> {
  readonly read: Read<ListView<Item>>;
  readonly what: string;
  readonly label: string;
  readonly columns: readonly Column<Item>[];
  readonly keyOf: (item: Item) => string;
  /** Why nothing is there, and the one action that helps. */
  readonly empty: string;
  readonly emptyAction?: ReactNode;
  /** Why nothing is there when filters are set; the action is then to remove them. */
  readonly emptyFiltered?: string;
  readonly address: Pick<ListAddress<string>, 'page' | 'next' | 'previous' | 'filtered' | 'clear'>;
}

/**
 * A list from the server with everything around it: its outline while it loads, its failure, why it is empty, its
 * pages.
 */
export function PagedList<Item>(props: PagedListProps<Item>): ReactNode {
  const { read, what, label, columns, keyOf, empty, emptyAction, emptyFiltered, address } = props;
  const {
    common: { table },
  } = useWords();
  const clear = (
    <Button size="small" onClick={address.clear}>
      {table.clear}
    </Button>
  );
  return (
    <Reading read={read} what={what} rows={8}>
      {(list) => {
        // A page may be read for others than the reader: what comes behind it is led to.
        if (list.items.length === 0 && address.page === 1 && list.nextCursor === null)
          return address.filtered && emptyFiltered !== undefined ? (
            <EmptyNote why={emptyFiltered} action={clear} />
          ) : (
            <EmptyNote why={empty} action={emptyAction} />
          );
        return (
          <>
            <DataTable
              label={label}
              columns={columns}
              items={list.items}
              keyOf={keyOf}
              waiting={read.isPlaceholderData}
            />
            <Pager list={list} address={address} />
          </>
        );
      }}
    </Reading>
  );
}
