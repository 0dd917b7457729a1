import { Input } from 'antd';
import type { ReactNode } from 'react';
import type { ChannelKindView, ChannelView } from '../../../api/notify';
import { useWords } from '../../words/words';
import { Field } from './formDialog';
import { PickOne } from './picks';
import { minutesOf, timeOf } from './timeOfDay';

type Plan = NonNullable<ChannelView['canary']>;

/** As it is filled in: `time` may be none yet. */
export interface CanaryDraft {
  readonly rhythm: Plan['rhythm'] | 'off';
  readonly time: string;
  readonly to: string;
}

/** 09:00: somebody is there who can see to it. */
const START_AT = 540;

export function canaryDraft(plan: ChannelView['canary']): CanaryDraft {
  return { rhythm: plan?.rhythm ?? 'off', time: timeOf(plan?.atMinute ?? START_AT), to: plan?.to ?? '' };
}

/** Null: no trials; undefined: not filled in yet. */
export function canaryBody({ rhythm, time, to }: CanaryDraft, way: ChannelKindView['canary']): Plan | null | undefined {
  if (rhythm === 'off') return null;
  const atMinute = minutesOf(time);
  if (atMinute === null) return undefined;
  return { rhythm, atMinute, to: way === 'message-to' && to.trim() !== '' ? to.trim() : null };
}

/** Whether a channel is tried regularly, when, and where the message of a trial goes. */
export function CanaryFields({
  draft,
  way,
  onChange,
}: {
  readonly draft: CanaryDraft;
  readonly way: ChannelKindView['canary'];
  readonly onChange: (draft: CanaryDraft) => void;
}): ReactNode {
  const { canary: texts } = useWords().notify.channels;
  const rhythms = ['off', 'working-day', 'week'] as const;
  return (
    <>
      <PickOne
        label={texts.title}
        hint={texts.way[way]}
        value={draft.rhythm}
        options={rhythms.map((value) => ({ value, label: texts[value] }))}
        onPick={(rhythm) => onChange({ ...draft, rhythm: rhythm as CanaryDraft['rhythm'] })}
      />
      {draft.rhythm === 'off' ? null : (
        <Field label={texts.time}>
          <Input
            type="time"
            value={draft.time}
            onChange={(event) => onChange({ ...draft, time: event.target.value })}
          />
        </Field>
      )}
      {draft.rhythm === 'off' || way !== 'message-to' ? null : (
        <Field label={texts.to}>
          <Input
            value={draft.to}
            maxLength={254}
            onChange={(event) => onChange({ ...draft, to: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}
