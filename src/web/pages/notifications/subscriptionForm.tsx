import { Checkbox, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { SubscriptionView } from '../../../api/webhooks';
import type { AlertKind, AlertSeverity } from '../../../domain/alerts/alert';
import { useOpenUnits } from '../../data/units';
import { useSaveSubscription } from '../../data/webhooks';
import { ALERT_KIND_ORDER } from '../../words/status';
import { useWords } from '../../words/words';
import { Field, FormDialog } from './formDialog';

const ANY = '';
const NO_MATCH = { kinds: [], leastSeverity: null, unitId: null, platform: null, authority: null };

/** A receiver of the alert log; its address and secret stay where nothing is filled in. */
export default function SubscriptionForm({
  subscription,
  onClose,
}: {
  /** Null: a new one. */
  readonly subscription: SubscriptionView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { notify, codes } = useWords();
  const { subscriptions: texts, channels, routes } = notify;
  const saving = useSaveSubscription();
  const units = useOpenUnits().data?.items ?? [];
  const match = subscription?.match ?? NO_MATCH;
  const [name, setName] = useState(subscription?.name ?? '');
  const [url, setUrl] = useState('');
  const [signingSecret, setSigningSecret] = useState('');
  const [unitId, setUnitId] = useState(subscription?.unitId ?? ANY);
  const [kinds, setKinds] = useState<readonly AlertKind[]>(match.kinds);
  const [severity, setSeverity] = useState<AlertSeverity | ''>(match.leastSeverity ?? ANY);
  const [disabled, setDisabled] = useState(subscription?.disabled ?? false);
  const isNew = subscription === null;
  const isFilled = !isNew || (url.trim() !== '' && signingSecret.trim() !== '');
  const kept = isNew ? '' : channels.kept;
  function submit(): void {
    const values = Object.entries({ url, signingSecret }).filter(([, text]) => text.trim() !== '');
    const body = {
      ...{ name, disabled, unitId: unitId === ANY ? null : unitId, values: Object.fromEntries(values) },
      match: { ...match, kinds, leastSeverity: severity === ANY ? null : severity },
    };
    saving.mutate({ of: subscription, body }, { onSuccess: onClose });
  }
  return (
    <FormDialog
      title={isNew ? texts.add : texts.editOne(subscription.name)}
      button={texts.save}
      ready={name.trim() !== '' && isFilled}
      pending={saving.isPending}
      failure={saving.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={channels.fields.name}>
        <Input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={texts.fields.url} hint={texts.hints.url}>
        <Input
          value={url}
          type="password"
          autoComplete="off"
          placeholder={kept}
          onChange={(event) => setUrl(event.target.value)}
        />
      </Field>
      <Field label={texts.fields.signingSecret} hint={texts.hints.signingSecret}>
        <Input
          value={signingSecret}
          type="password"
          autoComplete="off"
          placeholder={kept}
          onChange={(event) => setSigningSecret(event.target.value)}
        />
      </Field>
      <Field label={texts.fields.unit} hint={texts.hints.unit}>
        <Select
          aria-label={texts.fields.unit}
          className="wide-select"
          virtual={false}
          showSearch={{ optionFilterProp: 'label' }}
          value={unitId}
          options={[
            { value: ANY, label: channels.wholeOffice },
            ...units.map((unit) => ({ value: unit.id, label: unit.name })),
          ]}
          onChange={setUnitId}
        />
      </Field>
      <Field label={routes.fields.kinds}>
        <Select
          mode="multiple"
          aria-label={routes.fields.kinds}
          className="wide-select"
          virtual={false}
          optionFilterProp="label"
          value={[...kinds]}
          options={ALERT_KIND_ORDER.map((kind) => ({ value: kind, label: codes.alertKind[kind] }))}
          onChange={setKinds}
        />
      </Field>
      <Field label={routes.fields.severity}>
        <Select
          aria-label={routes.fields.severity}
          className="wide-select"
          virtual={false}
          value={severity}
          options={[
            { value: ANY as AlertSeverity | '', label: routes.anySeverity },
            ...(Object.entries(codes.severity) as [AlertSeverity, string][]).map(([value, label]) => ({
              value,
              label,
            })),
          ]}
          onChange={setSeverity}
        />
      </Field>
      <Checkbox checked={disabled} onChange={(event) => setDisabled(event.target.checked)}>
        {channels.fields.disabled}
      </Checkbox>
    </FormDialog>
  );
}
