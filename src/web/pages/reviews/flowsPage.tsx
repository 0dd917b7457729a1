import { Button, Select } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { ReviewFlowView, TakersView } from '../../../api/reviews';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { useListAddress } from '../../components/listAddress';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { useReviewFlows, useWithdrawFlow } from '../../data/reviews';
import { useMe } from '../../data/queries';
import { useOpenUnits } from '../../data/units';
import { useAppearance } from '../../theme/appearance';
import { useWords } from '../../words/words';
import type { Words } from '../../words/zh';
import { ANY } from '../notifications/picks';
import { ReviewTabs } from './reviewTabs';
import { titleOf } from './stageText';

const FlowDialog = lazy(() => import('./flowDialog'));
const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

/** 审核流程: how each kind is reviewed in a unit or in the office, by whom, and the secrecy gate. */
export default function FlowsPage(): ReactNode {
  const words = useWords();
  const { flows: texts, ...reviews } = words.reviews;
  const { language } = useAppearance();
  const me = useMe().data;
  const address = useListAddress(['unit']);
  const unitId = address.filters.unit ?? me?.unitId ?? null;
  const read = useReviewFlows(unitId);
  const units = useOpenUnits().data?.items ?? [];
  const [leaving, setLeaving] = useState<ReviewFlowView | null>(null);
  const [editing, setEditing] = useState<ReviewFlowView | null>(null);
  const may = me?.actions.includes('review.manage') === true && (unitId !== null || me.unitId === null);
  const columns: readonly Column<ReviewFlowView>[] = [
    { key: 'kind', title: texts.columns.kind, place: 'lead', render: ({ kind }) => reviews.kind[kind] },
    {
      key: 'stages',
      title: texts.columns.stages,
      className: 'cell-text',
      render: ({ stages }) => (
        <ol>
          {stages.map(({ key, takers, ...stage }) => (
            <li key={key}>
              {titleOf(stage, language)} · <span className="soft">{takersText(takers, words)}</span>
            </li>
          ))}
        </ol>
      ),
    },
    {
      key: 'secrecy',
      title: texts.columns.secrecy,
      render: ({ secrecy, stages }) => {
        const before = stages.find(({ key }) => key === secrecy?.before);
        return secrecy === null || before === undefined
          ? texts.noSecrecy
          : texts.secrecyBefore(titleOf(before, language), takersText(secrecy.takers, words));
      },
    },
    { key: 'returns', title: texts.columns.returns, render: ({ returnsTo }) => texts.returnsTo[returnsTo] },
    {
      key: 'source',
      title: texts.columns.source,
      render: ({ source, sourceName, clause }) => (
        <>
          {source === 'superior' ? `${texts.source.superior}${words.common.colon}${sourceName}` : texts.source[source]}
          <div className="soft">{clause}</div>
        </>
      ),
    },
    {
      key: 'act',
      title: texts.columns.act,
      align: 'right',
      render: (flow) =>
        // A mandate concerns the whole office: no unit reviews it otherwise.
        !may || (flow.kind === 'mandate' && unitId !== null) ? null : (
          <span className="row-actions">
            <Button size="small" aria-label={texts.editOne(reviews.kind[flow.kind])} onClick={() => setEditing(flow)}>
              {texts.edit}
            </Button>
            {flow.source === (unitId === null ? 'office' : 'unit') ? (
              <Button
                size="small"
                aria-label={texts.withdrawOne(reviews.kind[flow.kind])}
                onClick={() => setLeaving(flow)}
              >
                {texts.withdraw}
              </Button>
            ) : null}
          </span>
        ),
    },
  ];
  return (
    <>
      <PageTitle name={reviews.settings} />
      <ReviewTabs shown="settings" />
      <p className="soft page-intro">{texts.intro}</p>
      <div className="filter-bar" role="group">
        <Select
          showSearch
          aria-label={texts.unit}
          className="filter-select"
          virtual={false}
          popupMatchSelectWidth={false}
          optionFilterProp="label"
          value={unitId ?? ANY}
          options={[
            ...(me?.unitId === null ? [{ value: ANY, label: texts.office }] : []),
            ...units.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value: string) => address.setFilter('unit', value === ANY ? null : value)}
        />
      </div>
      <Reading read={read} what={reviews.settings} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable label={reviews.settings} columns={columns} items={items} keyOf={({ kind }) => kind} />
          )
        }
      </Reading>
      {leaving === null ? null : (
        <Suspense fallback={null}>
          <WithdrawDialog flow={leaving} unitId={unitId} onClose={() => setLeaving(null)} />
        </Suspense>
      )}
      {editing === null ? null : (
        <Suspense fallback={null}>
          <FlowDialog flow={editing} unitId={unitId} onClose={() => setEditing(null)} />
        </Suspense>
      )}
    </>
  );
}

/** What was set for a unit, or for all of them, holds no more. */
function WithdrawDialog({
  flow: { kind, version },
  unitId,
  onClose,
}: {
  readonly flow: ReviewFlowView;
  readonly unitId: string | null;
  readonly onClose: () => void;
}): ReactNode {
  const { flows: texts, ...reviews } = useWords().reviews;
  const withdraw = useWithdrawFlow();
  return (
    <ReasonDialog
      title={texts.withdrawOne(reviews.kind[kind])}
      consequence={unitId === null ? texts.withdrawsToConfigured : texts.withdrawsToSuperior}
      button={texts.withdrawButton}
      danger
      pending={withdraw.isPending}
      failure={withdraw.error}
      onClose={onClose}
      onSubmit={(reason) => withdraw.mutate({ kind, unitId, version, reason }, { onSuccess: onClose })}
    />
  );
}

/** Whoever may, and whoever is named; and that none of them is there any more. */
function takersText(
  { actions, names, duties = [], within, isStuck }: TakersView,
  { codes, common, reviews, team }: Words,
): string {
  const who = [
    ...actions.map((action) => codes.action[action]),
    ...duties.map((duty) => team.duty[duty]),
    ...names,
  ].join(common.comma);
  const stuck = isStuck ? ` · ${reviews.flows.stuck}` : '';
  return `${who} · ${reviews.flows.within[within]}${stuck}`;
}
