import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { InteractionAct, InteractionDetailView } from '../../../api/interactions';
import { Failure } from '../../components/failure';
import { PageTitle } from '../../components/pageTitle';
import { Facts, Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { When } from '../../components/when';
import { useAnswerChecks, useInteraction, useSubmitAnswer } from '../../data/duties';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';
import { ContentChecks } from '../content/contentChecks';
import { OverrideButton } from '../content/overrideButton';
import { DutyActs, DutyFacts, DutyHistory } from './dutyParts';
import { DutyTabs } from './dutyTabs';
import { AnswerDialog, KindDialog, LinkDialog, SetAsideDialog, TakeUpDialog } from './interactionDialogs';
import { WrittenAnswer } from './writtenAnswer';

/** One message: its text, its answer, its deadline, and everything that was done. */
export default function InteractionPage(): ReactNode {
  const { id = '' } = useParams();
  const { duties: texts } = useWords();
  return (
    <>
      <DutyTabs shown="interactions" />
      <Reading read={useInteraction(id)} what={texts.messages.text} rows={8}>
        {(interaction) => <InteractionBody interaction={interaction} />}
      </Reading>
    </>
  );
}

function InteractionBody({ interaction }: { readonly interaction: InteractionDetailView }): ReactNode {
  const { duties, codes } = useWords();
  const { messages: texts, columns } = duties;
  const { duty, thread, link, answerLink, reviewId } = interaction;
  const outside = (href: string): ReactNode => (
    <a key={href} href={href} target="_blank" rel="noreferrer">
      {href}
    </a>
  );
  return (
    <>
      <PageTitle name={interaction.title} />
      <Acts interaction={interaction} />
      <Facts
        items={[
          [columns.state, codes.interactionState[interaction.state]],
          [columns.kind, codes.interactionKind[interaction.kind]],
          [columns.source, codes.interactionSource[interaction.source]],
          [texts.received, <When key="received" at={interaction.receivedAt} />],
          ...(interaction.authorName === null ? [] : ([[texts.author, interaction.authorName]] as const)),
          ...(link === null ? [] : ([[texts.link, outside(link)]] as const)),
          ...(interaction.answeredAt === null
            ? []
            : ([[texts.answered, <When key="answered" at={interaction.answeredAt} />]] as const)),
          ...(answerLink === null ? [] : ([[duties.step.link, outside(answerLink)]] as const)),
          ...(interaction.satisfaction === null
            ? []
            : ([
                [
                  texts.satisfaction,
                  `${codes.satisfaction[interaction.satisfaction]} ${interaction.satisfactionWords ?? ''}`,
                ],
              ] as const)),
          ...(reviewId === null
            ? []
            : ([
                [
                  texts.review,
                  <Link key="review" to={paths.review(reviewId)}>
                    {texts.review}
                  </Link>,
                ],
              ] as const)),
        ]}
      />
      {interaction.answer !== null && interaction.acts.includes('submit') ? <Checks interaction={interaction} /> : null}
      <WrittenAnswer interaction={interaction} />
      <Panel title={texts.duty}>
        <DutyActs duty={duty} />
        <DutyFacts duty={duty} />
      </Panel>
      <DutyHistory duty={duty} />
      <Panel title={texts.text}>
        <ul>
          {thread.map(({ event, name, at, words }, place) => (
            <li key={`${String(place)} ${event}`}>
              {codes.interactionEvent[event]} · {name === '' ? duties.detail.product : name} · <When at={at} />
              {words === null ? null : ` · ${words}`}
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

const DIALOGS = {
  write: AnswerDialog,
  reclassify: KindDialog,
  'set-aside': SetAsideDialog,
  'take-up': TakeUpDialog,
  'show-where': LinkDialog,
} as const satisfies Partial<Record<InteractionAct, unknown>>;

function Acts({ interaction }: { readonly interaction: InteractionDetailView }): ReactNode {
  const { duties, common } = useWords();
  const { messages: texts } = duties;
  const submit = useSubmitAnswer();
  const [open, setOpen] = useState<keyof typeof DIALOGS | null>(null);
  const names = {
    write: interaction.answer === null ? texts.write : texts.rewrite,
    reclassify: texts.kind,
    'set-aside': texts.setAside,
    'take-up': texts.takeUp,
    'show-where': texts.showWhere,
  };
  const Dialog = open === null ? null : DIALOGS[open];
  return (
    <div className="review-step">
      {interaction.acts.map((act) =>
        act === 'submit' ? (
          <Button
            key={act}
            type="primary"
            loading={submit.isPending}
            onClick={() => submit.mutate({ id: interaction.id, version: interaction.version })}
          >
            {texts.submit}
          </Button>
        ) : (
          <Button
            key={act}
            type={act === 'write' && interaction.answer === null ? 'primary' : 'default'}
            onClick={() => setOpen(act)}
          >
            {names[act]}
          </Button>
        ),
      )}
      {submit.error === null ? null : (
        <Failure failure={submit.error} title={common.failure.actionTitle(texts.submit)} of="change" />
      )}
      {Dialog === null ? null : <Dialog interaction={interaction} onClose={() => setOpen(null)} />}
    </div>
  );
}

/** What the checks find in an answer that is not handed in yet. */
function Checks({ interaction: { id, version, duty } }: { readonly interaction: InteractionDetailView }): ReactNode {
  const submit = useSubmitAnswer();
  return (
    <ContentChecks
      read={useAnswerChecks(id)}
      unitId={duty.unitId}
      override={(checks) => (
        <OverrideButton
          stops={checks.flatMap(({ level, field, ruleId, content }) =>
            level === 'blocking' ? [{ field, ruleId, words: content.words }] : [],
          )}
          pending={submit.isPending}
          failure={submit.error}
          onSubmit={(lifts, done) => submit.mutate({ id, version, lifts }, { onSuccess: done })}
        />
      )}
    />
  );
}
