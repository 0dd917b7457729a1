import type { ReactNode } from 'react';
import type { ListView } from '../../api/wire';
import type { Read } from '../data/queries';
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
  readonly empty: string;
  readonly emptyAction?: ReactNode;
  readonly address: Pick<ListAddress<string>, 'page' | 'next' | 'previous'>;
}

/**
 * A list from the server with everything around it: its outline while it loads, its failure, why it is empty, its
 * pages.
 */
export function PagedList<Item>({
  read,
  what,
  label,
  columns,
  keyOf,
  empty,
  emptyAction,
  address,
}: PagedListProps<Item>): ReactNode {
  return (
    <Reading read={read} what={what} rows={8}>
      {(list) =>
        list.items.length === 0 && address.page === 1 ? (
          <EmptyNote why={empty} action={emptyAction} />
        ) : (
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
        )
      }
    </Reading>
  );
}
