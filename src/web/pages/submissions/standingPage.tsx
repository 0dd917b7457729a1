import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import type { MonthFigure } from '../../../domain/submissions/quota';
import type { StandingListView, StandingView } from '../../../api/submissions';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { Due, When } from '../../components/when';
import { useTableFile } from '../../data/imports';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useStanding } from '../../data/submissions';
import { queryText } from '../../data/api';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';
import { SubmissionTabs } from './submissionTabs';

/** How units stand in a month: a unit sees itself and those below it, the office all of them. */
export default function StandingPage(): ReactNode {
  const { submissions: texts, common } = useWords();
  const [search, setSearch] = useSearchParams();
  const month = search.get('month');
  const order = search.get('order');
  const me = useMe().data;
  const read = useStanding({ month, order });
  const save = useTableFile();
  const set = (name: string, value: string): void =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.set(name, value);
        return after;
      },
      { preventScrollReset: true },
    );
  const shown = month ?? read.data?.month ?? '';
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.standing} />
        <Button
          className="head-action"
          loading={save.isPending}
          onClick={() => save.mutate(`/submission-standing/file${queryText({ month })}`)}
        >
          {texts.save}
        </Button>
      </div>
      <SubmissionTabs shown="standing" />
      <div className="filter-bar">
        <Field label={texts.month}>
          <Input
            type="month"
            aria-label={texts.month}
            value={shown}
            onChange={(event) => {
              if (/^\d{4}-\d{2}$/.test(event.target.value)) set('month', event.target.value);
            }}
          />
        </Field>
        {me?.unitId === null ? (
          <Field label={texts.order}>
            <Select
              virtual={false}
              aria-label={texts.order}
              value={order === 'missing' ? 'missing' : 'tree'}
              options={(['tree', 'missing'] as const).map((value) => ({ value, label: texts.orders[value] }))}
              onChange={(value) => set('order', value)}
            />
          </Field>
        ) : null}
      </div>
      {save.error === null ? null : (
        <Failure failure={save.error} title={common.failure.actionTitle(texts.save)} of="change" />
      )}
      <Reading read={read} what={texts.standing} rows={8}>
        {(standing) => <StandingTable standing={standing} />}
      </Reading>
    </>
  );
}

function StandingTable({ standing }: { readonly standing: StandingListView }): ReactNode {
  const { submissions: texts } = useWords();
  const { items, dueBy, remindAt, firstMonth, month } = standing;
  const columns = useColumns(month);
  const clauses = [...new Set(items.flatMap(({ quota }) => (quota === null ? [] : [quota.clause])))];
  return (
    <>
      <p className="soft page-intro">
        {texts.dueBy} <Due at={dueBy} /> · {texts.noRanking}
      </p>
      {items.length === 0 ? (
        <EmptyNote why={texts.noStanding} />
      ) : (
        <DataTable label={texts.standing} columns={columns} items={items} keyOf={({ unitId }) => unitId} />
      )}
      <ul className="soft">
        {clauses.map((clause) => (
          <li key={clause}>
            {texts.basis} {clause}
          </li>
        ))}
        <li>{texts.rule}</li>
        <li>
          {texts.remindAt} <When at={remindAt} />
        </li>
        {firstMonth === null ? null : <li>{texts.firstMonth(firstMonth)}</li>}
      </ul>
    </>
  );
}

function useColumns(month: string): readonly Column<StandingView>[] {
  const { submissions: texts } = useWords();
  const link = ({ unitId }: StandingView, count: number, of: MonthFigure): ReactNode => (
    <Link to={paths.submissions({ month, countsFor: unitId, figure: of })}>{figure(count)}</Link>
  );
  const figuresOf = ({ settled, now }: StandingView) => settled ?? now;
  return [
    {
      key: 'unit',
      title: texts.standingColumns.unit,
      place: 'lead',
      render: ({ unitId, unitName }) => <Link to={paths.unit(unitId)}>{unitName}</Link>,
    },
    {
      key: 'least',
      title: texts.standingColumns.least,
      align: 'right',
      render: ({ quota }) =>
        quota === null ? (
          <span className="soft">{texts.noQuota}</span>
        ) : (
          <span title={quota.exception === null ? quota.clause : texts.exception(quota.exception)}>
            {figure(quota.least)}
          </span>
        ),
    },
    {
      key: 'sent',
      title: texts.standingColumns.sent,
      align: 'right',
      render: (row) => link(row, figuresOf(row).sent, 'sent'),
    },
    {
      key: 'adopted',
      title: texts.standingColumns.adopted,
      align: 'right',
      render: (row) => link(row, figuresOf(row).adopted, 'adopted'),
    },
    {
      key: 'returned',
      title: texts.standingColumns.returned,
      align: 'right',
      render: (row) => link(row, figuresOf(row).returned, 'returned'),
    },
    {
      key: 'notAdopted',
      title: texts.standingColumns.notAdopted,
      align: 'right',
      render: (row) => link(row, figuresOf(row).notAdopted, 'not-adopted'),
    },
    {
      key: 'missing',
      title: texts.standingColumns.missing,
      align: 'right',
      place: 'state',
      render: (row) =>
        row.quota === null ? '—' : figuresOf(row).missing === 0 ? texts.complete : figure(figuresOf(row).missing),
    },
    {
      key: 'settled',
      title: texts.standingColumns.state,
      render: ({ settled, isCorrected, now }) =>
        settled === null ? (
          <span className="soft">{texts.notSettled}</span>
        ) : (
          <span className="two-lines">
            <When at={settled.at} />
            {isCorrected ? <span>{texts.corrected(figure(now.counted))}</span> : null}
          </span>
        ),
    },
  ];
}
