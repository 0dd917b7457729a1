import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../../api/people';
import type { Role } from '../../../domain/people/role';
import { useAddPerson, useChangePerson, useIssueLink } from '../../data/people';
import { useMe } from '../../data/queries';
import { useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { Field, FormDialog } from '../notifications/formDialog';
import { inTreeOrder } from '../units/unitTree';
import type { MadeLink } from './shownLink';

/** An option needs a value; no unit has this id. */
const WHOLE_OFFICE = 'office';

interface Draft {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  /** Null: not chosen yet. That somebody sees everything is chosen, not left. */
  readonly unit: string | null;
  readonly reason: string;
}

type Described = Pick<PersonView, 'name' | 'role' | 'unitId'>;

/** What was changed here, alone: what somebody else has changed meanwhile is not put back with it. */
function differing(described: Described, before: Described): Partial<Described> {
  return {
    ...(described.name === before.name ? {} : { name: described.name }),
    ...(described.role === before.role ? {} : { role: described.role }),
    ...(described.unitId === before.unitId ? {} : { unitId: described.unitId }),
  };
}

/** Adds somebody, and makes the link they sign in by at first; or changes name, role or unit of the one given. */
export default function PersonForm({
  person,
  onClose,
  onLink,
  onDone,
}: {
  readonly person: PersonView | null;
  readonly onClose: () => void;
  readonly onLink: (link: MadeLink) => void;
  readonly onDone: (sentence: string) => void;
}): ReactNode {
  const {
    people: { form: texts, office },
    codes,
    common,
  } = useWords();
  const me = useMe().data;
  const units = useOpenUnits().data?.items ?? [];
  const adding = useAddPerson();
  const changing = useChangePerson();
  const linking = useIssueLink();
  const [draft, setDraft] = useState<Draft>({
    username: '',
    name: person?.name ?? '',
    role: person?.role ?? 'officer',
    unit: person === null ? (me?.unitId ?? null) : (person.unitId ?? WHOLE_OFFICE),
    reason: '',
  });
  const set = (changes: Partial<Draft>): void => setDraft({ ...draft, ...changes });
  const name = draft.name.trim();
  const reason = draft.reason.trim();
  const described = { name, role: draft.role, unitId: draft.unit === WHOLE_OFFICE ? null : draft.unit };
  const isChanged = person === null || Object.keys(differing(described, person)).length > 0;
  function add(): void {
    adding.mutate(
      { username: draft.username.trim(), ...described, reason },
      {
        onSuccess: ({ id }) => {
          onDone(texts.added(name));
          // Where it cannot be made just now, the row's own button makes it.
          linking.mutate({ id, reason }, { onSuccess: (made) => onLink({ ...made, name }), onSettled: onClose });
        },
      },
    );
  }
  function change(person: PersonView): void {
    const { id } = person;
    changing.mutate(
      { id, ...differing(described, person), reason },
      {
        onSuccess: () => {
          onDone(texts.changed(name));
          onClose();
        },
      },
    );
  }
  const unitOptions = inTreeOrder(units).map(({ unit, above }) => ({
    value: unit.id,
    label: `${'\u3000'.repeat(above.length - 1)}${unit.name}`,
  }));
  return (
    <FormDialog
      title={person === null ? texts.addTitle : texts.changeTitle(person.name)}
      button={person === null ? texts.add : texts.change}
      ready={
        draft.unit !== null &&
        name !== '' &&
        reason !== '' &&
        (person === null ? draft.username.trim() !== '' : isChanged)
      }
      pending={adding.isPending || changing.isPending || linking.isPending}
      failure={adding.error ?? changing.error}
      onSubmit={() => (person === null ? add() : change(person))}
      onClose={onClose}
    >
      <p className="soft">{person === null ? texts.addIntro : texts.changeIntro}</p>
      {person === null ? (
        <Field label={texts.username} hint={texts.usernameHint}>
          <Input
            value={draft.username}
            maxLength={60}
            autoFocus
            autoComplete="off"
            onChange={(event) => set({ username: event.target.value })}
          />
        </Field>
      ) : null}
      <Field label={texts.name}>
        <Input value={draft.name} maxLength={60} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={texts.role} hint={texts.roleHint[draft.role]}>
        <Select
          aria-label={texts.role}
          value={draft.role}
          options={(Object.keys(texts.roleHint) as Role[]).map((role) => ({ value: role, label: codes.role[role] }))}
          onChange={(role: Role) => set({ role })}
        />
      </Field>
      <Field label={texts.unit} hint={texts.unitHint}>
        <Select
          showSearch
          optionFilterProp="label"
          aria-label={texts.unit}
          value={draft.unit}
          placeholder={texts.chooseUnit}
          options={me?.unitId === null ? [{ value: WHOLE_OFFICE, label: office }, ...unitOptions] : unitOptions}
          onChange={(unit: string) => set({ unit })}
        />
      </Field>
      <Field label={common.reason}>
        <Input value={draft.reason} maxLength={500} onChange={(event) => set({ reason: event.target.value })} />
      </Field>
    </FormDialog>
  );
}
