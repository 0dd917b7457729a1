import { Button } from 'antd';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { AlertView } from '../../../api/alerts';
import { Acknowledgement, AlertSubjectLink } from '../../components/alertLine';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { Status } from '../../components/status';
import { Ago } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { useLive } from '../../data/live';
import { useAlerts } from '../../data/queries';
import { figure } from '../../time/figure';
import { alertSentence } from '../../words/alertSentence';
import { ALERT_LOOK } from '../../words/status';
import { useWords } from '../../words/words';

/** How many alerts came in since a later page was opened: it stays as it is, and says that there is something new. */
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

/** 告警: newest first. The first page follows the stream; a later one stays still. */
export default function AlertsPage(): ReactNode {
  const words = useWords();
  const { alerts: texts, codes, common } = words;
  const address = useListAddress(['kind', 'severity', 'acknowledged']);
  const { filters } = address;
  const read = useAlerts({ ...filters, cursor: address.cursor });
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
      { key: 'acknowledged', title: texts.columns.acknowledged, render: (alert) => <Acknowledgement alert={alert} /> },
    ],
    [texts, codes, words],
  );
  return (
    <>
      <PageTitle name={texts.title} />
      <FilterBar
        address={address}
        filters={[
          {
            name: 'kind',
            label: texts.filters.kind,
            choices: choicesOf(codes.alertKind),
          },
          {
            name: 'severity',
            label: texts.filters.severity,
            choices: choicesOf(codes.severity),
          },
          {
            name: 'acknowledged',
            label: texts.filters.acknowledged,
            choices: [
              { value: 'false', label: texts.filters.unacknowledgedOnly },
              { value: 'true', label: texts.filters.acknowledgedOnly },
            ],
          },
        ]}
      />
      {address.page > 1 ? <FreshNote onShow={() => address.clear()} /> : null}
      <PagedList
        read={read}
        what={common.pageNames.alerts}
        label={texts.title}
        columns={columns}
        keyOf={(alert) => alert.id}
        address={address}
        empty={texts.empty.none}
        emptyFiltered={texts.empty.filtered}
      />
    </>
  );
}
