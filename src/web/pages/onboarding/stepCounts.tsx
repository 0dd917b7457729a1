import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { OnboardingPlanView } from '../../../api/onboarding';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

const ORDER = ['late', 'open', 'incomplete', 'done', 'done-late', 'excepted'] as const;

/** How many units stand how with a step, each number a link to exactly those. */
export function StepCounts({
  plan,
  step,
}: {
  readonly plan: OnboardingPlanView;
  readonly step: 'basic' | 'all';
}): ReactNode {
  const { onboarding: texts } = useWords();
  const { counts } = plan.steps[step];
  const shown = ORDER.filter((state) => counts[state] > 0);
  if (shown.length === 0) return <span className="soft">{texts.bindsNobody}</span>;
  return shown.map((state) => (
    <span key={state}>
      <Link to={paths.onboardingPlan(plan.id, { step, state })}>
        {texts.countOf(figure(counts[state]), texts.state[state])}
      </Link>{' '}
    </span>
  ));
}
