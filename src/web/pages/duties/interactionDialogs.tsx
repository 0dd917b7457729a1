import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { InteractionDetailView } from '../../../api/interactions';
import type { SetAsideReason, WithholdingReason } from '../../../domain/duties/interaction';
import type { InteractionKind } from '../../../domain/duties/interactionKinds';
import { useChangeKind, useSetAside, useShowWhere, useTakeUp, useWriteAnswer } from '../../data/duties';
import { useWords } from '../../words/words';
import { Field, FormDialog } from '../notifications/formDialog';

interface DialogProps {
  readonly interaction: InteractionDetailView;
  readonly onClose: () => void;
}

/** The answer, and whether it is published. */
export function AnswerDialog({ interaction, onClose }: DialogProps): ReactNode {
  const { duties, codes } = useWords();
  const { messages: texts } = duties;
  const write = useWriteAnswer();
  const { id, version, answer } = interaction;
  // The answer is read again before the dialog is closed: its name stays.
  const [name] = useState(answer === null ? texts.write : texts.rewrite);
  const [text, setText] = useState(answer?.text ?? '');
  const [withheld, setWithheld] = useState<WithholdingReason | ''>(answer?.withheld ?? '');
  const choices = [
    { value: '', label: texts.isPublic },
    ...Object.entries(codes.withholdingReason).map(([value, label]) => ({ value, label: texts.withheldFor(label) })),
  ] as { value: WithholdingReason | ''; label: string }[];
  return (
    <FormDialog
      title={name}
      button={name}
      ready={text.trim() !== ''}
      pending={write.isPending}
      failure={write.error}
      onClose={onClose}
      onSubmit={() =>
        write.mutate(
          { id, version, text: text.trim(), withheld: withheld === '' ? null : withheld },
          { onSuccess: onClose },
        )
      }
    >
      <Field label={texts.answer}>
        <Input.TextArea value={text} rows={8} maxLength={10_000} onChange={(event) => setText(event.target.value)} />
      </Field>
      <Field label={texts.withheld}>
        <Select virtual={false} aria-label={texts.withheld} value={withheld} options={choices} onChange={setWithheld} />
      </Field>
    </FormDialog>
  );
}

/** Another kind: the limit is that of the kind, from the same instant. */
export function KindDialog({ interaction, onClose }: DialogProps): ReactNode {
  const { duties, codes } = useWords();
  const { messages: texts } = duties;
  const change = useChangeKind();
  const { id, version, kind: before } = interaction;
  const [kind, setKind] = useState<InteractionKind>(before);
  return (
    <FormDialog
      title={texts.kind}
      button={texts.kind}
      ready={kind !== before}
      pending={change.isPending}
      failure={change.error}
      onClose={onClose}
      onSubmit={() => change.mutate({ id, version, kind }, { onSuccess: onClose })}
    >
      <Field label={duties.columns.kind}>
        <Select
          virtual={false}
          aria-label={duties.columns.kind}
          value={kind}
          options={Object.entries(codes.interactionKind).map(([value, label]) => ({
            value: value as InteractionKind,
            label,
          }))}
          onChange={setKind}
        />
      </Field>
    </FormDialog>
  );
}

const SET_ASIDE: readonly SetAsideReason[] = [
  'duplicate',
  'no-valid-message',
  'asker-withdrew',
  'out-of-remit',
  'opened-by-mistake',
  'other',
];

/** No valid message: with a reason and words. */
export function SetAsideDialog({ interaction, onClose }: DialogProps): ReactNode {
  const { duties, codes } = useWords();
  const { messages: texts, step } = duties;
  const setAside = useSetAside();
  const [reason, setReason] = useState<SetAsideReason | null>(null);
  const [words, setWords] = useState('');
  const { id, version } = interaction;
  return (
    <FormDialog
      title={texts.setAside}
      button={texts.setAside}
      ready={reason !== null && words.trim() !== ''}
      pending={setAside.isPending}
      failure={setAside.error}
      onClose={onClose}
      onSubmit={() => {
        if (reason !== null) setAside.mutate({ id, version, reason, words: words.trim() }, { onSuccess: onClose });
      }}
    >
      <p>{texts.consequence['set-aside']}</p>
      <Field label={step.reason}>
        <Select
          virtual={false}
          aria-label={step.reason}
          value={reason}
          options={SET_ASIDE.map((value) => ({ value, label: codes.dutyReason[value] }))}
          onChange={setReason}
        />
      </Field>
      <Field label={step.words} hint={step.wordsHint}>
        <Input.TextArea value={words} rows={3} maxLength={500} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

/** To be answered after all, or anew. */
export function TakeUpDialog({ interaction, onClose }: DialogProps): ReactNode {
  const { messages: texts, step } = useWords().duties;
  const takeUp = useTakeUp();
  const [words, setWords] = useState('');
  const { id, version } = interaction;
  return (
    <FormDialog
      title={texts.takeUp}
      button={texts.takeUp}
      ready={words.trim() !== ''}
      pending={takeUp.isPending}
      failure={takeUp.error}
      onClose={onClose}
      onSubmit={() => takeUp.mutate({ id, version, words: words.trim() }, { onSuccess: onClose })}
    >
      <p>{texts.consequence['take-up']}</p>
      <Field label={step.words} hint={step.wordsHint}>
        <Input.TextArea value={words} rows={3} maxLength={500} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

/** Where the answer stands in public. */
export function LinkDialog({ interaction, onClose }: DialogProps): ReactNode {
  const { messages: texts, step } = useWords().duties;
  const showWhere = useShowWhere();
  const [link, setLink] = useState(interaction.answerLink ?? '');
  const { id, version } = interaction;
  return (
    <FormDialog
      title={texts.showWhere}
      button={texts.showWhere}
      ready={link.trim() !== ''}
      pending={showWhere.isPending}
      failure={showWhere.error}
      onClose={onClose}
      onSubmit={() => showWhere.mutate({ id, version, link: link.trim() }, { onSuccess: onClose })}
    >
      <Field label={step.link}>
        <Input value={link} maxLength={2000} onChange={(event) => setLink(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
