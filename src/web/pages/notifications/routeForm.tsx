import { Checkbox, Input, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AudienceView, ChannelView, MatchView, RouteView } from '../../../api/notify';
import { useSaveRoute } from '../../data/notify';
import { useWords } from '../../words/words';
import { AudienceFields, isAudienceReady } from './audienceFields';
import { Field, FormDialog } from './formDialog';
import { MatchFields } from './matchFields';
import { optionsOf, PickOne } from './picks';
import { RouteDryRun } from './routeDryRun';

const EVERYTHING: MatchView = {
  kinds: [],
  leastSeverity: null,
  unitId: null,
  platform: null,
  siteId: null,
  authority: null,
};

/** Which alerts go to whom by which channel, and when. */
export default function RouteForm({
  route,
  channels,
  nextPosition,
  onClose,
}: {
  /** Null: a new one. */
  readonly route: RouteView | null;
  readonly channels: readonly ChannelView[];
  readonly nextPosition: number;
  readonly onClose: () => void;
}): ReactNode {
  const { notify, codes } = useWords();
  const { routes: texts } = notify;
  const saving = useSaveRoute();
  const [draft, setDraft] = useState({
    name: route?.name ?? '',
    position: route?.position ?? nextPosition,
    match: route?.match ?? EVERYTHING,
    channelId: route?.channelId ?? channels[0]?.id ?? '',
    audience: route?.audience ?? ({ kind: 'group' } as AudienceView),
    waits: route?.waits ?? 'quiet-hours',
    tellsResolved: route?.tellsResolved ?? true,
    isLast: route?.isLast ?? false,
    disabled: route?.disabled ?? false,
  });
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const check = (name: 'tellsResolved' | 'isLast' | 'disabled', label: string) => (
    <div>
      <Checkbox checked={draft[name]} onChange={(event) => set({ [name]: event.target.checked })}>
        {label}
      </Checkbox>
    </div>
  );
  const isReady = draft.name.trim() !== '' && draft.channelId !== '' && isAudienceReady(draft.audience);
  return (
    <FormDialog
      width={640}
      title={route === null ? texts.add : texts.editOne(route.name)}
      button={texts.save}
      ready={isReady}
      pending={saving.isPending}
      failure={saving.error}
      onSubmit={() => saving.mutate({ of: route, body: draft }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Field label={texts.fields.name}>
        <Input value={draft.name} maxLength={40} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={texts.fields.position}>
        <InputNumber min={1} max={10_000} value={draft.position} onChange={(to) => set({ position: to ?? 1 })} />
      </Field>
      <MatchFields match={draft.match} onPick={(match) => set({ match })} />
      <PickOne
        label={texts.fields.channel}
        value={draft.channelId}
        options={channels.map(({ id, name }) => ({ value: id, label: name }))}
        onPick={(channelId) => set({ channelId })}
      />
      <AudienceFields audience={draft.audience} onPick={(audience) => set({ audience })} />
      <PickOne
        label={texts.fields.waits}
        value={draft.waits}
        options={optionsOf(codes.waits)}
        onPick={(to) => set({ waits: to as typeof draft.waits })}
      />
      {check('tellsResolved', texts.resolved)}
      {check('isLast', texts.last)}
      {check('disabled', texts.off)}
      <RouteDryRun id={route?.id ?? null} draft={draft} ready={isReady} />
    </FormDialog>
  );
}
