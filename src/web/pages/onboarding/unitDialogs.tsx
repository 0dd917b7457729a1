import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { OnboardingRowView } from '../../../api/onboarding';
import ReasonDialog from '../../components/reasonDialog';
import { useSayOfUnits, useTakeBackOfUnit } from '../../data/onboarding';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';

interface Saying {
  readonly planId: string;
  readonly rows: readonly OnboardingRowView[];
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}
const unitsOf = (rows: readonly OnboardingRowView[]): readonly string[] => [
  ...new Set(rows.map(({ unitId }) => unitId)),
];

/** Records that the chosen units have joined: who says so, the day and the document. */
export function JoinedDialog({ planId, rows, onClose, onDone }: Saying): ReactNode {
  const { onboarding: texts } = useWords();
  const [form, setForm] = useState({ saidBy: '', on: '', document: '' });
  const [step, setStep] = useState<'basic' | 'all'>(rows[0]?.step ?? 'basic');
  const saying = useSayOfUnits(planId, 'joined');
  const unitIds = unitsOf(rows);
  const input = (name: keyof typeof form, type = 'text'): ReactNode => (
    <Field label={texts.joined[name]}>
      <Input
        type={type}
        value={form[name]}
        maxLength={120}
        onChange={(event) => setForm({ ...form, [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <ReasonDialog
      title={texts.joined.title(figure(unitIds.length))}
      consequence={texts.joined.intro}
      button={texts.joined.button}
      reasonRequired={false}
      pending={saying.isPending}
      failure={saying.error}
      extra={{
        ready: Object.values(form).every((value) => value.trim() !== ''),
        node: (
          <>
            <Field label={texts.columns.step}>
              <Select
                aria-label={texts.columns.step}
                className="wide-select"
                virtual={false}
                value={step}
                options={(['basic', 'all'] as const).map((value) => ({ value, label: texts.step[value] }))}
                onChange={(value: 'basic' | 'all') => setStep(value)}
              />
            </Field>
            {input('saidBy')}
            {input('on', 'date')}
            {input('document')}
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(note) =>
        saying.mutate(
          { unitIds, step, ...form, note },
          {
            onSuccess: ({ done, left }) => {
              onDone(texts.said(figure(done), figure(left.length)));
              onClose();
            },
          },
        )
      }
    />
  );
}

/** Says why the chosen units need not join, until a day. */
export function ExceptDialog({ planId, rows, onClose, onDone }: Saying): ReactNode {
  const { onboarding: texts } = useWords();
  const [untilOn, setUntilOn] = useState('');
  const saying = useSayOfUnits(planId, 'exceptions');
  const unitIds = unitsOf(rows);
  return (
    <ReasonDialog
      title={texts.except.title(figure(unitIds.length))}
      consequence={texts.except.intro}
      button={texts.except.button}
      pending={saying.isPending}
      failure={saying.error}
      extra={{
        ready: untilOn !== '',
        node: (
          <Field label={texts.except.untilOn}>
            <Input type="date" value={untilOn} onChange={(event) => setUntilOn(event.target.value)} />
          </Field>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        saying.mutate(
          { unitIds, reason, untilOn },
          {
            onSuccess: ({ done, left }) => {
              onDone(texts.said(figure(done), figure(left.length)));
              onClose();
            },
          },
        )
      }
    />
  );
}

/** Takes a record or an exception of one unit back. */
export function TakeBackDialog({
  planId,
  row,
  onClose,
}: {
  readonly planId: string;
  readonly row: OnboardingRowView;
  readonly onClose: () => void;
}): ReactNode {
  const { onboarding: texts } = useWords();
  const isRecord = row.fact !== null;
  const taking = useTakeBackOfUnit(planId, isRecord ? 'joined/take-back' : 'exceptions/end');
  return (
    <ReasonDialog
      title={texts.takeBackTitle(row.unitName)}
      consequence={texts.takeBackIntro}
      button={texts.takeBack}
      pending={taking.isPending}
      failure={taking.error}
      onClose={onClose}
      onSubmit={(reason) =>
        taking.mutate(
          { unitId: row.unitId, reason, ...(row.fact === null ? {} : { step: row.fact.step }) },
          { onSuccess: onClose },
        )
      }
    />
  );
}
