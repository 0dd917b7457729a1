import type { ReactNode } from 'react';
import { useLive } from '../../data/live';
import { useSummary } from '../../data/queries';
import type { Freshness } from '../../data/streamState';
import { clockTime, fullInstant } from '../../time/civil';
import { figure } from '../../time/figure';
import type { Look } from '../../words/status';
import { useFirstWords } from '../../words/words';
import { Shape } from '../status';

const FRESHNESS_LOOK: Readonly<Record<Freshness, Look>> = {
  connecting: 'pending',
  live: 'fine',
  late: 'warned',
  expired: 'breached',
};

/** The instant for which the page is true: the newest thing the server has said, by stream or in a response. */
function useDataInstant(): { readonly at: string | null; readonly seq: number } {
  const { state } = useLive();
  const summary = useSummary().data;
  const at =
    [state.serverAt, summary?.asOf ?? null]
      .filter((instant) => instant !== null)
      .sort()
      .at(-1) ?? null;
  return { at, seq: Math.max(state.coveredSeq ?? 0, summary?.seq ?? 0) };
}

/**
 * `数据截至 14:32:05 · 序号 10 482`: green while live, amber when the connection is lost, then red with the words that it is
 * out of date.
 */
export function DataAge(): ReactNode {
  const { frame } = useFirstWords();
  const { freshness } = useLive();
  const { at, seq } = useDataInstant();
  const said: Record<Freshness, string> = {
    connecting: frame.connecting,
    live: frame.live,
    late: frame.late,
    expired: frame.expired,
  };
  return (
    <div
      className={`data-age look-${FRESHNESS_LOOK[freshness]}`}
      data-freshness={freshness}
      title={at === null ? undefined : fullInstant(at)}
    >
      <Shape look={FRESHNESS_LOOK[freshness]} />
      <span className="data-age-said" role="status">
        {said[freshness]}
      </span>
      {at === null ? null : (
        <span className="data-age-figures num">
          <span className="only-wide">{frame.dataAsOf(clockTime(at))}</span>
          <span className="only-narrow">{clockTime(at)}</span>
          <span className="data-age-seq"> · {frame.sequence(figure(seq))}</span>
        </span>
      )}
    </div>
  );
}

/** Above the greyed panels: what happened and from when the figures are. */
export function ExpiredBanner(): ReactNode {
  const { frame } = useFirstWords();
  const { freshness } = useLive();
  const { at } = useDataInstant();
  if (freshness !== 'expired') return null;
  return (
    <div className="expired-banner" role="alert">
      {frame.expiredBanner(at === null ? '—' : clockTime(at))}
    </div>
  );
}
