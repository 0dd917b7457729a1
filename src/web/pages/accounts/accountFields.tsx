import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { PLATFORM_ORDER } from '../../words/status';
import type { PlatformView } from '../../../api/accounts';
import type { UnitView } from '../../../api/people';
import { useWords } from '../../words/words';
import type { AccountForm } from './accountForm';

interface FieldsProps {
  readonly form: AccountForm;
  readonly onChange: (change: Partial<AccountForm>) => void;
  readonly platforms: readonly PlatformView[];
  readonly units: readonly UnitView[];
  readonly maySecrets: boolean;
  /** It is not on the platform yet: what it has there is not asked for. */
  readonly isApplied?: boolean;
}

function Field({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
      {hint === undefined || hint === '' ? null : <span className="soft field-hint">{hint}</span>}
    </label>
  );
}

/** What the platform itself wants to know, each with why; secrets apart and only for those who may handle them. */
export function PlatformFields({
  form,
  onChange,
  platform,
  maySecrets,
}: Pick<FieldsProps, 'maySecrets'> & {
  readonly form: Pick<AccountForm, 'settings' | 'credential'>;
  readonly onChange: (change: Partial<Pick<AccountForm, 'settings' | 'credential'>>) => void;
  readonly platform: PlatformView;
}): ReactNode {
  const { registration: texts } = useWords();
  const field = (spec: PlatformView['settings'][number]): ReactNode => {
    const part = spec.secret ? 'credential' : 'settings';
    const set = (value: string): void => onChange({ [part]: { ...form[part], [spec.key]: value } });
    const InputOf = spec.secret ? Input.Password : Input;
    return (
      <Field key={spec.key} label={spec.required ? spec.title : `${spec.title}（${texts.optional}）`} hint={spec.why}>
        {spec.choices === null ? (
          <InputOf
            value={form[part][spec.key] ?? ''}
            autoComplete="off"
            maxLength={2_000}
            onChange={(event) => set(event.target.value)}
          />
        ) : (
          <Select
            aria-label={spec.title}
            value={form[part][spec.key] || null}
            placeholder={texts.pick}
            virtual={false}
            allowClear={!spec.required}
            options={spec.choices.map(({ value, title }) => ({ value, label: title }))}
            onChange={(value: string | null | undefined) => set(value ?? '')}
          />
        )}
      </Field>
    );
  };
  const open = platform.settings.filter(({ secret }) => !secret);
  const secret = maySecrets ? platform.settings.filter((spec) => spec.secret) : [];
  return (
    <>
      {open.length === 0 ? null : (
        <fieldset>
          <legend>{texts.fields.settings}</legend>
          {open.map(field)}
        </fieldset>
      )}
      {secret.length === 0 ? null : (
        <fieldset>
          <legend>{texts.fields.credential}</legend>
          {secret.map(field)}
        </fieldset>
      )}
    </>
  );
}

export function AccountFields({ form, onChange, platforms, units, maySecrets, isApplied }: FieldsProps): ReactNode {
  const { registration: texts, codes } = useWords();
  const chosen = platforms.find(({ platform }) => platform === form.platform);
  const classes = form.platform === 'portal' ? (['news', 'notices', 'other'] as const) : (['account'] as const);
  return (
    <div className="form-rows">
      <Field label={texts.fields.platform}>
        <Select
          aria-label={texts.fields.platform}
          value={form.platform}
          placeholder={texts.pick}
          virtual={false}
          options={PLATFORM_ORDER.filter((value) => isApplied !== true || value !== 'portal').map((value) => ({
            value,
            label: codes.platform[value],
          }))}
          onChange={(platform) =>
            onChange({
              platform,
              settings: {},
              credential: {},
              columnClass: platform === 'portal' ? 'news' : 'account',
            })
          }
        />
      </Field>
      <Field label={texts.fields.unit}>
        <Select
          aria-label={texts.fields.unit}
          value={form.unitId}
          placeholder={texts.pick}
          showSearch={{ optionFilterProp: 'label' }}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(unitId) => onChange({ unitId })}
        />
      </Field>
      <Field label={texts.fields.name}>
        <Input value={form.name} maxLength={120} onChange={(event) => onChange({ name: event.target.value })} />
      </Field>
      {isApplied === true ? null : (
        <>
          <Field
            label={texts.fields.externalId}
            hint={form.platform === null ? undefined : texts.externalIdHint[form.platform]}
          >
            <Input
              value={form.externalId}
              maxLength={500}
              onChange={(event) => onChange({ externalId: event.target.value })}
            />
          </Field>
          <Field label={texts.fields.homeUrl}>
            <Input
              type="url"
              value={form.homeUrl}
              maxLength={2_000}
              placeholder="https://"
              onChange={(event) => onChange({ homeUrl: event.target.value })}
            />
          </Field>
          <Field label={texts.fields.columnClass}>
            <Select
              aria-label={texts.fields.columnClass}
              value={form.columnClass}
              virtual={false}
              options={classes.map((value) => ({ value: value as string, label: codes.columnClass[value] }))}
              onChange={(columnClass: string) => onChange({ columnClass })}
            />
          </Field>
          <Field label={texts.fields.openedOn}>
            <Input type="date" value={form.openedOn} onChange={(event) => onChange({ openedOn: event.target.value })} />
          </Field>
          {chosen === undefined ? null : (
            <PlatformFields form={form} onChange={onChange} platform={chosen} maySecrets={maySecrets} />
          )}
        </>
      )}
    </div>
  );
}
