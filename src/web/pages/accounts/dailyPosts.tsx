import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import type { AccountDetailView } from '../../../api/accounts';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { weekdayOf } from '../../time/civil';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

const DailyChart = lazy(() => import('../../components/dailyChart'));
type Daily = AccountDetailView['daily'];

function dayClass(day: Daily[number]): string {
  if (!day.working) return 'day-off';
  return weekdayOf(day.date) >= 6 ? 'day-made-up' : '';
}

function DailyTable({ daily }: { readonly daily: Daily }): ReactNode {
  const {
    accounts: { chart },
    common,
  } = useWords();
  return (
    <div className="table-frame daily-table">
      <table className="table table-dense table-plain" aria-label={chart.title}>
        <thead>
          <tr>
            <th scope="col">{chart.date}</th>
            <th scope="col">{chart.kind}</th>
            <th scope="col" className="cell-right">
              {chart.count}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...daily].reverse().map((day) => (
            <tr key={day.date} className={dayClass(day)}>
              <th scope="row" className="num">
                {day.date} {common.weekday(weekdayOf(day.date))}
              </th>
              <td>{day.dayName}</td>
              <td className="cell-right num">{figure(day.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `v` switches between the chart and its table twin. */
function useTwinKey(toggle: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, [role="dialog"]') !== null;
      if (event.key === 'v' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) toggle();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [toggle]);
}

/** Posts a day over up to 60 days, as a chart or as a table; the sentence above says the same in words. */
export function DailyPosts({ daily }: { readonly daily: Daily }): ReactNode {
  const {
    accounts: { chart },
  } = useWords();
  const [asTable, setAsTable] = useState(false);
  const [toggle] = useState(() => () => setAsTable((before) => !before));
  useTwinKey(toggle);
  if (daily.length === 0)
    return (
      <Panel title={chart.title}>
        <EmptyNote why={chart.empty} />
      </Panel>
    );
  const summary = chart.summary({
    days: figure(daily.length),
    posts: figure(daily.reduce((sum, day) => sum + day.count, 0)),
    quiet: figure(daily.filter((day) => day.count === 0).length),
  });
  return (
    <Panel
      title={chart.title}
      aside={
        <Button size="small" aria-keyshortcuts="v" onClick={toggle}>
          {asTable ? chart.chart : chart.table}
        </Button>
      }
    >
      <p className="soft tabular">
        {summary}{' '}
        <span className="legend">
          <i className="swatch swatch-off" aria-hidden="true" />
          {chart.dayOff}
        </span>{' '}
        <span className="legend">
          <i className="swatch swatch-made-up" aria-hidden="true" />
          {chart.madeUp}
        </span>
      </p>
      {asTable ? (
        <DailyTable daily={daily} />
      ) : (
        <Suspense fallback={<div className="daily-chart soft">{chart.loading}</div>}>
          <DailyChart daily={daily} />
        </Suspense>
      )}
      {daily.length < 60 ? <p className="soft">{chart.unknownDays}</p> : null}
    </Panel>
  );
}
