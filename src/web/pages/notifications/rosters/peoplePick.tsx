import { Select } from 'antd';
import type { ReactNode } from 'react';
import { usePeople } from '../../../data/queries';
import { Field } from '../formDialog';
import { PickMany } from '../picks';

/** People who can be on duty, several of them in the order in which they are picked. */
export function PeoplePick({
  label,
  value,
  onPick,
}: {
  readonly label: string;
  readonly value: readonly string[];
  readonly onPick: (to: readonly string[]) => void;
}): ReactNode {
  const people = usePeople().data?.items ?? [];
  const options = people
    .filter(({ id, disabled }) => !disabled || value.includes(id))
    .map(({ id, name, username }) => ({ value: id, label: `${name} ${username}` }));
  return <PickMany label={label} value={value} options={options} onPick={onPick} />;
}

/** One person. */
export function PersonPick({
  label,
  value,
  onPick,
}: {
  readonly label: string;
  readonly value: string;
  readonly onPick: (to: string) => void;
}): ReactNode {
  const people = usePeople().data?.items ?? [];
  return (
    <Field label={label}>
      <Select
        showSearch
        aria-label={label}
        className="wide-select"
        virtual={false}
        optionFilterProp="label"
        value={value === '' ? null : value}
        options={people.map(({ id, name, username }) => ({ value: id as string, label: `${name} ${username}` }))}
        onChange={onPick}
      />
    </Field>
  );
}
