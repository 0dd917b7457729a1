import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/words';
import type { ListAddress } from './listAddress';

interface FilterChoice {
  readonly value: string;
  readonly label: string;
}
export interface Filter<Name extends string> {
  /** The name under which the value stands in the page's address. */
  readonly name: Name;
  readonly label: string;
  /** Without choices the filter is only shown as a chip that can be removed. */
  readonly choices?: readonly FilterChoice[];
  /** How the chosen value reads, where it is none of the choices. */
  readonly shown?: string | null;
  /** Where there are more choices than are read at once: what is typed is looked for, and the choices are what was found. */
  readonly onSought?: (text: string) => void;
}

/** The codes of a list with their words, as choices of a filter. */
export function choicesOf(words: Readonly<Record<string, string>>): readonly FilterChoice[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

/** What can be chosen: nothing, each choice, and what is chosen already where it is none of them. */
function optionsOf(
  { choices = [], shown }: Pick<Filter<string>, 'choices' | 'shown'>,
  { value, any }: { readonly value: string | null; readonly any: string },
): { value: string; label: string }[] {
  const isListed = value === null || choices.some((choice) => choice.value === value);
  return [
    { value: '', label: any },
    ...(isListed || shown == null ? [] : [{ value, label: shown }]),
    ...choices.map((choice) => ({ ...choice })),
  ];
}

/** Filters as a row of selects, and every one that is set as a chip with its own way out. */
export function FilterBar<Name extends string>({
  filters,
  address,
}: {
  readonly filters: readonly Filter<Name>[];
  readonly address: Pick<ListAddress<Name>, 'filters' | 'setFilter' | 'clear'>;
}): ReactNode {
  const {
    common: { table, colon },
  } = useWords();
  const valueOf = ({ name }: Filter<Name>): string | null => address.filters[name];
  const set = filters.filter((filter) => valueOf(filter) !== null);
  return (
    <div className="filter-bar" role="group">
      {filters
        .filter((filter) => filter.choices !== undefined)
        .map((filter) => (
          <Select
            key={filter.name}
            className="filter-select"
            size="middle"
            aria-label={filter.label}
            value={valueOf(filter) ?? ''}
            popupMatchSelectWidth={false}
            virtual={false}
            {...(filter.onSought === undefined
              ? {}
              : { showSearch: { filterOption: false, onSearch: filter.onSought, autoClearSearchValue: true } })}
            options={optionsOf(filter, { value: valueOf(filter), any: `${filter.label}${colon}${table.any}` })}
            onChange={(value: string) => address.setFilter(filter.name, value === '' ? null : value)}
          />
        ))}
      {set.map((filter) => {
        const value = valueOf(filter) ?? '';
        const shown = filter.shown ?? filter.choices?.find((choice) => choice.value === value)?.label ?? value;
        return (
          <span key={filter.name} className="chip">
            {filter.label}
            {colon}
            {shown}
            <button
              type="button"
              aria-label={table.removeFilter(`${filter.label} ${shown}`)}
              onClick={() => address.setFilter(filter.name, null)}
            >
              ×
            </button>
          </span>
        );
      })}
      {set.length > 1 ? (
        <Button type="link" size="small" onClick={address.clear}>
          {table.clear}
        </Button>
      ) : null}
    </div>
  );
}
