import { Checkbox, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { DigestPlanView } from '../../../api/letters';
import type { AudienceView, ChannelView } from '../../../api/notify';
import { useSaveDigest } from '../../data/letters';
import { useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { AudienceFields, isAudienceReady } from './audienceFields';
import { Field, FormDialog } from './formDialog';
import { ANY, optionsOf, PickOne } from './picks';
import { minutesOf, timeOf } from './timeOfDay';

/** 08:30 and 17:00. */
const START_AT = { morning: 510, evening: 1020 } as const;

/** Who gets a digest, when, and of what. */
export default function DigestForm({
  plan,
  channels,
  onClose,
}: {
  /** Null: a new one. */
  readonly plan: DigestPlanView | null;
  readonly channels: readonly ChannelView[];
  readonly onClose: () => void;
}): ReactNode {
  const { letters } = useWords();
  const { digests: texts } = letters;
  const units = useOpenUnits().data?.items ?? [];
  const saving = useSaveDigest();
  const [draft, setDraft] = useState({
    name: plan?.name ?? '',
    kind: plan?.kind ?? ('morning' as const),
    time: timeOf(plan?.atMinute ?? START_AT.morning),
    channelId: plan?.channelId ?? channels[0]?.id ?? ANY,
    audience: plan?.audience ?? ({ kind: 'group' } as AudienceView),
    unitId: plan?.unitId ?? ANY,
    disabled: plan?.disabled ?? false,
  });
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const atMinute = minutesOf(draft.time);
  function submit(): void {
    const { time: _time, unitId, ...others } = draft;
    const body = { ...others, atMinute, unitId: unitId === ANY ? null : unitId };
    saving.mutate({ of: plan, body }, { onSuccess: onClose });
  }
  return (
    <FormDialog
      title={plan === null ? texts.add : texts.editOne(plan.name)}
      button={texts.save}
      ready={
        draft.name.trim() !== '' && draft.channelId !== ANY && atMinute !== null && isAudienceReady(draft.audience)
      }
      pending={saving.isPending}
      failure={saving.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={texts.fields.name}>
        <Input value={draft.name} maxLength={40} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <PickOne
        label={texts.fields.kind}
        value={draft.kind}
        options={optionsOf(texts.kind)}
        onPick={(to) => {
          const kind = to as typeof draft.kind;
          set(plan === null ? { kind, time: timeOf(START_AT[kind]) } : { kind });
        }}
      />
      <Field label={texts.fields.time}>
        <Input type="time" value={draft.time} onChange={(event) => set({ time: event.target.value })} />
      </Field>
      <PickOne
        label={texts.fields.channel}
        value={draft.channelId}
        options={channels.map(({ id, name }) => ({ value: id, label: name }))}
        onPick={(channelId) => set({ channelId })}
      />
      <AudienceFields audience={draft.audience} onPick={(audience) => set({ audience })} />
      <PickOne
        label={texts.fields.unit}
        value={draft.unitId}
        options={[{ value: ANY, label: texts.whole }, ...units.map(({ id, name }) => ({ value: id, label: name }))]}
        onPick={(unitId) => set({ unitId })}
      />
      <Checkbox checked={draft.disabled} onChange={(event) => set({ disabled: event.target.checked })}>
        {texts.fields.disabled}
      </Checkbox>
    </FormDialog>
  );
}
