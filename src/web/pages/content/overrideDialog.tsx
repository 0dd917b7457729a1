import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ApiFailure } from '../../data/api';
import { useWords } from '../../words/words';
import { Field, FormDialog } from '../notifications/formDialog';

export interface Stop {
  readonly field: string;
  readonly ruleId: string;
  readonly words: string;
}
export type Lift = Stop & { readonly reason: string };

export interface OverrideOf {
  readonly pending: boolean;
  readonly failure: ApiFailure | null;
  readonly onSubmit: (overrides: readonly Lift[], done: () => void) => void;
}

/** Why each of what stops it is handed in anyway. */
export default function OverrideDialog({
  stops,
  pending,
  failure,
  onSubmit,
  onClose,
}: OverrideOf & { readonly stops: readonly Stop[]; readonly onClose: () => void }): ReactNode {
  const { override: texts } = useWords().ownWords;
  const [reasons, setReasons] = useState<readonly string[]>(stops.map(() => ''));
  const isReady = stops.every((_, at) => (reasons[at] ?? '').trim() !== '');
  return (
    <FormDialog
      title={texts.title}
      button={texts.submit}
      ready={isReady}
      pending={pending}
      failure={failure}
      onClose={onClose}
      onSubmit={() =>
        onSubmit(
          stops.map(({ field, ruleId, words }, at) => ({ field, ruleId, words, reason: (reasons[at] ?? '').trim() })),
          onClose,
        )
      }
    >
      <p>{texts.consequence}</p>
      {stops.map(({ field, ruleId, words }, place) => (
        <Field key={[field, ruleId, words].join(' ')} label={texts.reasonFor(words)}>
          <Input.TextArea
            aria-label={texts.reasonFor(words)}
            rows={2}
            maxLength={500}
            value={reasons[place] ?? ''}
            onChange={(event) => setReasons(reasons.map((said, at) => (at === place ? event.target.value : said)))}
          />
        </Field>
      ))}
    </FormDialog>
  );
}
