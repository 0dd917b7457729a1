import type { ReactNode } from 'react';
import type { SiteVerdictView } from '../../../api/siteChecks';
import type { SiteCheckKind } from '../../../domain/siteChecks/siteVerdict';
import { Status } from '../../components/status';
import { figure } from '../../time/figure';
import { SITE_STATE_LOOK } from '../../words/status';
import { useWords } from '../../words/words';

/** The figures a check says what it says by, in a few words; null: it has none. */
function useFigures(): (check: SiteCheckKind, verdict: Pick<SiteVerdictView, 'figures' | 'state'>) => string | null {
  const { siteChecks: texts } = useWords();
  return (check, { figures, state }) => {
    const of = (name: string): string => figure(figures[name] ?? 0);
    if (check === 'availability') {
      const share = `${texts.percent(figures['hundredths'] ?? 0)} · ${texts.failed(of('failures'), of('visits'))}`;
      if (state !== 'unknown') return share;
      return figures['days'] === undefined ? null : texts.counted(of('days'), of('neededDays'));
    }
    if (check === 'home') return figures['days'] === undefined ? null : texts.days(of('days'));
    if (check === 'interpretations')
      return (figures['policies'] ?? 0) === 0 ? null : texts.interpreted(of('missing'), of('paired'), of('policies'));
    return figures['columns'] === undefined || figures['columns'] === 0 ? null : texts.stale(of('stale'), of('empty'));
  };
}

/** What one check says: its state, and by which figures. */
export function VerdictCell({
  check,
  verdict,
}: {
  readonly check: SiteCheckKind;
  readonly verdict: SiteVerdictView;
}): ReactNode {
  const { codes } = useWords();
  const figures = useFigures()(check, verdict);
  return (
    <span className="two-lines">
      <Status quiet look={SITE_STATE_LOOK[verdict.state]} word={codes.siteState[verdict.state]} />
      {figures === null ? null : <span className="soft num">{figures}</span>}
    </span>
  );
}
