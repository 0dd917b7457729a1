import { Button, Checkbox, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ReviewFlowView, TakersView } from '../../../api/reviews';
import ReasonDialog from '../../components/reasonDialog';
import { useReviewers, useSetFlow } from '../../data/reviews';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';
import { optionsOf, PickMany, PickOne } from '../notifications/picks';

type Stage = ReviewFlowView['stages'][number];
type Draft = Pick<ReviewFlowView, 'stages' | 'secrecy' | 'returnsTo' | 'footNames' | 'clause'>;

const MOST_STAGES = 6;

/** The stages of a kind in a unit: what each is called, who takes it, the secrecy gate, and where a return leads. */
export default function FlowDialog({
  flow,
  unitId,
  onClose,
}: {
  readonly flow: ReviewFlowView;
  readonly unitId: string | null;
  readonly onClose: () => void;
}): ReactNode {
  const { reviews } = useWords();
  const { flows: texts } = reviews;
  const set = useSetFlow();
  const [draft, setDraft] = useState<Draft>(flow);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const changeStage = (at: number, part: Partial<Stage>): void =>
    change({ stages: draft.stages.map((stage, index) => (index === at ? { ...stage, ...part } : stage)) });
  const { stages, secrecy } = draft;
  const ready =
    draft.clause.trim() !== '' &&
    stages.every(({ title, titleEn, takers }) => title.trim() !== '' && titleEn.trim() !== '' && isTaken(takers)) &&
    (secrecy === null || isTaken(secrecy.takers));
  return (
    <ReasonDialog
      title={texts.editOne(reviews.kind[flow.kind])}
      consequence={texts.intro}
      button={texts.save}
      pending={set.isPending}
      failure={set.error}
      extra={{
        ready,
        node: (
          <>
            {stages.map((stage, at) => (
              <fieldset key={stage.key} className="field">
                <legend>{texts.stage(figure(at + 1))}</legend>
                <Field label={texts.stageTitle}>
                  <Input
                    value={stage.title}
                    maxLength={20}
                    onChange={(e) => changeStage(at, { title: e.target.value })}
                  />
                </Field>
                <Field label={texts.stageTitleEn}>
                  <Input
                    value={stage.titleEn}
                    maxLength={40}
                    onChange={(e) => changeStage(at, { titleEn: e.target.value })}
                  />
                </Field>
                <TakersFields takers={stage.takers} onChange={(takers) => changeStage(at, { takers })} />
                {stages.length === 1 ? null : (
                  <Button
                    size="small"
                    onClick={() => change(withoutStage(draft, stage.key))}
                    aria-label={texts.removeStage(stage.title)}
                  >
                    {texts.removeStage(stage.title)}
                  </Button>
                )}
              </fieldset>
            ))}
            {stages.length >= MOST_STAGES ? null : (
              <p>
                <Button onClick={() => change({ stages: [...stages, newStage(stages)] })}>{texts.addStage}</Button>
              </p>
            )}
            <p>
              <Checkbox
                checked={secrecy !== null}
                onChange={({ target }) => change({ secrecy: target.checked ? newGate(stages) : null })}
              >
                {texts.hasSecrecy}
              </Checkbox>
            </p>
            {secrecy === null ? null : (
              <>
                <PickOne
                  label={texts.secrecyAt}
                  value={secrecy.before}
                  options={stages.map(({ key, title }) => ({ value: key, label: title }))}
                  onPick={(before) => change({ secrecy: { ...secrecy, before } })}
                />
                <TakersFields
                  takers={secrecy.takers}
                  onChange={(takers) => change({ secrecy: { ...secrecy, takers } })}
                />
              </>
            )}
            {flow.kind === 'mandate' ? null : (
              <PickOne
                label={texts.columns.returns}
                value={draft.returnsTo}
                options={optionsOf(texts.returnsTo)}
                onPick={(returnsTo) => change({ returnsTo: returnsTo as Draft['returnsTo'] })}
              />
            )}
            <p>
              <Checkbox checked={draft.footNames} onChange={({ target }) => change({ footNames: target.checked })}>
                {texts.footNames}
              </Checkbox>
            </p>
            <Field label={texts.clause}>
              <Input value={draft.clause} maxLength={200} onChange={(e) => change({ clause: e.target.value })} />
            </Field>
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) => {
        const { returnsTo, footNames, clause } = draft;
        const body = {
          ...{ kind: flow.kind, unitId, version: flow.version, returnsTo, footNames, clause, reason },
          stages: stages.map(({ takers, ...stage }) => ({ ...stage, takers: bare(takers) })),
          secrecy: secrecy === null ? null : { before: secrecy.before, takers: bare(secrecy.takers) },
        };
        set.mutate(body, { onSuccess: onClose });
      }}
    />
  );
}

function TakersFields({
  takers,
  onChange,
}: {
  readonly takers: TakersView;
  readonly onChange: (takers: TakersView) => void;
}): ReactNode {
  const { reviews, codes, team } = useWords();
  const { flows: texts } = reviews;
  const people = useReviewers().data?.items ?? [];
  const named = takers.people as readonly string[];
  return (
    <>
      <PickMany
        label={texts.actions}
        value={takers.actions}
        options={OFFERED.map((value) => ({ value, label: codes.action[value] }))}
        onPick={(actions) => onChange({ ...takers, actions: actions as TakersView['actions'] })}
      />
      <PickMany
        label={texts.duties}
        value={takers.duties ?? []}
        options={optionsOf(team.duty)}
        onPick={(duties) => onChange({ ...takers, duties: duties as NonNullable<TakersView['duties']> })}
      />
      <PickMany
        label={texts.people}
        value={named}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        onPick={(picked) => onChange({ ...takers, people: picked as readonly string[] as TakersView['people'] })}
      />
      <PickOne
        label={texts.reach}
        value={takers.within}
        options={optionsOf(texts.within)}
        onPick={(within) => onChange({ ...takers, within: within as TakersView['within'] })}
      />
    </>
  );
}

/** The rights a stage can be given to. */
const OFFERED = ['review.take', 'review.issue', 'review.manage', 'mandate.review'] as const;
const TAKERS: TakersView = { actions: ['review.issue'], people: [], names: [], within: 'unit', isStuck: false };

function isTaken({ actions, people, duties = [] }: TakersView): boolean {
  return actions.length + people.length + duties.length > 0;
}

function bare({ actions, people, duties = [], within }: TakersView): object {
  return { actions, people, duties, within };
}

/** A key that no stage has: a removed one may come back under the same. */
function newStage(stages: readonly Stage[]): Stage {
  const taken = new Set(stages.map(({ key }) => key));
  let number = stages.length + 1;
  while (taken.has(`stage-${number}`)) number += 1;
  return { key: `stage-${number}`, title: '', titleEn: '', takers: TAKERS };
}

function newGate(stages: readonly Stage[]): Draft['secrecy'] {
  return { before: stages.at(-1)?.key ?? '', takers: TAKERS };
}

/** The gate goes to the last stage where the one it stood before is gone. */
function withoutStage({ stages, secrecy }: Draft, key: string): Partial<Draft> {
  const left = stages.filter((stage) => stage.key !== key);
  return {
    stages: left,
    secrecy: secrecy !== null && secrecy.before === key ? { ...secrecy, before: left.at(-1)?.key ?? '' } : secrecy,
  };
}
