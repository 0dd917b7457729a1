import { Checkbox, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { RosterView } from '../../../../api/oncall';
import type { Role } from '../../../../domain/people/role';
import { useSaveRoster } from '../../../data/oncall';
import { useOpenUnits } from '../../../data/units';
import { useWords } from '../../../words/words';
import { Field, FormDialog } from '../formDialog';
import { minuteOf, timeOf } from './handover';

const ANY = '';

/** A table of who is on duty: its name, whose it is, when the duty changes, and who is told where nobody has it. */
export default function RosterForm({
  roster,
  onClose,
}: {
  /** Null: a new one. */
  readonly roster: RosterView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { rosters: texts, notify, codes } = useWords();
  const units = useOpenUnits().data?.items ?? [];
  const saving = useSaveRoster();
  const [draft, setDraft] = useState({
    name: roster?.name ?? '',
    unitId: roster?.unitId ?? ANY,
    handover: timeOf(roster?.handoverMinute ?? 510),
    fallbackRole: roster?.fallbackRole ?? ('administrator' as Role),
    disabled: roster?.disabled ?? false,
  });
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const handoverMinute = minuteOf(draft.handover);
  function submit(): void {
    const { name, unitId, fallbackRole, disabled } = draft;
    const body = { name, unitId: unitId === ANY ? null : unitId, handoverMinute, fallbackRole, disabled };
    saving.mutate({ of: roster, body }, { onSuccess: onClose });
  }
  const roles = Object.entries(codes.role).filter(([role]) => role !== 'system');
  return (
    <FormDialog
      title={roster === null ? texts.add : texts.editOne(roster.name)}
      button={texts.save}
      ready={draft.name.trim() !== '' && handoverMinute !== null}
      pending={saving.isPending}
      failure={saving.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label={texts.fields.name}>
        <Input value={draft.name} maxLength={40} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <Field label={texts.fields.unit}>
        <Select
          aria-label={texts.fields.unit}
          className="wide-select"
          virtual={false}
          value={draft.unitId}
          options={[
            { value: ANY, label: notify.routes.anyUnit },
            ...units.map(({ id, name }) => ({ value: id as string, label: name })),
          ]}
          onChange={(unitId) => set({ unitId })}
        />
      </Field>
      <Field label={texts.fields.handover}>
        <Input type="time" value={draft.handover} onChange={(event) => set({ handover: event.target.value })} />
      </Field>
      <Field label={texts.fields.fallback}>
        <Select
          aria-label={texts.fields.fallback}
          className="wide-select"
          virtual={false}
          value={draft.fallbackRole}
          options={roles.map(([value, label]) => ({ value: value as Role, label }))}
          onChange={(fallbackRole) => set({ fallbackRole })}
        />
      </Field>
      <Checkbox checked={draft.disabled} onChange={(event) => set({ disabled: event.target.checked })}>
        {texts.fields.disabled}
      </Checkbox>
    </FormDialog>
  );
}
