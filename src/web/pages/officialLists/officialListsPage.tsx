import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { OfficialListView } from '../../../api/officialLists';
import type { Column } from '../../components/dataTable';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Ago } from '../../components/when';
import { useOfficialLists } from '../../data/officialLists';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';
import { AccountTabs } from '../accounts/accountTabs';
import { DiffFigures } from './diffFigures';

const HandInList = lazy(() => import('./handInList'));

/** 名录比对: official lists, each with what differs between it and the register. */
export default function OfficialListsPage(): ReactNode {
  const { officialLists: texts } = useWords();
  const address = useListAddress<never>([]);
  const [handing, setHanding] = useState(false);
  const columns = useMemo<readonly Column<OfficialListView>[]>(
    () => [
      {
        key: 'source',
        title: texts.columns.source,
        place: 'lead',
        className: 'cell-text',
        render: ({ id, source, listedOn, fileName }) => (
          <>
            <Link to={paths.officialList(id)}>{texts.named(source, listedOn)}</Link>
            <div className="soft breakable">{fileName}</div>
          </>
        ),
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state',
        render: ({ replacedAt }) => (replacedAt === null ? texts.standing : texts.replaced),
      },
      { key: 'found', title: texts.columns.found, render: (list) => <DiffFigures list={list} /> },
      { key: 'by', title: texts.columns.by, render: ({ byName }) => byName },
      { key: 'at', title: texts.columns.at, align: 'right', render: ({ at }) => <Ago at={at} /> },
    ],
    [texts],
  );
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        <Button className="head-action" onClick={() => setHanding(true)}>
          {texts.handIn}
        </Button>
      </div>
      <AccountTabs />
      <p className="soft page-intro">{texts.intro}</p>
      <PagedList
        read={useOfficialLists({ cursor: address.cursor })}
        what={texts.title}
        label={texts.title}
        columns={columns}
        keyOf={({ id }) => id}
        empty={texts.none}
        address={address}
      />
      {handing ? (
        <Suspense fallback={null}>
          <HandInList onClose={() => setHanding(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
