import { Select } from 'antd';
import type { ReactNode } from 'react';
import { Field } from './formDialog';

/** The value of no choice. */
export const ANY = '';

/** Codes with their words, as choices. */
export function optionsOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

/** The roles of people; the system is none. */
export function rolesOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return optionsOf(words).filter(({ value }) => value !== 'system');
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One of several, under its label. */
export function PickOne({
  label,
  hint,
  value,
  options,
  onPick,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly options: readonly Choice[];
  readonly onPick: (to: string) => void;
}): ReactNode {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
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

/** Any number of several, under their label. */
export function PickMany({
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
