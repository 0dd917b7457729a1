import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { HandoverView } from '../../../api/people';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { PageTitle } from '../../components/pageTitle';
import { Facts } from '../../components/panel';
import { Reading } from '../../components/reading';
import { paths } from '../../data/paths';
import { useHandover } from '../../data/people';
import { fullInstant } from '../../time/civil';
import { useWords } from '../../words/words';

type Item = HandoverView['items'][number];

function Sheet({ handover }: { readonly handover: HandoverView }): ReactNode {
  const { handover: texts, team } = useWords();
  const keyOf = ({ kind, id }: Item): string => `${kind} ${id}`;
  const left = new Map(handover.left.map((item) => [keyOf(item), item.why]));
  const keptOf = (item: Item): string => {
    const why = left.get(keyOf(item));
    return why === undefined || why === null ? texts.kept : `${texts.kept}：${texts.why[why]}`;
  };
  const labelOf = ({ kind, label }: Item): string =>
    kind === 'liaison' ? (Object.entries(team.duty).find(([duty]) => duty === label)?.[1] ?? label) : label;
  const columns: readonly Column<Item>[] = [
    { key: 'name', title: texts.name, place: 'lead', render: labelOf },
    { key: 'kind', title: texts.item, render: ({ kind }) => texts.kind[kind] },
    {
      key: 'state',
      title: texts.state,
      render: (item) =>
        handover.state === 'moving' ? texts.moving : left.has(keyOf(item)) ? keptOf(item) : texts.given,
    },
  ];
  return (
    <>
      <Facts
        items={[
          [texts.columns.from, `${handover.fromName}${handover.isDisabled ? `（${texts.disabled}）` : ''}`],
          [texts.columns.to, handover.toName],
          [texts.columns.by, handover.byName],
          [texts.columns.when, fullInstant(handover.at)],
          [texts.columns.why, handover.reason],
        ]}
      />
      {handover.items.length === 0 ? (
        <EmptyNote why={texts.nothingHeld} />
      ) : (
        <DataTable label={texts.sheet} columns={columns} items={handover.items} keyOf={keyOf} />
      )}
      <p>{texts.sign}</p>
    </>
  );
}

/** 工作交接单: one hand-over, to be read, printed and signed. */
export default function HandoverPage(): ReactNode {
  const { id = '' } = useParams();
  const { handover: texts } = useWords();
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.sheet} />
        <Button className="head-action" onClick={() => window.print()}>
          {texts.print}
        </Button>
      </div>
      <p className="page-sub">
        <Link to={paths.handovers}>{texts.back}</Link>
      </p>
      <Reading read={useHandover(id)} what={texts.sheet} rows={6}>
        {(handover) => <Sheet handover={handover} />}
      </Reading>
    </>
  );
}
