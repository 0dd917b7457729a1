import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { LiaisonView } from '../../../api/team';
import type { LiaisonDuty, Rank } from '../../../domain/team/liaison';
import ReasonDialog from '../../components/reasonDialog';
import { useMe, usePeople } from '../../data/queries';
import { useAddLiaison, useChangeLiaison, type LiaisonDraft } from '../../data/team';
import { useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';
import { inTreeOrder } from '../units/unitTree';

/** What a form begins with: a record that is changed, or a unit and a duty that lack somebody. */
export type LiaisonStart =
  { readonly liaison: LiaisonView } | { readonly unitId: string | null; readonly duty: LiaisonDuty };

const NOBODY = 'nobody';
const NO_RANK = 'none';
const filled = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function draftOf(start: LiaisonStart) {
  const before = 'liaison' in start ? start.liaison : null;
  return {
    unitId: 'liaison' in start ? start.liaison.unitId : start.unitId,
    duty: 'liaison' in start ? start.liaison.duty : start.duty,
    name: before?.name ?? '',
    post: before?.post ?? '',
    rank: before?.rank ?? null,
    mobile: before?.mobile ?? '',
    officePhone: before?.officePhone ?? '',
    personId: before?.person?.id ?? null,
    sinceOn: before?.sinceOn ?? '',
  };
}
type Draft = ReturnType<typeof draftOf>;

/** Who it is among those who can sign in; only who manages people can choose. */
function PersonField({
  draft,
  set,
}: {
  readonly draft: Draft;
  readonly set: (more: Partial<Draft>) => void;
}): ReactNode {
  const {
    team: { form: texts },
  } = useWords();
  const people = usePeople().data?.items ?? [];
  return (
    <Field label={texts.person}>
      <Select
        showSearch
        virtual={false}
        optionFilterProp="label"
        aria-label={texts.person}
        value={draft.personId ?? NOBODY}
        options={[
          { value: NOBODY, label: texts.noPerson },
          ...people
            .filter(({ disabled }) => !disabled)
            .map(({ id, name, username }) => ({ value: id, label: `${name} ${username}` })),
        ]}
        onChange={(value: string) => set({ personId: value === NOBODY ? null : value })}
      />
    </Field>
  );
}

function Fields({
  draft,
  set,
  isNew,
}: {
  readonly draft: Draft;
  readonly set: (more: Partial<Draft>) => void;
  readonly isNew: boolean;
}): ReactNode {
  const { team } = useWords();
  const { form: texts } = team;
  const units = useOpenUnits().data?.items ?? [];
  const mayLink = useMe().data?.actions.includes('people.manage') ?? false;
  const field = (name: 'name' | 'post' | 'mobile' | 'officePhone', label: string, hint?: string): ReactNode => (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <Input value={draft[name]} maxLength={100} onChange={(event) => set({ [name]: event.target.value })} />
    </Field>
  );
  return (
    <>
      {isNew ? (
        <Field label={texts.unit}>
          <Select
            showSearch
            virtual={false}
            optionFilterProp="label"
            aria-label={texts.unit}
            placeholder={texts.chooseUnit}
            value={draft.unitId}
            options={inTreeOrder(units).map(({ unit }) => ({ value: unit.id, label: unit.name }))}
            onChange={(unitId: string) => set({ unitId })}
          />
        </Field>
      ) : null}
      <Field label={texts.duty}>
        <Select
          virtual={false}
          aria-label={texts.duty}
          value={draft.duty}
          options={Object.entries(team.duty).map(([value, label]) => ({ value: value as LiaisonDuty, label }))}
          onChange={(duty: LiaisonDuty) => set({ duty })}
        />
      </Field>
      {field('name', texts.name)}
      {field('post', texts.post)}
      <Field label={texts.rank} hint={texts.rankHint}>
        <Select
          virtual={false}
          aria-label={texts.rank}
          value={draft.rank ?? NO_RANK}
          options={[
            { value: NO_RANK, label: texts.noRank },
            ...Object.entries(team.rank).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(value: string) => set({ rank: value === NO_RANK ? null : (value as Rank) })}
        />
      </Field>
      {field('mobile', texts.mobile)}
      {field('officePhone', texts.officePhone, texts.phoneHint)}
      {mayLink ? <PersonField draft={draft} set={set} /> : null}
      <Field label={texts.since}>
        <Input type="date" value={draft.sinceOn} onChange={(event) => set({ sinceOn: event.target.value })} />
      </Field>
    </>
  );
}

/** Files who holds a duty of a unit, or changes what is said of them, with a reason. */
export default function LiaisonForm({
  start,
  onClose,
  onDone,
}: {
  readonly start: LiaisonStart;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
}): ReactNode {
  const { team: texts } = useWords();
  const units = useOpenUnits().data?.items ?? [];
  const adding = useAddLiaison();
  const changing = useChangeLiaison();
  const [draft, setDraft] = useState(() => draftOf(start));
  const before = 'liaison' in start ? start.liaison : null;
  const name = draft.name.trim();
  const { unitId, ...rest } = draft;
  const record: LiaisonDraft = {
    ...rest,
    name,
    post: draft.post.trim(),
    mobile: filled(draft.mobile),
    officePhone: filled(draft.officePhone),
  };
  function submit(reason: string): void {
    const done = (sentence: string) => ({
      onSuccess: () => {
        onDone(sentence);
        onClose();
      },
    });
    if (before !== null)
      changing.mutate({ id: before.id, version: before.version, ...record, reason }, done(texts.changed(name)));
    else if (unitId !== null) adding.mutate({ unitId, ...record, reason }, done(texts.added(name)));
  }
  const unitName = units.find(({ id }) => id === unitId)?.name ?? '';
  return (
    <ReasonDialog
      title={before === null ? texts.addTitle(unitName) : texts.changeTitle(before.name)}
      consequence=""
      button={before === null ? texts.add : texts.change}
      pending={adding.isPending || changing.isPending}
      failure={adding.error ?? changing.error}
      extra={{
        ready: unitId !== null && name !== '' && record.post !== '' && draft.sinceOn !== '',
        node: <Fields draft={draft} isNew={before === null} set={(more) => setDraft((so) => ({ ...so, ...more }))} />,
      }}
      onClose={onClose}
      onSubmit={submit}
    />
  );
}
