import { Button, Input, Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { SurveyItemView, SurveyPlanView, SurveyQuotaView } from '../../../../api/unitFiles';
import type { SurveyKind } from '../../../../domain/surveys/surveyQuota';
import { DataTable, type Column } from '../../../components/dataTable';
import { EmptyNote } from '../../../components/emptyNote';
import { PageTitle } from '../../../components/pageTitle';
import { Panel } from '../../../components/panel';
import { Reading } from '../../../components/reading';
import { paths } from '../../../data/paths';
import { useAddSurvey, useSurveyPlan } from '../../../data/unitFiles';
import { useAppearance } from '../../../theme/appearance';
import { figure } from '../../../time/figure';
import { useWords } from '../../../words/words';
import { Field, FormDialog } from '../../notifications/formDialog';
import { DutyTabs } from '../dutyTabs';

/** The plan of a unit for a year: what it owes, how far it has come, and every item. */
export default function SurveyPlanPage(): ReactNode {
  const { id = '' } = useParams();
  const { unitFiles } = useWords();
  return (
    <>
      <DutyTabs shown="surveys" />
      <Reading read={useSurveyPlan(id)} what={unitFiles.surveys.tab} rows={8}>
        {(plan) => <PlanBody plan={plan} />}
      </Reading>
    </>
  );
}

function PlanBody({ plan }: { readonly plan: SurveyPlanView }): ReactNode {
  const { surveys: texts } = useWords().unitFiles;
  const [isAdding, setAdding] = useState(false);
  const quotas = useQuotaColumns();
  const items = useItemColumns(plan.id);
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.planOf(plan.unitName, plan.year)} />
        {plan.mayWrite ? (
          <Button className="head-action" onClick={() => setAdding(true)}>
            {texts.add}
          </Button>
        ) : null}
      </div>
      <Panel title={texts.progress}>
        <DataTable label={texts.progress} columns={quotas} items={plan.quotas} keyOf={({ key }) => key} />
      </Panel>
      <Panel title={texts.items}>
        {plan.items.length === 0 ? (
          <EmptyNote why={texts.noItems} />
        ) : (
          <DataTable label={texts.items} columns={items} items={plan.items} keyOf={({ key }) => key} />
        )}
      </Panel>
      {isAdding ? <AddDialog plan={plan} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function useQuotaColumns(): readonly Column<SurveyQuotaView>[] {
  const { surveys: texts } = useWords().unitFiles;
  const { language } = useAppearance();
  return useMemo(
    () => [
      {
        key: 'quota',
        title: texts.columns.quota,
        place: 'lead',
        render: ({ title, titleEn }) => (language === 'zh' ? title : titleEn),
      },
      {
        key: 'held',
        title: texts.columns.held,
        align: 'right',
        render: ({ held, least }) => `${figure(held)} / ${figure(least)}`,
      },
      { key: 'ahead', title: texts.columns.ahead, align: 'right', render: ({ ahead }) => figure(ahead) },
      {
        key: 'standing',
        title: texts.columns.standing,
        place: 'state',
        render: ({ standing }) => texts.standings[standing],
      },
      { key: 'clause', title: texts.columns.clause, className: 'cell-text', render: ({ clause }) => clause },
    ],
    [texts, language],
  );
}

function useItemColumns(id: string): readonly Column<SurveyItemView>[] {
  const { unitFiles } = useWords();
  const { surveys: texts } = unitFiles;
  return useMemo(
    () => [
      {
        key: 'title',
        title: texts.columns.title,
        place: 'lead',
        className: 'cell-text',
        render: ({ key, title }) => <Link to={paths.survey(id, key)}>{title}</Link>,
      },
      { key: 'kind', title: unitFiles.kind, render: ({ kind }) => texts.kinds[kind] },
      {
        key: 'planned',
        title: texts.columns.planned,
        render: ({ plannedOn }) => <span className="num">{plannedOn}</span>,
      },
      { key: 'state', title: unitFiles.state, place: 'state', render: ({ state }) => texts.states[state] },
      {
        key: 'ended',
        title: texts.columns.ended,
        render: ({ heldOn }) => (heldOn === null ? '—' : <span className="num">{heldOn}</span>),
      },
      {
        key: 'result',
        title: texts.columns.result,
        render: ({ sight }) => (sight === null ? '—' : texts.sights[sight.as]),
      },
    ],
    [unitFiles, texts, id],
  );
}

function AddDialog({ plan, onClose }: { readonly plan: SurveyPlanView; readonly onClose: () => void }): ReactNode {
  const { unitFiles } = useWords();
  const { surveys: texts } = unitFiles;
  const add = useAddSurvey();
  const [kind, setKind] = useState<SurveyKind>('survey');
  const [title, setTitle] = useState('');
  const [plannedOn, setPlannedOn] = useState('');
  return (
    <FormDialog
      title={texts.add}
      button={texts.add}
      ready={title.trim() !== '' && plannedOn !== ''}
      pending={add.isPending}
      failure={add.error}
      onClose={onClose}
      onSubmit={() =>
        add.mutate({ id: plan.id, version: plan.version, kind, title: title.trim(), plannedOn }, { onSuccess: onClose })
      }
    >
      <Field label={unitFiles.kind}>
        <Select
          virtual={false}
          aria-label={unitFiles.kind}
          value={kind}
          options={Object.entries(texts.kinds).map(([value, label]) => ({ value: value as SurveyKind, label }))}
          onChange={setKind}
        />
      </Field>
      <Field label={texts.name}>
        <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={texts.plannedOn}>
        <Input
          type="date"
          aria-label={texts.plannedOn}
          min={`${String(plan.year)}-01-01`}
          max={`${String(plan.year)}-12-31`}
          value={plannedOn}
          onChange={(event) => setPlannedOn(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}
