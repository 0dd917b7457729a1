import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ImportRowView } from '../../../api/imports';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { useImportRows } from '../../data/imports';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

const PAGES = { units: paths.unit, sites: paths.site, accounts: paths.account, people: null, liaisons: null } as const;

/** What each row comes to, with a link to what is registered of it. */
export function ImportRows({ id }: { readonly id: string }): ReactNode {
  const {
    imports: { rows: texts, kind, outcome, faults },
  } = useWords();
  const address = useListAddress(['kind', 'outcome']);
  const { filters } = address;
  const read = useImportRows(id, { ...filters, cursor: address.cursor });
  const columns = useMemo<readonly Column<ImportRowView>[]>(
    () => [
      {
        key: 'name',
        title: texts.name,
        place: 'lead',
        render: (row) => {
          const to = PAGES[row.kind];
          return row.id === null || to === null ? row.name : <Link to={to(row.id)}>{row.name}</Link>;
        },
      },
      { key: 'outcome', title: texts.outcome, place: 'state', render: (row) => outcome[row.outcome] },
      { key: 'kind', title: texts.kind, render: (row) => kind[row.kind] },
      { key: 'place', title: faults.place, render: ({ sheet, row }) => `${sheet} ${faults.row(figure(row))}` },
      {
        key: 'changes',
        title: texts.changes,
        className: 'cell-text',
        render: ({ changes }) =>
          changes.map(({ field, header, before, after }) => (
            <div key={field}>{texts.change(header || field, before || texts.empty, after || texts.empty)}</div>
          )),
      },
    ],
    [texts, kind, outcome, faults],
  );
  const choice = (name: 'kind' | 'outcome', label: string, words: Readonly<Record<string, string>>) => ({
    name,
    label,
    choices: choicesOf(words),
  });
  return (
    <section>
      <h2>{texts.title}</h2>
      <FilterBar
        filters={[choice('kind', texts.kind, kind), choice('outcome', texts.outcome, outcome)]}
        address={address}
      />
      <PagedList
        read={read}
        what={texts.title}
        label={texts.title}
        columns={columns}
        keyOf={({ sheet, row }) => `${sheet} ${row}`}
        address={address}
        empty={texts.none}
        emptyFiltered={texts.none}
      />
    </section>
  );
}
