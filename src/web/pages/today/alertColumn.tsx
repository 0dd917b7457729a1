import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { AlertView } from '../../../api/alerts';
import type { SummaryView } from '../../../api/summary';
import { AlertLine } from '../../components/alertLine';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { useLive } from '../../data/live';
import { paths } from '../../data/paths';
import { mergeAlerts } from '../../data/streamState';
import { figure } from '../../time/figure';
import { useFirstWords } from '../../words/words';

const SHOWN = 30;
const ORDER = ['critical', 'warning', 'notice', 'info'];

function mostPressing(alerts: readonly AlertView[]): readonly AlertView[] {
  return alerts
    .filter(({ state }) => state !== 'resolved')
    .sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) || other.seq - one.seq);
}

/** 告警: what is wrong now, the most pressing first, live. Of an alert the later change counts, from wherever it came. */
export function AlertColumn({ summary }: { readonly summary: SummaryView }): ReactNode {
  const {
    today: { alerts: texts },
    codes,
  } = useFirstWords();
  const { state } = useLive();
  const shown = useMemo(
    () => mostPressing(mergeAlerts(state.alerts, summary.alerts)).slice(0, SHOWN),
    [state.alerts, summary.alerts],
  );
  const open = (['critical', 'warning'] as const).filter((severity) => summary.unacknowledged[severity] > 0);
  const aside =
    open.length === 0 ? (
      <Link to={paths.alerts()}>{texts.all}</Link>
    ) : (
      <>
        <span className="soft">{texts.open}</span>
        {open.map((severity) => (
          <Link key={severity} className="num" to={paths.alerts({ state: 'open', severity })}>
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
