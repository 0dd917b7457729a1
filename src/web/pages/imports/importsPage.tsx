import { Button } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ImportView } from '../../../api/imports';
import type { Column } from '../../components/dataTable';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Ago } from '../../components/when';
import { useImports, useTableFile } from '../../data/imports';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { HandInPanel } from './handInPanel';
import { sumOf } from './sumOf';

/** 导入: tables of the register in and out, and what was handed in so far. */
export default function ImportsPage(): ReactNode {
  const { imports: texts } = useWords();
  const address = useListAddress<never>([]);
  const read = useImports({ cursor: address.cursor });
  const tableFile = useTableFile();
  const columns = useMemo<readonly Column<ImportView>[]>(
    () => [
      {
        key: 'file',
        title: texts.columns.file,
        place: 'lead',
        render: ({ id, fileName }) => <Link to={paths.import(id)}>{fileName}</Link>,
      },
      { key: 'state', title: texts.columns.state, place: 'state', render: ({ state }) => texts.state[state] },
      {
        key: 'counts',
        title: texts.columns.counts,
        render: ({ counts, faults }) =>
          texts.counts(figure(sumOf(counts.new)), figure(sumOf(counts.differs)), figure(faults)),
      },
      { key: 'by', title: texts.columns.by, render: ({ byName }) => byName },
      { key: 'at', title: texts.columns.at, align: 'right', render: ({ uploadedAt }) => <Ago at={uploadedAt} /> },
    ],
    [texts],
  );
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        <span className="row-actions">
          <Button onClick={() => tableFile.mutate('/imports/template')}>{texts.template}</Button>
          <Button onClick={() => tableFile.mutate('/register/export?format=xlsx')}>{texts.exportXlsx}</Button>
          <Button onClick={() => tableFile.mutate('/register/export?format=csv')}>{texts.exportCsv}</Button>
        </span>
      </div>
      <p className="soft page-intro">{texts.intro}</p>
      <HandInPanel />
      <h2>{texts.history}</h2>
      <PagedList
        read={read}
        what={texts.history}
        label={texts.history}
        columns={columns}
        keyOf={({ id }) => id}
        address={address}
        empty={texts.none}
      />
    </>
  );
}
