import { Button, Input } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { DutyDayView, RosterView } from '../../../../api/oncall';
import { DataTable, type Column } from '../../../components/dataTable';
import { Failure } from '../../../components/failure';
import { Panel } from '../../../components/panel';
import { Reading } from '../../../components/reading';
import { Status } from '../../../components/status';
import { useDutyDays, useTemplate } from '../../../data/oncall';
import { weekdayOf } from '../../../time/civil';
import { useWords } from '../../../words/words';
import { OnDutyNames } from './onDutyNames';
import { SubstitutionsPanel } from './substitutionsPanel';

const DayForm = lazy(() => import('./dayForm'));
const ImportDialog = lazy(() => import('./importDialog'));
const RotationDialog = lazy(() => import('./rotationDialog'));
const SubstitutionForm = lazy(() => import('./substitutionForm'));

type Opened = DutyDayView | 'import' | 'rotation' | 'substitution';

/** The days of one roster, ways to fill them, and who stands in for whom. */
export function RosterDays({ roster }: { readonly roster: RosterView }): ReactNode {
  const { rosters, codes, common } = useWords();
  const { days: texts, fill } = rosters;
  const [span, setSpan] = useState<{ readonly from?: string; readonly to?: string }>({});
  const [opened, setOpened] = useState<Opened | null>(null);
  const read = useDutyDays(roster.id, span);
  const template = useTemplate();
  const close = (): void => setOpened(null);
  const pick = (name: 'from' | 'to', to: string): void =>
    setSpan(to === '' ? {} : { ...(span.from === undefined ? {} : span), [name]: to });
  const columns: readonly Column<DutyDayView>[] = [
    {
      key: 'date',
      title: texts.columns.date,
      place: 'lead',
      render: ({ date, kind, working }) => (
        <>
          {date} {common.weekday(weekdayOf(date))} <span className="soft">{texts.kind(kind, working)}</span>
        </>
      ),
    },
    {
      key: 'people',
      title: texts.columns.people,
      place: 'state',
      render: ({ onDuty, hole }) => (
        <>
          <OnDutyNames of={onDuty} />
          {hole === null ? null : <Status look="warned" word={codes.holeReason[hole]} />}
        </>
      ),
    },
    { key: 'leaders', title: texts.columns.leaders, render: ({ leaders }) => <OnDutyNames of={leaders} /> },
    {
      key: 'source',
      title: texts.columns.source,
      render: ({ source }) => (source === null ? '' : <span className="soft">{codes.dutySource[source]}</span>),
    },
    {
      key: 'act',
      title: texts.columns.act,
      align: 'right',
      render: (day) => (
        <Button size="small" aria-label={texts.editOne(day.date)} onClick={() => setOpened(day)}>
          {texts.edit}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Panel title={texts.title(roster.name)}>
        <p className="row-actions">
          <Button onClick={() => setOpened('import')}>{fill.import}</Button>
          <Button onClick={() => setOpened('rotation')}>{fill.rotate}</Button>
          <Button loading={template.isPending} onClick={() => template.mutate(roster.id)}>
            {fill.template}
          </Button>
          <label>
            {texts.from}{' '}
            <Input
              type="date"
              className="short-field"
              value={span.from ?? ''}
              onChange={(event) => pick('from', event.target.value)}
            />
          </label>
          <label>
            {texts.to}{' '}
            <Input
              type="date"
              className="short-field"
              disabled={span.from === undefined}
              value={span.to ?? ''}
              onChange={(event) => pick('to', event.target.value)}
            />
          </label>
        </p>
        {template.error === null ? null : (
          <Failure failure={template.error} title={common.failure.actionTitle(fill.template)} of="asking" />
        )}
        <Reading read={read} what={texts.label} rows={8}>
          {({ items }) => <DataTable label={texts.label} columns={columns} items={items} keyOf={({ date }) => date} />}
        </Reading>
      </Panel>
      <SubstitutionsPanel rosterId={roster.id} onAdd={() => setOpened('substitution')} />
      <Suspense fallback={null}>
        {opened === null ? null : opened === 'import' ? (
          <ImportDialog roster={roster} onClose={close} />
        ) : opened === 'rotation' ? (
          <RotationDialog roster={roster} onClose={close} />
        ) : opened === 'substitution' ? (
          <SubstitutionForm roster={roster} onClose={close} />
        ) : (
          <DayForm rosterId={roster.id} day={opened} onClose={close} />
        )}
      </Suspense>
    </>
  );
}
