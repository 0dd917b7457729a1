import { Button, Drawer } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AlertView } from '../../../api/alerts';
import type { DeliveryView } from '../../../api/notify';
import { Reading } from '../../components/reading';
import { RemindButton } from '../../components/remindButton';
import { When } from '../../components/when';
import { useAlertHistory } from '../../data/alerts';
import { useDeliveries } from '../../data/notify';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { ClimbOfAlert } from '../notifications/climbOfAlert';
import { alertSentence, alertSubject } from '../../../wording/alertSentence';
import { DeliveryState } from '../notifications/deliveryState';
import { LettersOfAlert } from './lettersOfAlert';

/** Who was told of one change by which channel, and what became of it. */
function Told({ deliveries }: { readonly deliveries: readonly DeliveryView[] }): ReactNode {
  const {
    alerts: { history: texts },
  } = useWords();
  if (deliveries.length === 0) return null;
  return (
    <ul className="plain-list history-told" aria-label={texts.told}>
      {deliveries.map(({ id, recipient, channelName, state, reason, settledAt, queuedAt }) => (
        <li key={id}>
          <span>
            {texts.told} {recipient === channelName ? channelName : `${recipient} · ${channelName}`}
          </span>{' '}
          <When at={settledAt ?? queuedAt} /> <DeliveryState state={state} reason={reason} />
        </li>
      ))}
    </ul>
  );
}

/** What happened, in one phrase: kind and sentence as they were then, or whom it was given to. */
function Happened({ line }: { readonly line: AlertView }): ReactNode {
  const words = useWords();
  const { alerts: texts, codes } = words;
  if (line.change === 'assigned')
    return line.assigned === null ? texts.history.released : texts.history.assigned(line.assigned.name);
  if (line.change === 'acknowledged') return codes.alertChange.acknowledged;
  if (line.resolved !== null) return `${codes.alertChange.resolved} · ${codes.resolution[line.resolved.reason]}`;
  const parts = [codes.alertChange[line.change], codes.severity[line.severity], codes.alertKind[line.kind]];
  return [...parts, alertSentence(line, words)].filter((part) => part !== '').join(' · ');
}

/** 告警经过: every line of one alert's log, the last first, with who did it and who was told of it. */
export default function HistoryDrawer({
  alert,
  onDeliveries,
  onClose,
}: {
  readonly alert: AlertView;
  readonly onDeliveries: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const words = useWords();
  const { alerts: texts, notify } = words;
  const [cursor, setCursor] = useState<string | null>(null);
  const read = useAlertHistory(alert.id, cursor);
  const told = useDeliveries(alert.id);
  const deliveries = told.data?.items ?? [];
  return (
    <Drawer
      open
      size="large"
      title={texts.history.of(alertSubject(alert, words))}
      onClose={onClose}
      destroyOnHidden
      extra={
        <span className="row-actions">
          {alert.state === 'resolved' ? null : <RemindButton subject={{ kind: 'alert', id: alert.id }} />}
          <Button onClick={onDeliveries}>{notify.deliveries.button}</Button>
        </span>
      }
    >
      <Reading read={told} what={notify.deliveries.button} rows={1}>
        {() => null}
      </Reading>
      <Reading read={read} what={texts.history.button} rows={4}>
        {({ items, nextCursor }) => (
          <>
            <ol className="history" aria-label={texts.history.button}>
              {items.map((line) => (
                <li key={line.seq} data-seq={line.seq}>
                  <div className="history-line">
                    <When at={line.changedAt} />
                    <span>
                      <Happened line={line} />
                    </span>
                    <span className="soft">
                      {line.changedBy ?? texts.history.itself} · {texts.history.seq(figure(line.seq))}
                    </span>
                  </div>
                  <Told deliveries={deliveries.filter(({ seq }) => seq === line.seq)} />
                </li>
              ))}
            </ol>
            <p className="pager-steps">
              {cursor === null ? null : (
                <Button size="small" onClick={() => setCursor(null)}>
                  {texts.history.latest}
                </Button>
              )}
              {nextCursor === null ? null : (
                <Button size="small" onClick={() => setCursor(nextCursor)}>
                  {texts.history.earlier}
                </Button>
              )}
            </p>
          </>
        )}
      </Reading>
      <LettersOfAlert alertId={alert.id} />
      <ClimbOfAlert alertId={alert.id} />
    </Drawer>
  );
}
