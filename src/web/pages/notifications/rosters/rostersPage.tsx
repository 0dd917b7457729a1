import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { RosterView } from '../../../../api/oncall';
import { DataTable, type Column } from '../../../components/dataTable';
import { EmptyNote } from '../../../components/emptyNote';
import { Failure } from '../../../components/failure';
import { Panel } from '../../../components/panel';
import { Reading } from '../../../components/reading';
import { Status } from '../../../components/status';
import { useRemoveRoster, useRosters } from '../../../data/oncall';
import { useUnits } from '../../../data/units';
import { figure } from '../../../time/figure';
import { useWords } from '../../../words/words';
import { NotifyHead } from '../notifyTabs';
import { dateRanges } from './dateRanges';
import { timeOf } from './handover';
import { OnDutyNames } from './onDutyNames';
import { RosterDays } from './rosterDays';

const DutyDryRun = lazy(() => import('./dutyDryRun'));
const RosterForm = lazy(() => import('./rosterForm'));

/** 值班: who is on duty now, where nobody will be, and who has which day. */
export default function RostersPage(): ReactNode {
  const { rosters: texts, notify, codes, common } = useWords();
  const { span } = texts.substitutions;
  const read = useRosters();
  const units = useUnits().data?.items ?? [];
  const remove = useRemoveRoster();
  const [edited, setEdited] = useState<RosterView | 'new' | null>(null);
  const [tried, setTried] = useState<RosterView | null>(null);
  const [chosenId, setChosen] = useState<string | null>(null);
  const columns: readonly Column<RosterView>[] = [
    {
      key: 'name',
      title: texts.columns.name,
      place: 'lead',
      render: ({ id, name, unitId, disabled, handoverMinute }) => (
        <>
          <Button type="link" className="row-link" aria-label={texts.show(name)} onClick={() => setChosen(id)}>
            {name}
          </Button>{' '}
          {disabled ? <span className="soft">{texts.off}</span> : null}
          <div className="soft">
            {unitId === null ? '' : `${units.find((unit) => unit.id === unitId)?.name ?? '—'} · `}
            {texts.handover(timeOf(handoverMinute))}
          </div>
        </>
      ),
    },
    {
      key: 'now',
      title: texts.columns.now,
      render: ({ onDuty, fallbackRole }) => (
        <>
          {onDuty.length === 0 ? <Status look="warned" word={texts.nobody} /> : <OnDutyNames of={onDuty} />}
          <div className="soft">{texts.toldInstead(codes.role[fallbackRole])}</div>
        </>
      ),
    },
    { key: 'leaders', title: texts.columns.leaders, render: ({ leaders }) => <OnDutyNames of={leaders} /> },
    {
      key: 'holes',
      title: texts.columns.holes,
      render: ({ holes, disabled }) =>
        disabled ? null : holes.length === 0 ? (
          <Status look="fine" word={texts.noHoles} />
        ) : (
          <Status
            look="warned"
            word={texts.holes(
              figure(holes.length),
              dateRanges(holes)
                .map(([from, to]) => span(from.slice(5), to.slice(5)))
                .join(common.comma),
            )}
          />
        ),
    },
    {
      key: 'act',
      title: texts.columns.act,
      align: 'right',
      render: (roster) => (
        <span className="row-actions">
          <Button size="small" aria-label={texts.dryRun.of(roster.name)} onClick={() => setTried(roster)}>
            {texts.dryRun.button}
          </Button>
          <Button size="small" aria-label={texts.editOne(roster.name)} onClick={() => setEdited(roster)}>
            {texts.edit}
          </Button>
          <Button size="small" aria-label={texts.removeOne(roster.name)} onClick={() => remove.mutate(roster)}>
            {texts.remove}
          </Button>
        </span>
      ),
    },
  ];
  const chosen = read.data?.items.find(({ id }) => id === chosenId) ?? read.data?.items[0] ?? null;
  return (
    <>
      <NotifyHead intro={texts.intro} />
      <p>
        <Button type="primary" onClick={() => setEdited('new')}>
          {texts.add}
        </Button>
      </p>
      <Panel title={texts.columns.name}>
        {remove.error === null ? null : (
          <Failure failure={remove.error} title={common.failure.actionTitle(texts.remove)} of="change" />
        )}
        <Reading read={read} what={notify.tabs.rosters} rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyNote why={texts.none} />
            ) : (
              <DataTable label={notify.tabs.rosters} columns={columns} items={items} keyOf={({ id }) => id} />
            )
          }
        </Reading>
      </Panel>
      {chosen === null ? null : <RosterDays key={chosen.id} roster={chosen} />}
      {tried === null ? null : (
        <Suspense fallback={null}>
          <DutyDryRun roster={tried} onClose={() => setTried(null)} />
        </Suspense>
      )}
      {edited === null ? null : (
        <Suspense fallback={null}>
          <RosterForm roster={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
        </Suspense>
      )}
    </>
  );
}
