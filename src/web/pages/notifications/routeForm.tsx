import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AudienceView, ChannelView, RouteView } from '../../../api/notify';
import type { LevelsUp } from '../../../domain/notify/route';
import type { Role } from '../../../domain/people/role';
import { useSaveRoute } from '../../data/notify';
import { usePeople, useUnits } from '../../data/queries';
import { ALERT_KIND_ORDER } from '../../words/status';
import { useWords } from '../../words/words';
import { Field, FormDialog } from './formDialog';

const ANY = '';
const optionsOf = (words: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

interface Choice {
  readonly value: string;
  readonly label: string;
}

function PickOne({
  label,
  value,
  options,
  onPick,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Choice[];
  readonly onPick: (to: string) => void;
}): ReactNode {
  return (
    <Field label={label}>
      <Select
        aria-label={label}
        className="wide-select"
        virtual={false}
        value={value}
        options={[...options]}
        onChange={onPick}
      />
    </Field>
  );
}

function PickMany({
  label,
  value,
  options,
  onPick,
}: {
  readonly label: string;
  readonly value: readonly string[];
  readonly options: readonly Choice[];
  readonly onPick: (to: string[]) => void;
}): ReactNode {
  return (
    <Field label={label}>
      <Select
        mode="multiple"
        aria-label={label}
        className="wide-select"
        virtual={false}
        optionFilterProp="label"
        value={[...value]}
        options={[...options]}
        onChange={onPick}
      />
    </Field>
  );
}

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
  const units = useUnits().data?.items ?? [];
  const people = usePeople().data?.items ?? [];
  const saving = useSaveRoute();
  const [draft, setDraft] = useState({
    name: route?.name ?? '',
    position: route?.position ?? nextPosition,
    kinds: route?.match.kinds ?? [],
    leastSeverity: route?.match.leastSeverity ?? ANY,
    unitId: route?.match.unitId ?? ANY,
    platform: route?.match.platform ?? ANY,
    authority: route?.match.authority ?? ANY,
    channelId: route?.channelId ?? channels[0]?.id ?? ANY,
    audience: route?.audience ?? ({ kind: 'group' } as AudienceView),
    waits: route?.waits ?? 'quiet-hours',
    tellsResolved: route?.tellsResolved ?? true,
    isLast: route?.isLast ?? false,
    disabled: route?.disabled ?? false,
  });
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const { audience } = draft;
  const check = (name: 'tellsResolved' | 'isLast' | 'disabled', label: string) => (
    <div>
      <Checkbox checked={draft[name]} onChange={(event) => set({ [name]: event.target.checked })}>
        {label}
      </Checkbox>
    </div>
  );
  function submit(): void {
    const { kinds, leastSeverity, unitId, platform, authority, ...others } = draft;
    const match = {
      kinds,
      leastSeverity: leastSeverity === ANY ? null : leastSeverity,
      unitId: unitId === ANY ? null : unitId,
      platform: platform === ANY ? null : platform,
      siteId: route?.match.siteId ?? null,
      authority: authority === ANY ? null : authority,
    };
    saving.mutate({ of: route, body: { ...others, match } }, { onSuccess: onClose });
  }
  const audienceOf = (kind: string): AudienceView => {
    if (kind === 'people') return { kind, personIds: [] };
    if (kind === 'role') return { kind, role: 'operator' };
    if (kind === 'unit') return { kind, levelsUp: 0, role: 'officer' };
    return { kind: 'group' };
  };
  const hasReaders = audience.kind !== 'people' || audience.personIds.length > 0;
  return (
    <FormDialog
      title={route === null ? texts.add : texts.editOne(route.name)}
      button={texts.save}
      ready={draft.name.trim() !== '' && draft.channelId !== ANY && hasReaders}
      pending={saving.isPending}
      failure={saving.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={texts.fields.name}>
        <Input value={draft.name} maxLength={40} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={texts.fields.position}>
        <InputNumber min={1} max={10_000} value={draft.position} onChange={(to) => set({ position: to ?? 1 })} />
      </Field>
      <PickMany
        label={texts.fields.kinds}
        value={draft.kinds}
        options={ALERT_KIND_ORDER.map((value) => ({ value, label: codes.alertKind[value] }))}
        onPick={(kinds) => set({ kinds: kinds as typeof draft.kinds })}
      />
      <PickOne
        label={texts.fields.severity}
        value={draft.leastSeverity}
        options={[{ value: ANY, label: texts.anySeverity }, ...optionsOf(codes.severity)]}
        onPick={(to) => set({ leastSeverity: to as typeof draft.leastSeverity })}
      />
      <PickOne
        label={texts.fields.unit}
        value={draft.unitId}
        options={[{ value: ANY, label: texts.anyUnit }, ...units.map(({ id, name }) => ({ value: id, label: name }))]}
        onPick={(unitId) => set({ unitId })}
      />
      <PickOne
        label={texts.fields.platform}
        value={draft.platform}
        options={[{ value: ANY, label: texts.anyPlatform }, ...optionsOf(codes.platform)]}
        onPick={(to) => set({ platform: to as typeof draft.platform })}
      />
      <PickOne
        label={texts.fields.authority}
        value={draft.authority}
        options={[{ value: ANY, label: texts.anyAuthority }, ...optionsOf(codes.authority)]}
        onPick={(to) => set({ authority: to as typeof draft.authority })}
      />
      <PickOne
        label={texts.fields.channel}
        value={draft.channelId}
        options={channels.map(({ id, name }) => ({ value: id, label: name }))}
        onPick={(channelId) => set({ channelId })}
      />
      <PickOne
        label={texts.fields.audience}
        value={audience.kind}
        options={optionsOf(texts.audience).filter(({ value }) => !value.startsWith('duty'))}
        onPick={(to) => set({ audience: audienceOf(to) })}
      />
      {audience.kind === 'people' ? (
        <PickMany
          label={texts.fields.persons}
          value={audience.personIds}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          onPick={(personIds) => set({ audience: { kind: 'people', personIds } })}
        />
      ) : null}
      {audience.kind === 'role' ? (
        <PickOne
          label={texts.fields.role}
          value={audience.role}
          options={rolesOf(codes.role)}
          onPick={(to) => set({ audience: { kind: 'role', role: to as Role } })}
        />
      ) : null}
      {audience.kind === 'unit' ? (
        <>
          <PickOne
            label={texts.fields.levels}
            value={String(audience.levelsUp)}
            options={optionsOf(texts.levels)}
            onPick={(to) => set({ audience: { ...audience, levelsUp: Number(to) as LevelsUp } })}
          />
          <PickOne
            label={texts.fields.role}
            value={audience.role ?? ANY}
            options={[{ value: ANY, label: texts.anyRole }, ...rolesOf(codes.role)]}
            onPick={(to) => set({ audience: { ...audience, role: to === ANY ? null : (to as Role) } })}
          />
        </>
      ) : null}
      <PickOne
        label={texts.fields.waits}
        value={draft.waits}
        options={optionsOf(codes.waits)}
        onPick={(to) => set({ waits: to as typeof draft.waits })}
      />
      {check('tellsResolved', texts.resolved)}
      {check('isLast', texts.last)}
      {check('disabled', texts.off)}
    </FormDialog>
  );
}

/** The roles of people; the system is none. */
function rolesOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return optionsOf(words).filter(({ value }) => value !== 'system');
}
