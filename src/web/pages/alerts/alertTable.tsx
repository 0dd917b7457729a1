import { Button, Checkbox } from 'antd';
import { useMemo, type ReactNode } from 'react';
import type { AlertView } from '../../../api/alerts';
import { Acknowledgement, AlertSubjectLink } from '../../components/alertLine';
import type { Column } from '../../components/dataTable';
import { Status } from '../../components/status';
import { Ago } from '../../components/when';
import { ALERT_LOOK } from '../../words/status';
import { useWords } from '../../words/words';
import { alertSentence, alertSubject } from '../../../wording/alertSentence';
import type { Selection } from './selection';

export interface AlertColumnsOf {
  readonly items: readonly AlertView[];
  readonly selection: Selection;
  readonly onHistory: (alert: AlertView) => void;
  readonly onDeliveries: (alert: AlertView) => void;
}

/** One box for all that are shown. */
export function SelectAll({
  items,
  selection,
  label,
}: Pick<AlertColumnsOf, 'items' | 'selection'> & { readonly label: string }): ReactNode {
  const open = items.filter(({ state }) => state !== 'resolved');
  const chosen = open.filter(({ id }) => selection.has(id)).length;
  return open.length === 0 ? null : (
    <Checkbox
      checked={chosen === open.length}
      indeterminate={chosen > 0 && chosen < open.length}
      onChange={(event) => selection.setAll(open, event.target.checked)}
    >
      {label}
    </Checkbox>
  );
}

/** The columns of alerts: what, since when, who has it, what became of it, and the ways on in one row. */
export function useAlertColumns({
  selection,
  onHistory,
  onDeliveries,
}: Omit<AlertColumnsOf, 'items'>): readonly Column<AlertView>[] {
  const words = useWords();
  const { alerts: texts, codes, notify } = words;
  return useMemo<readonly Column<AlertView>[]>(
    () => [
      {
        key: 'subject',
        title: texts.columns.subject,
        place: 'lead',
        className: 'cell-text',
        render: (alert) => (
          <span className="alert-subject" data-alert={alert.id} data-seq={alert.seq}>
            {alert.state === 'resolved' ? null : (
              <Checkbox
                aria-label={texts.select.one(alertSubject(alert, words))}
                checked={selection.has(alert.id)}
                onChange={() => selection.toggle(alert)}
              />
            )}
            <AlertSubjectLink alert={alert} />
          </span>
        ),
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
        key: 'who',
        title: texts.columns.who,
        className: 'cell-short',
        render: ({ assigned }) => (assigned === null ? <span className="soft">—</span> : assigned.name),
      },
      {
        key: 'state',
        title: texts.columns.state,
        align: 'right',
        render: (alert) => (
          <span className="row-actions alert-actions">
            <Acknowledgement alert={alert} />
            <Button
              size="small"
              aria-label={texts.history.of(alertSubject(alert, words))}
              onClick={() => onHistory(alert)}
            >
              {texts.history.button}
            </Button>
            <Button
              size="small"
              aria-label={notify.deliveries.of(alertSubject(alert, words))}
              onClick={() => onDeliveries(alert)}
            >
              {notify.deliveries.button}
            </Button>
          </span>
        ),
      },
    ],
    [texts, codes, notify, words, selection, onHistory, onDeliveries],
  );
}
