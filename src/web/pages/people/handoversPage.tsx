import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { HandoverView } from '../../../api/people';
import type { Column } from '../../components/dataTable';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { When } from '../../components/when';
import { paths } from '../../data/paths';
import { useHandovers } from '../../data/people';
import { useWords } from '../../words/words';

/** 交接记录: who gave what to whom, the newest first. */
export default function HandoversPage(): ReactNode {
  const { handover: texts } = useWords();
  const address = useListAddress([]);
  const read = useHandovers({ cursor: address.cursor });
  const columns: readonly Column<HandoverView>[] = [
    {
      key: 'from',
      title: texts.columns.from,
      place: 'lead',
      render: ({ id, fromName, toName }) => (
        <Link to={paths.handover(id)}>
          {fromName} → {toName}
        </Link>
      ),
    },
    { key: 'when', title: texts.columns.when, render: ({ at }) => <When at={at} /> },
    { key: 'by', title: texts.columns.by, render: ({ byName }) => byName },
    { key: 'why', title: texts.columns.why, className: 'cell-text', render: ({ reason }) => reason },
    {
      key: 'what',
      title: texts.columns.what,
      align: 'right',
      render: ({ id, items }) => <Link to={paths.handover(id)}>{texts.things(items.length)}</Link>,
    },
    {
      key: 'left',
      title: texts.columns.left,
      align: 'right',
      render: ({ state, left }) => (state === 'moving' ? texts.moving : texts.things(left.length)),
    },
  ];
  return (
    <>
      <PageTitle name={texts.records} />
      <p className="soft page-intro">{texts.recordsIntro}</p>
      <PagedList
        read={read}
        what={texts.records}
        label={texts.records}
        columns={columns}
        keyOf={({ id }) => id}
        empty={texts.none}
        address={address}
      />
    </>
  );
}
