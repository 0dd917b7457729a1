import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { OnboardingPlanView } from '../../../api/onboarding';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { useOnboardingPlans } from '../../data/onboarding';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useWords } from '../../words/words';
import { AccountTabs } from '../accounts/accountTabs';
import { StepCounts } from './stepCounts';

const PlanForm = lazy(() => import('./planForm'));

/** 入驻: what units are to join, in two dated steps, and how far they are. */
export default function OnboardingPage(): ReactNode {
  const { onboarding: texts, common } = useWords();
  const mayDeclare = useMe().data?.actions.includes('rules.manage') ?? false;
  const [declaring, setDeclaring] = useState(false);
  const columns = useMemo<readonly Column<OnboardingPlanView>[]>(
    () => [
      {
        key: 'title',
        title: texts.columns.plan,
        place: 'lead',
        className: 'cell-text',
        render: ({ id, title, heads, source }) => (
          <>
            <Link to={paths.onboardingPlan(id)}>{title}</Link>
            <div className="soft">
              {heads.map(({ name }) => name).join(common.comma)} · {source}
            </div>
          </>
        ),
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state',
        render: ({ endedAt }) => (endedAt === null ? texts.inForce : texts.ended),
      },
      ...(['basic', 'all'] as const).map((step) => ({
        key: step,
        title: texts.step[step],
        render: (plan: OnboardingPlanView) => (
          <>
            {texts.dueBy(plan.steps[step].dueBy)} <StepCounts plan={plan} step={step} />
          </>
        ),
      })),
    ],
    [texts, common],
  );
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {mayDeclare ? (
          <Button className="head-action" onClick={() => setDeclaring(true)}>
            {texts.declare}
          </Button>
        ) : null}
      </div>
      <AccountTabs />
      <p className="soft page-intro">{texts.intro}</p>
      <Reading read={useOnboardingPlans()} what={texts.title} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable label={texts.title} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
      {declaring ? (
        <Suspense fallback={null}>
          <PlanForm plan={null} onClose={() => setDeclaring(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
