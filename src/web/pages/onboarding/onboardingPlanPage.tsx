import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import type { OnboardingPlanView, OnboardingRowView } from '../../../api/onboarding';
import { DataTable } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PageTitle } from '../../components/pageTitle';
import { Facts } from '../../components/panel';
import { Reading } from '../../components/reading';
import { useTableFile } from '../../data/imports';
import { useEndPlan, useOnboardingStanding } from '../../data/onboarding';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { AccountTabs } from '../accounts/accountTabs';
import { useSectorNames } from '../policies/sectorNames';
import { rowKeyOf, useStandingColumns } from './standingColumns';
import { StepCounts } from './stepCounts';

const PlanForm = lazy(() => import('./planForm'));
const ReasonDialog = lazy(() => import('../../components/reasonDialog'));
const JoinedDialog = lazy(() => import('./unitDialogs').then(({ JoinedDialog: it }) => ({ default: it })));
const ExceptDialog = lazy(() => import('./unitDialogs').then(({ ExceptDialog: it }) => ({ default: it })));
const TakeBackDialog = lazy(() => import('./unitDialogs').then(({ TakeBackDialog: it }) => ({ default: it })));

const NONE: ReadonlySet<string> = new Set();

function PlanFacts({ plan }: { readonly plan: OnboardingPlanView }): ReactNode {
  const { onboarding: texts, units, codes, common } = useWords();
  const { nameOf } = useSectorNames();
  const selected = (step: 'basic' | 'all'): string => {
    const { levels, sectors, under } = plan.steps[step];
    const parts = [
      levels.map((level) => units.level[level]),
      sectors.map(nameOf),
      under.map(({ name }) => texts.below(name)),
    ].filter((some) => some.length > 0);
    return parts.length === 0 ? texts.everyUnit : parts.map((some) => some.join(common.comma)).join(' · ');
  };
  return (
    <Facts
      items={[
        [
          texts.form.head,
          plan.heads.map(({ name, platform }) => `${name}（${codes.platform[platform]}）`).join(common.comma),
        ],
        [texts.form.source, plan.source],
        [texts.form.within, plan.within?.name ?? texts.form.everywhere],
        ...(['basic', 'all'] as const).map((step): [string, ReactNode] => [
          texts.step[step],
          <span key={step}>
            {texts.dueBy(plan.steps[step].dueBy)} · {selected(step)} <StepCounts plan={plan} step={step} />
            <div className="soft">{plan.steps[step].clause}</div>
          </span>,
        ]),
      ]}
    />
  );
}

function EndDialog({ plan, onClose }: { readonly plan: OnboardingPlanView; readonly onClose: () => void }): ReactNode {
  const { onboarding: texts } = useWords();
  const ending = useEndPlan();
  const ended = plan.endedAt === null;
  return (
    <ReasonDialog
      title={ended ? texts.endTitle(plan.title) : texts.resumeTitle(plan.title)}
      consequence={ended ? texts.endConsequence : texts.resumeConsequence}
      button={ended ? texts.end : texts.resume}
      pending={ending.isPending}
      failure={ending.error}
      onClose={onClose}
      onSubmit={(reason) =>
        ending.mutate({ id: plan.id, version: plan.version, ended, reason }, { onSuccess: onClose })
      }
    />
  );
}

type Act = 'change' | 'end' | 'joined' | 'except' | OnboardingRowView;

/** One plan: what is to be joined, by when and by whom, how each unit stands and what is left. */
export default function OnboardingPlanPage(): ReactNode {
  const { id = '' } = useParams();
  const { onboarding: texts } = useWords();
  const address = useListAddress(['step', 'state']);
  const { step, state } = address.filters;
  const actions = useMe().data?.actions ?? [];
  const mayRecord = actions.includes('account.write');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NONE);
  const [act, setAct] = useState<Act | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const exporting = useTableFile();
  const acts = useMemo(
    () =>
      mayRecord
        ? {
            chosen,
            onToggle: (key: string) =>
              setChosen((before) => {
                const next = new Set(before);
                if (!next.delete(key)) next.add(key);
                return next;
              }),
            onTakeBack: setAct,
          }
        : null,
    [mayRecord, chosen],
  );
  const columns = useStandingColumns(acts);
  const close = (): void => setAct(null);
  const done = (text: string): void => {
    setSaid(text);
    setChosen(NONE);
  };
  return (
    <Reading read={useOnboardingStanding(id, { step, state })} what={texts.title} rows={8}>
      {({ plan, items }) => {
        const rows = items.filter((row) => chosen.has(rowKeyOf(row)));
        const saying = { planId: id, rows, onClose: close, onDone: done };
        return (
          <>
            <div className="page-title">
              <PageTitle name={plan.title} />
              <div className="head-action">
                <Button
                  loading={exporting.isPending}
                  onClick={() => exporting.mutate(paths.onboardingTable(id, { step, state }))}
                >
                  {texts.exported}
                </Button>
                {plan.mayChange ? (
                  <>
                    <Button onClick={() => setAct('change')}>{texts.change}</Button>
                    <Button onClick={() => setAct('end')}>{plan.endedAt === null ? texts.end : texts.resume}</Button>
                  </>
                ) : null}
              </div>
            </div>
            <AccountTabs />
            {plan.endedAt === null ? null : <p role="status">{texts.endedNote}</p>}
            <PlanFacts plan={plan} />
            {said === null ? null : <p role="status">{said}</p>}
            <FilterBar
              address={address}
              filters={[
                { name: 'step', label: texts.columns.step, choices: choicesOf(texts.step) },
                { name: 'state', label: texts.columns.state, choices: choicesOf(texts.state) },
              ]}
            />
            {rows.length === 0 ? null : (
              <p>
                <Button type="primary" onClick={() => setAct('joined')}>
                  {texts.joined.selected(figure(rows.length))}
                </Button>{' '}
                <Button onClick={() => setAct('except')}>{texts.except.selected(figure(rows.length))}</Button>
              </p>
            )}
            {items.length === 0 ? (
              <EmptyNote why={address.filtered ? texts.noneFiltered : texts.noUnits} />
            ) : (
              <DataTable label={texts.standing} columns={columns} items={items} keyOf={rowKeyOf} />
            )}
            {act === null ? null : (
              <Suspense fallback={null}>
                {act === 'change' ? (
                  <PlanForm plan={plan} onClose={close} />
                ) : act === 'end' ? (
                  <EndDialog plan={plan} onClose={close} />
                ) : act === 'joined' ? (
                  <JoinedDialog {...saying} />
                ) : act === 'except' ? (
                  <ExceptDialog {...saying} />
                ) : (
                  <TakeBackDialog planId={id} row={act} onClose={close} />
                )}
              </Suspense>
            )}
          </>
        );
      }}
    </Reading>
  );
}
