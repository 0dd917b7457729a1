import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { SurveyAct, SurveyItemView, SurveyPlanView } from '../../../../api/unitFiles';
import { EmptyNote } from '../../../components/emptyNote';
import { PageTitle } from '../../../components/pageTitle';
import { Facts, Panel } from '../../../components/panel';
import { Reading } from '../../../components/reading';
import { When } from '../../../components/when';
import { paths } from '../../../data/paths';
import { useSurveyPlan, useSurveyResults, useSurveyStep } from '../../../data/unitFiles';
import { useWords } from '../../../words/words';
import { Field, FormDialog } from '../../notifications/formDialog';
import { DutyTabs } from '../dutyTabs';
import { FileThread, Outside } from './fileParts';

/** One survey or interview: its steps, its result, and whether we have seen that on the site. */
export default function SurveyPage(): ReactNode {
  const { id = '', key = '' } = useParams();
  const { surveys: texts } = useWords().unitFiles;
  return (
    <>
      <DutyTabs shown="surveys" />
      <Reading read={useSurveyPlan(id)} what={texts.tab} rows={8}>
        {(plan) => {
          const item = plan.items.find((one) => one.key === key);
          return item === undefined ? <EmptyNote why={texts.gone} /> : <SurveyBody plan={plan} item={item} />;
        }}
      </Reading>
    </>
  );
}

interface Shown {
  readonly plan: SurveyPlanView;
  readonly item: SurveyItemView;
}

function SurveyBody({ plan, item }: Shown): ReactNode {
  const { unitFiles } = useWords();
  const { surveys: texts } = unitFiles;
  const [act, setAct] = useState<{ readonly step: SurveyAct; readonly link?: string } | null>(null);
  const { sight, resultLink, announcedLink, dutyId } = item;
  const owesNothing = item.kind === 'interview' && item.state === 'held';
  return (
    <>
      <PageTitle name={item.title} />
      <p>
        <Link to={paths.surveyPlan(plan.id)}>{texts.back}</Link>
        {dutyId === null ? null : (
          <>
            {' · '}
            <Link to={paths.duty(dutyId)}>{unitFiles.duty}</Link>
          </>
        )}
      </p>
      <div className="review-step">
        {item.acts.map((step) => (
          <Button
            key={step}
            type={step === 'hold' || step === 'publish' ? 'primary' : 'default'}
            onClick={() => setAct({ step })}
          >
            {texts.acts[step]}
          </Button>
        ))}
      </div>
      <Facts
        items={[
          [unitFiles.state, texts.states[item.state]],
          [unitFiles.kind, texts.kinds[item.kind]],
          [texts.plannedOn, item.plannedOn],
          ...(announcedLink === null ? [] : ([[texts.announcedAt, <Outside key="a" href={announcedLink} />]] as const)),
          ...(item.heldOn === null ? [] : ([[texts.endedOn, item.heldOn]] as const)),
          ...(owesNothing ? ([[texts.resultAt, texts.noResultOwed]] as const) : []),
          ...(resultLink === null ? [] : ([[texts.resultAt, <Outside key="r" href={resultLink} />]] as const)),
          ...(sight === null
            ? []
            : ([
                [
                  texts.sight,
                  <span key="s">
                    {texts.sights[sight.as]} · <When at={sight.at} />
                  </span>,
                ],
              ] as const)),
        ]}
      />
      {item.acts.includes('publish') ? (
        <Found plan={plan} item={item} onTake={(link) => setAct({ step: 'publish', link })} />
      ) : null}
      <FileThread thread={item.thread} words={texts.events} />
      {act === null ? null : <StepDialog plan={plan} item={item} {...act} onClose={() => setAct(null)} />}
    </>
  );
}

function Found({ plan, item, onTake }: Shown & { readonly onTake: (link: string) => void }): ReactNode {
  const { surveys: texts } = useWords().unitFiles;
  return (
    <Panel title={texts.found}>
      <Reading read={useSurveyResults(plan.id)} what={texts.found} rows={2}>
        {({ found, columns }) =>
          found.every(({ key }) => key !== item.key) ? (
            <EmptyNote why={texts.noneFound(columns)} />
          ) : (
            <ul>
              {found
                .filter(({ key }) => key === item.key)
                .map(({ title, link, at }) => (
                  <li key={link}>
                    {title} · <When at={at} /> · <Outside href={link} />{' '}
                    <Button size="small" onClick={() => onTake(link)}>
                      {texts.useIt}
                    </Button>
                  </li>
                ))}
            </ul>
          )
        }
      </Reading>
    </Panel>
  );
}

const DATED: ReadonlySet<SurveyAct> = new Set<SurveyAct>(['postpone', 'hold']);
const LINKED: ReadonlySet<SurveyAct> = new Set<SurveyAct>(['announce', 'publish']);
const WORDED: ReadonlySet<SurveyAct> = new Set<SurveyAct>(['postpone', 'cancel', 'restore', 'reopen']);

function StepDialog({
  plan,
  item,
  step,
  link: given = '',
  onClose,
}: Shown & { readonly step: SurveyAct; readonly link?: string; readonly onClose: () => void }): ReactNode {
  const { unitFiles } = useWords();
  const { surveys: texts } = unitFiles;
  const take = useSurveyStep();
  const [on, setOn] = useState('');
  const [link, setLink] = useState(given);
  const [words, setWords] = useState('');
  const isReady =
    (!DATED.has(step) || on !== '') &&
    (!LINKED.has(step) || link.trim() !== '') &&
    (!WORDED.has(step) || words.trim() !== '');
  return (
    <FormDialog
      title={texts.acts[step]}
      button={texts.acts[step]}
      ready={isReady}
      pending={take.isPending}
      failure={take.error}
      onClose={onClose}
      onSubmit={() =>
        take.mutate(
          {
            ...{ id: plan.id, version: plan.version, key: item.key, step, words: words.trim() },
            ...{ on: DATED.has(step) ? on : null, link: LINKED.has(step) ? link.trim() : null },
          },
          { onSuccess: onClose },
        )
      }
    >
      {DATED.has(step) ? (
        <Field label={step === 'hold' ? texts.endedOn : texts.plannedOn}>
          <Input
            type="date"
            aria-label={step === 'hold' ? texts.endedOn : texts.plannedOn}
            value={on}
            onChange={(event) => setOn(event.target.value)}
          />
        </Field>
      ) : null}
      {LINKED.has(step) ? (
        <Field label={unitFiles.link}>
          <Input value={link} maxLength={2000} onChange={(event) => setLink(event.target.value)} />
        </Field>
      ) : null}
      <Field label={unitFiles.words} hint={unitFiles.wordsHint}>
        <Input.TextArea value={words} rows={3} maxLength={1000} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
