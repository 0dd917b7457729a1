import type { ReactNode } from 'react';
import type { SiteFilingView } from '../../../api/filing';
import { Status } from '../../components/status';
import { SITE_PLAN_LOOK } from '../../words/status';
import { useWords } from '../../words/words';

/** What is to become of a website, and how it stands with its deadline. */
export function SitePlan({
  filing,
  brief = false,
}: {
  readonly filing: SiteFilingView;
  /** For a list: without what it goes back to. */
  readonly brief?: boolean;
}): ReactNode {
  const {
    filings: { site: texts },
  } = useWords();
  const { plan, planState, planBy, planBasis } = filing;
  if (brief && plan !== null && planState !== null)
    return (
      <span className="wrapping">
        <Status quiet look={SITE_PLAN_LOOK[planState]} word={`${texts.plan[plan]} ${texts.state[planState]}`} />
      </span>
    );
  if (plan === null || planState === null) return <span className="soft">{texts.noPlan}</span>;
  return (
    <span className="two-lines">
      <span>{texts.plan[plan]}</span>
      <span>
        <Status quiet look={SITE_PLAN_LOOK[planState]} word={texts.state[planState]} />
      </span>
      <span className="soft">
        {[planBy === null ? null : texts.byDay(planBy), brief ? null : planBasis]
          .filter((part) => part !== null)
          .join(' · ')}
      </span>
    </span>
  );
}
