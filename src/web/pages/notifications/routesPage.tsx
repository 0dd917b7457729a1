import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { RouteView } from '../../../api/notify';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { Reading } from '../../components/reading';
import { useChannels, useNotifyRoutes, useRemoveRoute } from '../../data/notify';
import { useRosters } from '../../data/oncall';
import { usePeople } from '../../data/queries';
import { useUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { audienceText } from './audienceText';
import { matchText } from '../../components/matchText';
import { NotifyHead } from './notifyTabs';

const RouteForm = lazy(() => import('./routeForm'));

/** 路由: who is told what, from top to bottom. */
export default function NotifyRoutesPage(): ReactNode {
  const words = useWords();
  const { notify, codes, common } = words;
  const { routes: texts } = notify;
  const read = useNotifyRoutes();
  const channels = useChannels().data?.items ?? [];
  const units = useUnits().data?.items ?? [];
  const people = usePeople().data?.items ?? [];
  const rosters = useRosters().data?.items ?? [];
  const remove = useRemoveRoute();
  const [edited, setEdited] = useState<RouteView | 'new' | null>(null);
  const who = ({ audience }: RouteView): string => audienceText(audience, { people, rosters }, words);
  const columns: readonly Column<RouteView>[] = [
    {
      key: 'name',
      title: texts.columns.name,
      place: 'lead',
      render: ({ name, disabled }) => (
        <>
          {name} {disabled ? <span className="soft">{texts.off}</span> : null}
        </>
      ),
    },
    { key: 'position', title: texts.columns.position, render: ({ position }) => position },
    { key: 'match', title: texts.columns.match, render: ({ match }) => matchText(match, units, words) },
    {
      key: 'to',
      title: texts.columns.to,
      render: (route) => texts.through(who(route), channels.find(({ id }) => id === route.channelId)?.name ?? '—'),
    },
    {
      key: 'when',
      title: texts.columns.when,
      render: ({ waits, tellsResolved, isLast }) => (
        <>
          {codes.waits[waits]}
          {tellsResolved ? <div className="soft">{texts.resolved}</div> : null}
          {isLast ? <div className="soft">{texts.last}</div> : null}
        </>
      ),
    },
    {
      key: 'act',
      title: texts.columns.act,
      align: 'right',
      render: (route) => (
        <span className="row-actions">
          <Button size="small" aria-label={texts.editOne(route.name)} onClick={() => setEdited(route)}>
            {texts.edit}
          </Button>
          <Button size="small" aria-label={texts.removeOne(route.name)} onClick={() => remove.mutate(route)}>
            {texts.remove}
          </Button>
        </span>
      ),
    },
  ];
  const nextPosition = Math.max(0, ...(read.data?.items ?? []).map(({ position }) => position)) + 1;
  return (
    <>
      <NotifyHead intro={texts.intro} />
      <p>
        <Button type="primary" disabled={channels.length === 0} onClick={() => setEdited('new')}>
          {texts.add}
        </Button>
      </p>
      {remove.error === null ? null : (
        <Failure failure={remove.error} title={common.failure.actionTitle(notify.tabs.routes)} of="change" />
      )}
      <Reading read={read} what={notify.tabs.routes} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable label={notify.tabs.routes} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
      {edited === null ? null : (
        <Suspense fallback={null}>
          <RouteForm
            route={edited === 'new' ? null : edited}
            channels={channels}
            nextPosition={nextPosition}
            onClose={() => setEdited(null)}
          />
        </Suspense>
      )}
    </>
  );
}
