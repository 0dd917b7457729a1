import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { OwnPasswordView } from '../../../api/people';
import { Failure } from '../../components/failure';
import { useChangeOwnPassword } from '../../data/people';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';

const NOTHING = { present: '', password: '', again: '' };

/** What a password must be, and the text each rule goes back to. */
function Rules({ rules }: Pick<OwnPasswordView, 'rules'>): ReactNode {
  const {
    sessions: { password: texts },
  } = useWords();
  return (
    <details>
      <summary>{texts.rules}</summary>
      <ul>
        {rules.map(({ id, least, source }) => (
          <li key={id}>
            {texts.rule[id](least ?? 0)}
            <div className="soft">
              {texts.source} {source}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Sets one's own password; the fields are emptied once it is done, and nothing of them is kept. */
export function OwnPassword({ own }: { readonly own: OwnPasswordView }): ReactNode {
  const {
    sessions: { password: texts },
    common,
  } = useWords();
  const changing = useChangeOwnPassword();
  const [draft, setDraft] = useState(NOTHING);
  if (!own.hasPassword && own.needsPresent)
    return (
      <p>
        {texts.none} {texts.onlyByLink}
      </p>
    );
  const button = own.hasPassword ? texts.save : texts.set;
  const differs = draft.again !== '' && draft.again !== draft.password;
  const isReady =
    draft.password !== '' && draft.again === draft.password && (!own.needsPresent || draft.present !== '');
  const field = (name: keyof typeof NOTHING, label: string, autoComplete: string): ReactNode => (
    <Field label={label}>
      <Input.Password
        value={draft[name]}
        maxLength={256}
        autoComplete={autoComplete}
        onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <form
      className="form-rows"
      aria-label={texts.title}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        const body = { present: own.needsPresent ? draft.present : null, password: draft.password };
        changing.mutate(body, { onSuccess: () => setDraft(NOTHING) });
      }}
    >
      <p className="soft">{own.needsPresent ? texts.intro : texts.byLink}</p>
      {own.needsPresent ? field('present', texts.present, 'current-password') : null}
      {field('password', texts.next, 'new-password')}
      {field('again', texts.again, 'new-password')}
      {differs ? (
        <p className="field-error" role="alert">
          {texts.differs}
        </p>
      ) : null}
      <Rules rules={own.rules} />
      {changing.error === null ? null : (
        <Failure failure={changing.error} title={common.failure.actionTitle(button)} of="change" />
      )}
      <p className="form-actions">
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={changing.isPending}>
          {button}
        </Button>
        <span role="status">{changing.isSuccess ? texts.done : ''}</span>
      </p>
    </form>
  );
}
