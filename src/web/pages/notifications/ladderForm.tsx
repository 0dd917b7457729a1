import { Checkbox, Input, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import type { LadderView, RungView } from '../../../api/ladders';
import type { ChannelView, MatchView } from '../../../api/notify';
import { useSaveLadder } from '../../data/ladders';
import { useWords } from '../../words/words';
import { isAudienceReady } from './audienceFields';
import { Field, FormDialog } from './formDialog';
import { LadderRungs, wrongRung } from './ladderRungs';
import { MatchFields } from './matchFields';

const CRITICAL: MatchView = {
  kinds: [],
  leastSeverity: 'critical',
  unitId: null,
  platform: null,
  siteId: null,
  authority: null,
};
const FIRST_AFTER_MINUTES = 30;

/** Which alerts climb, and who stands on each rung. */
export default function LadderForm({
  ladder,
  channels,
  nextPosition,
  onClose,
}: {
  /** Null: a new one. */
  readonly ladder: LadderView | null;
  readonly channels: readonly ChannelView[];
  readonly nextPosition: number;
  readonly onClose: () => void;
}): ReactNode {
  const { ladders: texts } = useWords();
  const saving = useSaveLadder();
  const first: RungView = {
    afterMinutes: FIRST_AFTER_MINUTES,
    channelId: channels[0]?.id ?? '',
    audience: { kind: 'unit', levelsUp: 0, role: 'officer' },
  };
  const [draft, setDraft] = useState({
    name: ladder?.name ?? '',
    position: ladder?.position ?? nextPosition,
    match: ladder?.match ?? CRITICAL,
    rungs: ladder?.rungs ?? [first],
    isNight: ladder?.isNight ?? false,
    disabled: ladder?.disabled ?? false,
  });
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const { rungs } = draft;
  const isReady =
    draft.name.trim() !== '' &&
    wrongRung(rungs) === null &&
    rungs.every(({ channelId, audience }) => channelId !== '' && isAudienceReady(audience));
  return (
    <FormDialog
      title={ladder === null ? texts.add : texts.editOne(ladder.name)}
      button={texts.save}
      ready={isReady}
      pending={saving.isPending}
      failure={saving.error}
      onSubmit={() => saving.mutate({ of: ladder, body: draft }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Field label={texts.fields.name}>
        <Input value={draft.name} maxLength={40} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={texts.fields.position}>
        <InputNumber min={1} max={10_000} value={draft.position} onChange={(to) => set({ position: to ?? 1 })} />
      </Field>
      <MatchFields match={draft.match} onPick={(match) => set({ match })} />
      <LadderRungs rungs={rungs} channels={channels} onChange={(to) => set({ rungs: [...to] })} />
      <div>
        <Checkbox checked={draft.isNight} onChange={(event) => set({ isNight: event.target.checked })}>
          {texts.fields.night}
        </Checkbox>
      </div>
      <div>
        <Checkbox checked={draft.disabled} onChange={(event) => set({ disabled: event.target.checked })}>
          {texts.fields.disabled}
        </Checkbox>
      </div>
    </FormDialog>
  );
}
