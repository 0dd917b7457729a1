import type { ReactNode } from 'react';
import type { AlertView } from '../../../api/alerts';
import { alertSentence, alertSubject } from '../../../wording/alertSentence';
import { EmptyNote } from '../../components/emptyNote';
import { Reading } from '../../components/reading';
import { useAlerts } from '../../data/alerts';
import { useWords } from '../../words/words';
import type { Words } from '../../words/zh';
import { PickOne } from './picks';

/** An alert in one line: kind, what it is about, and what is wrong. */
export function alertLine(alert: AlertView, words: Words): string {
  const { codes, common } = words;
  return [`${codes.alertKind[alert.kind]}${common.colon}${alertSubject(alert, words)}`, alertSentence(alert, words)]
    .filter((part) => part !== '')
    .join(common.comma);
}

/** One of the alerts that are open; says so where there is none, and only once that is known. */
export function AlertPick({
  picked,
  onPick,
  children,
}: {
  /** Null: the first. */
  readonly picked: string | null;
  readonly onPick: (id: string) => void;
  /** What is done with it. */
  readonly children: (alertId: string) => ReactNode;
}): ReactNode {
  const words = useWords();
  const { dryRun: texts } = words.ladders;
  const read = useAlerts({ state: 'open' });
  return (
    <Reading read={read} what={words.common.pageNames.alerts} rows={2}>
      {({ items }) => {
        const alertId = items.find(({ id }) => id === picked)?.id ?? items[0]?.id;
        return alertId === undefined ? (
          <EmptyNote why={texts.noAlerts} />
        ) : (
          <>
            <PickOne
              label={texts.alert}
              value={alertId}
              options={items.map((alert) => ({ value: alert.id, label: alertLine(alert, words) }))}
              onPick={onPick}
            />
            {children(alertId)}
          </>
        );
      }}
    </Reading>
  );
}
