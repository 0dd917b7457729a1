import { Checkbox, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ChannelKindView, ChannelView } from '../../../api/notify';
import { useSaveChannel } from '../../data/notify';
import { useOpenUnits } from '../../data/units';
import { useAppearance } from '../../theme/appearance';
import { useWords } from '../../words/words';
import { canaryBody, canaryDraft, CanaryFields } from './canaryFields';
import { Field, FormDialog } from './formDialog';

const NONE = '';
const LANGUAGES = ['zh', 'en'] as const;

/** What a kind of channel needs; a secret that is stored stays where nothing is filled in. */
export default function ChannelForm({
  channel,
  kinds,
  channels,
  onClose,
}: {
  /** Null: a new one. */
  readonly channel: ChannelView | null;
  readonly kinds: readonly ChannelKindView[];
  readonly channels: readonly ChannelView[];
  readonly onClose: () => void;
}): ReactNode {
  const { notify, codes, frame } = useWords();
  const { channels: texts } = notify;
  const { language } = useAppearance();
  const saving = useSaveChannel();
  const [kind, setKind] = useState(channel?.kind ?? kinds[0]?.kind ?? 'dingtalk');
  const [name, setName] = useState(channel?.name ?? '');
  const [fallbackId, setFallbackId] = useState(channel?.fallbackId ?? NONE);
  const [unitId, setUnitId] = useState<string>(channel?.unitId ?? NONE);
  const units = useOpenUnits().data?.items ?? [];
  // Of whoever reads it, not of whoever sets it up.
  const [spoken, setSpoken] = useState<ChannelView['language']>(channel?.language ?? 'zh');
  const [disabled, setDisabled] = useState(channel?.disabled ?? false);
  const [values, setValues] = useState<Readonly<Record<string, string>>>(channel?.settings ?? {});
  const [canary, setCanary] = useState(canaryDraft(channel?.canary ?? null));
  const spec = kinds.find((one) => one.kind === kind);
  const specs = spec?.settings ?? [];
  const way = spec?.canary ?? 'message';
  const trial = canaryBody(canary, way);
  const isKept = (key: string): boolean => channel?.secretKeys.includes(key) === true;
  const isFilled = specs.every(({ key, required }) => !required || isKept(key) || (values[key] ?? '').trim() !== '');
  function submit(): void {
    const given = specs.flatMap(({ key, secret }) => {
      const text = values[key] ?? '';
      return text === '' && (secret || channel === null) ? [] : [[key, text] as const];
    });
    const body = {
      ...(channel === null ? { kind } : {}),
      name,
      unitId: unitId === NONE ? null : unitId,
      language: spoken,
      fallbackId: fallbackId === NONE ? null : fallbackId,
      disabled,
      values: Object.fromEntries(given),
      canary: trial,
    };
    saving.mutate({ of: channel, body }, { onSuccess: onClose });
  }
  return (
    <FormDialog
      title={channel === null ? texts.add : texts.editOne(channel.name)}
      button={texts.save}
      ready={name.trim() !== '' && isFilled && trial !== undefined}
      pending={saving.isPending}
      failure={saving.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {channel === null ? (
        <Field label={texts.fields.kind}>
          <Select
            aria-label={texts.fields.kind}
            className="wide-select"
            virtual={false}
            value={kind}
            options={kinds.map((one) => ({ value: one.kind, label: codes.notifyKind[one.kind] }))}
            onChange={(value) => {
              setKind(value);
              setValues({});
            }}
          />
        </Field>
      ) : null}
      <Field label={texts.fields.name}>
        <Input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
      </Field>
      {specs.map(({ key, secret, required, multiline, title, why }) => (
        <Field key={key} label={`${title[language]}${required ? '' : texts.optional}`} hint={why[language]}>
          {multiline ? (
            <Input.TextArea
              rows={4}
              value={values[key] ?? ''}
              autoComplete="off"
              onChange={(event) => setValues({ ...values, [key]: event.target.value })}
            />
          ) : (
            <Input
              value={values[key] ?? ''}
              type={secret ? 'password' : 'text'}
              autoComplete="off"
              placeholder={isKept(key) ? texts.kept : ''}
              onChange={(event) => setValues({ ...values, [key]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Field label={texts.fields.language}>
        <Select
          aria-label={texts.fields.language}
          className="wide-select"
          virtual={false}
          value={spoken}
          options={LANGUAGES.map((value) => ({ value, label: frame.languages[value] }))}
          onChange={setSpoken}
        />
      </Field>
      <Field label={texts.fields.unit}>
        <Select
          showSearch
          aria-label={texts.fields.unit}
          className="wide-select"
          virtual={false}
          optionFilterProp="label"
          value={unitId}
          options={[
            { value: NONE, label: texts.wholeOffice },
            ...units.map((unit) => ({ value: unit.id as string, label: unit.name })),
          ]}
          onChange={setUnitId}
        />
      </Field>
      <Field label={texts.fields.fallback}>
        <Select
          aria-label={texts.fields.fallback}
          className="wide-select"
          virtual={false}
          value={fallbackId}
          options={[
            { value: NONE, label: texts.noFallback },
            ...channels.filter(({ id }) => id !== channel?.id).map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={setFallbackId}
        />
      </Field>
      <CanaryFields draft={canary} way={way} onChange={setCanary} />
      <Checkbox checked={disabled} onChange={(event) => setDisabled(event.target.checked)}>
        {texts.fields.disabled}
      </Checkbox>
    </FormDialog>
  );
}
