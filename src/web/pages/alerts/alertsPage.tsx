import { Button, Segmented } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { AlertView } from '../../../api/alerts';
import type { AlertState } from '../../../domain/alerts/alert';
import { Acknowledgement, AlertSubjectLink } from '../../components/alertLine';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Status } from '../../components/status';
import { Ago } from '../../components/when';
import { useLive } from '../../data/live';
import { useAlerts, useSummary } from '../../data/queries';
import { figure } from '../../time/figure';
import { alertSentence, alertSubject } from '../../../wording/alertSentence';
import { ALERT_KIND_ORDER, ALERT_LOOK } from '../../words/status';
import { useWords } from '../../words/words';
import { SilenceBanner } from './silenceBanner';

const DeliveriesDialog = lazy(() => import('./deliveriesDialog'));

/** How many alerts changed since a later page was opened: it stays as it is, and says that there is something new. */
function FreshNote({ onShow }: { readonly onShow: () => void }): ReactNode {
  const { alerts } = useWords();
  const { state } = useLive();
  const openedAt = useRef<number | null>(null);
  const newest = state.coveredSeq;
  useEffect(() => {
    openedAt.current ??= newest;
  }, [newest]);
  const fresh = state.alerts.filter((alert) => openedAt.current !== null && alert.seq > openedAt.current).length;
  if (fresh === 0) return null;
  return (
    <p role="status">
      {alerts.fresh(figure(fresh))}{' '}
      <Button size="small" onClick={onShow}>
        {alerts.showFresh}
      </Button>
    </p>
  );
}

const TABS = ['open', 'acknowledged', 'resolved', 'all'] as const;
type Tab = (typeof TABS)[number];

function tabOf(state: string | null): Tab {
  return TABS.find((tab) => tab === state) ?? 'open';
}

/** 待处理 · 已确认 · 已解除, with how many of the first two there are. */
function StateTabs({ tab, onPick }: { readonly tab: Tab; readonly onPick: (tab: Tab) => void }): ReactNode {
  const { alerts, codes } = useWords();
  const summary = useSummary().data;
  const sum = (counts: Readonly<Record<string, number>> | undefined): string =>
    counts === undefined ? '' : ` ${figure(Object.values(counts).reduce((one, other) => one + other, 0))}`;
  const counted: Readonly<Record<AlertState, string>> = {
    open: sum(summary?.unacknowledged),
    acknowledged: sum(summary?.acknowledged),
    resolved: '',
  };
  return (
    <Segmented<Tab>
      className="alert-states"
      aria-label={alerts.filters.state}
      value={tab}
      onChange={onPick}
      options={TABS.map((value) => ({
        value,
        label: value === 'all' ? alerts.all : `${codes.alertState[value]}${counted[value]}`,
      }))}
    />
  );
}

/** 告警 by state, the last changed first. The first page follows the stream; a later one stays still. */
export default function AlertsPage(): ReactNode {
  const words = useWords();
  const { alerts: texts, codes, common } = words;
  const { deliveries } = words.notify;
  const [shown, setShown] = useState<AlertView | null>(null);
  const address = useListAddress(['kind', 'severity', 'state']);
  const { kind, severity } = address.filters;
  const tab = tabOf(address.filters.state);
  const read = useAlerts({ kind, severity, state: tab === 'all' ? null : tab, cursor: address.cursor });
  const columns = useMemo<readonly Column<AlertView>[]>(
    () => [
      {
        key: 'subject',
        title: texts.columns.subject,
        place: 'lead',
        className: 'cell-text',
        render: (alert) => <AlertSubjectLink alert={alert} />,
      },
      {
        key: 'kind',
        title: texts.columns.kind,
        place: 'state',
        render: (alert) => <Status look={ALERT_LOOK[alert.kind]} word={codes.alertKind[alert.kind]} />,
      },
      {
        key: 'what',
        title: texts.columns.what,
        className: 'cell-text',
        render: (alert) => alertSentence(alert, words),
      },
      {
        key: 'severity',
        title: texts.filters.severity,
        className: 'cell-short',
        render: (alert) => codes.severity[alert.severity],
      },
      { key: 'age', title: texts.columns.age, align: 'right', render: (alert) => <Ago at={alert.noticedAt} /> },
      {
        key: 'seq',
        title: texts.columns.seq,
        align: 'right',
        render: (alert) => (
          <span className="num" data-seq={alert.seq}>
            {figure(alert.seq)}
          </span>
        ),
      },
      {
        key: 'state',
        title: texts.columns.state,
        render: (alert) => (
          <>
            <Acknowledgement alert={alert} />
            <div>
              <Button
                size="small"
                type="link"
                aria-label={deliveries.of(alertSubject(alert, words))}
                onClick={() => setShown(alert)}
              >
                {deliveries.button}
              </Button>
            </div>
          </>
        ),
      },
    ],
    [texts, codes, deliveries, words],
  );
  const kinds = ALERT_KIND_ORDER.map((value) => ({ value, label: codes.alertKind[value] }));
  const isFiltered = kind !== null || severity !== null;
  return (
    <>
      <PageTitle name={texts.title} />
      <SilenceBanner />
      <StateTabs tab={tab} onPick={(picked) => address.setFilter('state', picked)} />
      <FilterBar
        address={address}
        filters={[
          { name: 'kind', label: texts.filters.kind, choices: kinds },
          { name: 'severity', label: texts.filters.severity, choices: choicesOf(codes.severity) },
        ]}
      />
      {address.page > 1 ? <FreshNote onShow={() => address.clear()} /> : null}
      <PagedList
        read={read}
        what={common.pageNames.alerts}
        label={texts.title}
        columns={columns}
        keyOf={(alert) => alert.id}
        address={{ ...address, filtered: isFiltered }}
        empty={tab === 'all' ? texts.empty.none : texts.empty[tab]}
        emptyFiltered={texts.empty.filtered}
      />
      {shown === null ? null : (
        <Suspense fallback={null}>
          <DeliveriesDialog alertId={shown.id} subject={alertSubject(shown, words)} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </>
  );
}
