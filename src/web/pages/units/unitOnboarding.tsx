import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { OnboardingPlanView, OnboardingRowView } from '../../../api/onboarding';
import { Panel } from '../../components/panel';
import { Status } from '../../components/status';
import { useOnboardingPlans, useOnboardingStanding } from '../../data/onboarding';
import { paths } from '../../data/paths';
import type { Look } from '../../words/status';
import { useWords } from '../../words/words';

const LOOKS: Readonly<Record<OnboardingRowView['state'], Look>> = {
  late: 'breached',
  open: 'pending',
  incomplete: 'warned',
  done: 'fine',
  'done-late': 'warned',
  excepted: 'unknown',
};

/**
 * How the unit stands with each plan of joining a head account that is in force and binds it; nothing where none does.
 */
export function UnitOnboarding({ unitId }: { readonly unitId: string }): ReactNode {
  const plans = useOnboardingPlans().data?.items ?? [];
  return plans
    .filter(({ endedAt }) => endedAt === null)
    .map((plan) => <OfPlan key={plan.id} plan={plan} unitId={unitId} />);
}

function OfPlan({ plan, unitId }: { readonly plan: OnboardingPlanView; readonly unitId: string }): ReactNode {
  const { onboarding: texts } = useWords();
  const rows = useOnboardingStanding(plan.id, { unit: unitId }).data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={`${texts.ofUnit} · ${plan.title}`}>
      <ul className="plain-list">
        {rows.map(({ step, state, dueBy, left }) => (
          <li key={step}>
            <Link to={paths.onboardingPlan(plan.id, { unit: unitId, step })}>{texts.step[step]}</Link>{' '}
            <Status look={LOOKS[state]} word={texts.state[state]} /> <span className="soft">{texts.dueBy(dueBy)}</span>
            {left.map(({ id, name }) => (
              <span key={id}>
                {' '}
                <Link to={paths.account(id)}>{name}</Link>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
