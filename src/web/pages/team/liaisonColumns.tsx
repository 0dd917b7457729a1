import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { LiaisonView } from '../../../api/team';
import type { Column } from '../../components/dataTable';
import { paths } from '../../data/paths';
import type { Words } from '../../words/zh';

function Phones({ liaison }: { readonly liaison: LiaisonView }): ReactNode {
  return [liaison.mobile, liaison.officePhone].map((number) =>
    number === null ? null : (
      <div key={number} className="num">
        {number.includes('*') ? number : <a href={`tel:${number.replace(/[^+\d]/g, '')}`}>{number}</a>}
      </div>
    ),
  );
}

/** The columns of a list of liaisons; without `act` nothing may be done about them. */
export function liaisonColumns(
  texts: Words['team'],
  {
    withUnit,
    act,
  }: {
    readonly withUnit: boolean;
    readonly act: ((step: 'change' | 'end', liaison: LiaisonView) => void) | null;
  },
): readonly Column<LiaisonView>[] {
  return [
    {
      key: 'who',
      title: texts.columns.who,
      place: 'lead',
      render: ({ name, person }) => (
        <>
          {name}
          {person === null ? null : <div className="soft">{texts.linked(person.name)}</div>}
        </>
      ),
    },
    { key: 'duty', title: texts.columns.duty, place: 'state', render: ({ duty }) => texts.duty[duty] },
    ...(withUnit
      ? [
          {
            key: 'unit',
            title: texts.columns.unit,
            render: ({ unitId, unitName }: LiaisonView) => <Link to={paths.unit(unitId)}>{unitName}</Link>,
          },
        ]
      : []),
    {
      key: 'post',
      title: texts.columns.post,
      className: 'cell-text',
      render: ({ post, rank }) => (
        <>
          {post}
          {rank === null ? null : <div className="soft">{texts.rank[rank]}</div>}
        </>
      ),
    },
    { key: 'phone', title: texts.columns.phone, render: (liaison) => <Phones liaison={liaison} /> },
    {
      key: 'since',
      title: texts.columns.since,
      render: ({ sinceOn, untilOn }) => (
        <span className="num">
          {sinceOn} – {untilOn ?? texts.now}
        </span>
      ),
    },
    ...(act === null
      ? []
      : [
          {
            key: 'act',
            title: '',
            align: 'right' as const,
            render: (liaison: LiaisonView) =>
              liaison.untilOn !== null ? null : (
                <span className="row-actions">
                  <Button
                    size="small"
                    aria-label={texts.changeTitle(liaison.name)}
                    onClick={() => act('change', liaison)}
                  >
                    {texts.change}
                  </Button>
                  <Button size="small" aria-label={texts.endTitle(liaison.name)} onClick={() => act('end', liaison)}>
                    {texts.end}
                  </Button>
                </span>
              ),
          },
        ]),
  ];
}
