import { Button, Segmented } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import type { AlertView } from '../../../api/alerts';
import type { AlertState } from '../../../domain/alerts/alert';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { SilenceBanner } from '../../components/silenceBanner';
import { useAlerts } from '../../data/alerts';
import { useLive } from '../../data/live';
import { useSummary, type Filters } from '../../data/queries';
import { figure } from '../../time/figure';
import { alertSubject } from '../../../wording/alertSentence';
import { useWords } from '../../words/words';
import { ALERT_FILTERS, AlertFilters, askedOf, type AlertAddress } from './alertFilters';
import { SelectAll, useAlertColumns, type AlertColumnsOf } from './alertTable';
import { BulkBar } from './bulkBar';
import { CauseList, isNarrowed } from './causeList';
import { useSelection } from './selection';

const DeliveriesDialog = lazy(() => import('./deliveriesDialog'));
const HistoryDrawer = lazy(() => import('./historyDrawer'));

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

/** 逐条: the last changed first. The first page follows the stream; a later one stays still. */
function AlertList({
  address,
  asked,
  tab,
  of,
}: {
  readonly address: AlertAddress;
  readonly asked: Filters;
  readonly tab: Tab;
  readonly of: Omit<AlertColumnsOf, 'items'>;
}): ReactNode {
  const { alerts: texts, common } = useWords();
  const read = useAlerts({ ...asked, state: tab === 'all' ? null : tab, cursor: address.cursor });
  const columns = useAlertColumns(of);
  const isFiltered = isNarrowed(asked);
  return (
    <>
      {address.page > 1 ? <FreshNote onShow={() => address.clear()} /> : null}
      {read.data?.isCut === true ? <p role="status">{texts.silencesCut}</p> : null}
      <SelectAll items={read.data?.items ?? []} selection={of.selection} label={texts.select.all} />
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
    </>
  );
}

/** 按原因 with what is not resolved. */
function AlertCauses({
  asked,
  state,
  of,
}: {
  readonly asked: Filters;
  readonly state: 'open' | 'acknowledged';
  readonly of: Omit<AlertColumnsOf, 'items'>;
}): ReactNode {
  const columns = useAlertColumns(of);
  return <CauseList asked={asked} state={state} columns={columns} selection={of.selection} />;
}

/** 告警: what is open first, by cause or one by one; what is selected is acknowledged, given to somebody or silenced. */
export default function AlertsPage(): ReactNode {
  const words = useWords();
  const { alerts: texts } = words;
  const [told, setTold] = useState<AlertView | null>(null);
  const [looked, setLooked] = useState<AlertView | null>(null);
  const address = useListAddress(ALERT_FILTERS);
  const tab = tabOf(address.filters.state);
  const isUnresolved = tab === 'open' || tab === 'acknowledged';
  const isByCause = isUnresolved && address.filters.view !== 'list';
  const asked = askedOf(address, isUnresolved);
  const selection = useSelection(JSON.stringify([tab, asked]));
  const of = { selection, onHistory: setLooked, onDeliveries: setTold };
  return (
    <>
      <PageTitle name={texts.title} />
      <SilenceBanner />
      <div className="alert-ways">
        <StateTabs tab={tab} onPick={(picked) => address.setFilter('state', picked)} />
        {isUnresolved ? (
          <Segmented<'cause' | 'list'>
            className="alert-states"
            aria-label={texts.views.label}
            value={isByCause ? 'cause' : 'list'}
            onChange={(view) => address.setFilter('view', view === 'list' ? 'list' : null)}
            options={[
              { value: 'cause', label: texts.views.cause },
              { value: 'list', label: texts.views.list },
            ]}
          />
        ) : null}
      </div>
      <AlertFilters address={address} isUnresolved={isUnresolved} />
      <BulkBar selection={selection} />
      {isByCause ? (
        <AlertCauses asked={asked} state={tab} of={of} />
      ) : (
        <AlertList address={address} asked={asked} tab={tab} of={of} />
      )}
      {looked === null ? null : (
        <Suspense fallback={null}>
          <HistoryDrawer alert={looked} onDeliveries={() => setTold(looked)} onClose={() => setLooked(null)} />
        </Suspense>
      )}
      {told === null ? null : (
        <Suspense fallback={null}>
          <DeliveriesDialog alertId={told.id} subject={alertSubject(told, words)} onClose={() => setTold(null)} />
        </Suspense>
      )}
    </>
  );
}
