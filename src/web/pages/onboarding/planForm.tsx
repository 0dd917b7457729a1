import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { OnboardingPlanView } from '../../../api/onboarding';
import ReasonDialog from '../../components/reasonDialog';
import { useChangePlan, useDeclarePlan, type PlanDraft, type StepDraft } from '../../data/onboarding';
import { useOpenUnits } from '../../data/units';
import { PLATFORM_ORDER } from '../../words/status';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';
import { useSectorNames } from '../policies/sectorNames';
import { inTreeOrder } from '../units/unitTree';

const EMPTY: StepDraft = { dueBy: '', clause: '', levels: [], sectors: [], underIds: [] };
const STEPS = ['basic', 'all'] as const;
/** As many as the interface takes. */
const MOST_HEADS = 20;

function draftOf(plan: OnboardingPlanView | null): PlanDraft {
  if (plan === null)
    return {
      title: '',
      heads: [{ name: '', platform: 'app' }],
      source: '',
      withinId: null,
      steps: { basic: EMPTY, all: EMPTY },
    };
  const stepOf = (step: 'basic' | 'all'): StepDraft => {
    const { dueBy, clause, levels, sectors, under } = plan.steps[step];
    return { dueBy, clause, levels, sectors, underIds: under.map(({ id }) => id) };
  };
  const { title, heads, source, within } = plan;
  return { title, heads, source, withinId: within?.id ?? null, steps: { basic: stepOf('basic'), all: stepOf('all') } };
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: readonly string[];
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: readonly string[]) => void;
}): ReactNode {
  return (
    <Field label={label}>
      <Select
        mode="multiple"
        virtual={false}
        optionFilterProp="label"
        aria-label={label}
        value={[...value]}
        options={[...options]}
        onChange={onChange}
      />
    </Field>
  );
}

/** The accounts that are joined: at least one, each with its platform. */
function Heads({
  heads,
  onChange,
}: {
  readonly heads: PlanDraft['heads'];
  readonly onChange: (heads: PlanDraft['heads']) => void;
}): ReactNode {
  const {
    onboarding: { form: texts },
    codes,
  } = useWords();
  const change = (at: number, more: Partial<PlanDraft['heads'][number]>): void =>
    onChange(heads.map((head, index) => (index === at ? { ...head, ...more } : head)));
  const nth = (label: string, at: number): string => (at === 0 ? label : `${label} ${at + 1}`);
  return (
    <>
      {heads.map(({ name, platform }, at) => (
        <div key={at} className="form-rows">
          <Field label={nth(texts.head, at)}>
            <Input value={name} maxLength={200} onChange={(event) => change(at, { name: event.target.value })} />
          </Field>
          <Field label={nth(texts.platform, at)}>
            <Select
              aria-label={nth(texts.platform, at)}
              virtual={false}
              value={platform}
              options={PLATFORM_ORDER.map((value) => ({ value: value as string, label: codes.platform[value] }))}
              onChange={(value: string) => change(at, { platform: value })}
            />
          </Field>
          {heads.length === 1 ? null : (
            <Button
              aria-label={`${texts.removeHead} ${name === '' ? String(at + 1) : name}`}
              onClick={() => onChange(heads.filter((_, index) => index !== at))}
            >
              {texts.removeHead}
            </Button>
          )}
        </div>
      ))}
      {heads.length >= MOST_HEADS ? null : (
        <Button onClick={() => onChange([...heads, { name: '', platform: 'app' }])}>{texts.addHead}</Button>
      )}
    </>
  );
}

/** Declares a plan of joining, or changes one: the head accounts, the text, and for each step its date, clause and units. */
export default function PlanForm({
  plan,
  onClose,
}: {
  readonly plan: OnboardingPlanView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { onboarding: texts, units: unitTexts } = useWords();
  const [draft, setDraft] = useState<PlanDraft>(() => draftOf(plan));
  const units = inTreeOrder(useOpenUnits().data?.items ?? []).map(({ unit }) => ({ value: unit.id, label: unit.name }));
  const sectors = useSectorNames().options;
  const levels = Object.entries(unitTexts.level).map(([value, label]) => ({ value, label }));
  const declaring = useDeclarePlan();
  const changing = useChangePlan();
  const setHeads = (heads: PlanDraft['heads']): void => setDraft({ ...draft, heads });
  const isReady =
    draft.title.trim() !== '' &&
    draft.source.trim() !== '' &&
    draft.heads.length > 0 &&
    draft.heads.every(({ name }) => name.trim() !== '') &&
    STEPS.every((step) => draft.steps[step].dueBy !== '' && draft.steps[step].clause.trim() !== '');
  const input = (label: string, value: string, onChange: (text: string) => void): ReactNode => (
    <Field label={label}>
      <Input value={value} maxLength={200} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
  const stepFields = (step: 'basic' | 'all'): ReactNode => {
    const of = draft.steps[step];
    const set = (change: Partial<StepDraft>): void =>
      setDraft({ ...draft, steps: { ...draft.steps, [step]: { ...of, ...change } } });
    const name = (label: string): string => `${texts.step[step]} ${label}`;
    return (
      <fieldset key={step}>
        <legend>{texts.step[step]}</legend>
        <Field label={name(texts.form.dueBy)}>
          <Input type="date" value={of.dueBy} onChange={(event) => set({ dueBy: event.target.value })} />
        </Field>
        {input(name(texts.form.clause), of.clause, (clause) => set({ clause }))}
        <Choice
          label={name(texts.form.levels)}
          value={of.levels}
          options={levels}
          onChange={(some) => set({ levels: some })}
        />
        <Choice
          label={name(texts.form.sectors)}
          value={of.sectors}
          options={sectors}
          onChange={(some) => set({ sectors: some })}
        />
        <Choice
          label={name(texts.form.under)}
          value={of.underIds}
          options={units}
          onChange={(some) => set({ underIds: some })}
        />
      </fieldset>
    );
  };
  const submit = (reason: string): void => {
    const heads = draft.heads.map((head) => ({ ...head, name: head.name.trim() }));
    const body = { ...draft, heads, title: draft.title.trim(), source: draft.source.trim(), reason };
    const done = { onSuccess: onClose };
    if (plan === null) declaring.mutate(body, done);
    else changing.mutate({ ...body, id: plan.id, version: plan.version }, done);
  };
  return (
    <ReasonDialog
      title={plan === null ? texts.declare : texts.changeTitle(plan.title)}
      consequence={texts.form.intro}
      button={plan === null ? texts.declare : texts.change}
      pending={declaring.isPending || changing.isPending}
      failure={declaring.error ?? changing.error}
      extra={{
        ready: isReady,
        node: (
          <div className="form-rows">
            {input(texts.form.title, draft.title, (title) => setDraft({ ...draft, title }))}
            <Heads heads={draft.heads} onChange={setHeads} />
            {input(texts.form.source, draft.source, (source) => setDraft({ ...draft, source }))}
            <Field label={texts.form.within}>
              <Select
                allowClear
                showSearch
                virtual={false}
                optionFilterProp="label"
                aria-label={texts.form.within}
                placeholder={texts.form.everywhere}
                value={draft.withinId}
                options={units}
                onChange={(id: string | undefined) => setDraft({ ...draft, withinId: id ?? null })}
              />
            </Field>
            {STEPS.map(stepFields)}
          </div>
        ),
      }}
      onClose={onClose}
      onSubmit={submit}
    />
  );
}
