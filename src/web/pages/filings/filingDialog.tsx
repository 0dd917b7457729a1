import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FilingView } from '../../../api/filing';
import ReasonDialog from '../../components/reasonDialog';
import { useChangeFiling } from '../../data/filings';
import { useWords } from '../../words/words';
import { changeOf, FIELD_KINDS, formOf, GROUPS, type Field, type FilingForm } from './filingFields';

function FilingInput({
  field,
  value,
  onChange,
}: {
  readonly field: Field;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { filings: texts } = useWords();
  const label = field === 'openedOn' ? texts.openedOn : texts.field[field];
  const { kind, most } = FIELD_KINDS[field];
  if (kind === 'flag')
    return (
      <label className="field">
        <span>{label}</span>
        <Select
          aria-label={label}
          virtual={false}
          value={value}
          options={[
            { value: '', label: texts.unknown },
            { value: 'true', label: texts.yes },
            { value: 'false', label: texts.no },
          ]}
          onChange={onChange}
        />
      </label>
    );
  const InputOf = kind === 'long' ? Input.TextArea : Input;
  return (
    <label className="field">
      <span>{label}</span>
      <InputOf
        value={value}
        {...(kind === 'date' ? { type: 'date' } : {})}
        {...(kind === 'count' ? { inputMode: 'numeric' as const, maxLength: 10 } : {})}
        {...(most === undefined ? {} : { maxLength: most })}
        onChange={(event) => onChange(kind === 'count' ? event.target.value.replace(/\D/gu, '') : event.target.value)}
      />
      {field === 'infoOfficers' ? <span className="soft field-hint">{texts.several}</span> : null}
    </label>
  );
}

/** Everything that is filed of an account, and the reason for changing it. */
export default function FilingDialog({
  account,
  filing,
  onClose,
  onDone,
}: {
  readonly account: { readonly id: string; readonly name: string };
  readonly filing: FilingView;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const { filings: texts } = useWords();
  const change = useChangeFiling();
  const before = formOf(filing);
  const [form, setForm] = useState<FilingForm>(before);
  const changes = changeOf(before, form);
  return (
    <ReasonDialog
      title={texts.change.title(account.name)}
      consequence={texts.change.consequence}
      button={texts.change.button}
      pending={change.isPending}
      failure={change.error}
      extra={{
        ready: Object.keys(changes).length > 0,
        node: (
          <div className="form-rows">
            {GROUPS.map(([group, fields]) => (
              <fieldset key={group}>
                <legend>{texts.group[group]}</legend>
                {fields.map((field) => (
                  <FilingInput
                    key={field}
                    field={field}
                    value={form[field]}
                    onChange={(value) => setForm({ ...form, [field]: value })}
                  />
                ))}
              </fieldset>
            ))}
          </div>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) => change.mutate({ id: account.id, reason, change: changes }, { onSuccess: onDone })}
    />
  );
}
