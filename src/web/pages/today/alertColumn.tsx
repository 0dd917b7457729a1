import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { SummaryView } from '../../../api/summary';
import { AlertLine } from '../../components/alertLine';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { useLive } from '../../data/live';
import { paths } from '../../data/paths';
import { mergeAlerts } from '../../data/streamState';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

const SHOWN = 30;

/** 告警: newest first, live. The summary's copies know who acknowledged; the stream's come at once. */
export function AlertColumn({ summary }: { readonly summary: SummaryView }): ReactNode {
  const {
    today: { alerts: texts },
    codes,
  } = useWords();
  const { state } = useLive();
  const shown = useMemo(
    () => mergeAlerts(state.alerts, summary.alerts).slice(0, SHOWN),
    [state.alerts, summary.alerts],
  );
  const open = (['critical', 'warning'] as const).filter((severity) => summary.unacknowledged[severity] > 0);
  const aside =
    open.length === 0 ? (
      <Link to={paths.alerts()}>{texts.all}</Link>
    ) : (
      <>
        <span className="soft">{texts.unacknowledged}</span>
        {open.map((severity) => (
          <Link key={severity} className="num" to={paths.alerts({ acknowledged: false, severity })}>
            {codes.severity[severity]} {figure(summary.unacknowledged[severity])}
          </Link>
        ))}
      </>
    );
  return (
    <Panel title={texts.title} aside={aside} className="today-alerts">
      {shown.length === 0 ? (
        <EmptyNote why={texts.none} />
      ) : (
        <ol aria-live="off">
          {shown.map((alert) => (
            <AlertLine key={alert.id} alert={alert} />
          ))}
        </ol>
      )}
    </Panel>
  );
}
