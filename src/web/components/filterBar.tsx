import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/words';

interface FilterChoice {
  readonly value: string;
  readonly label: string;
}
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly value: string | null;
  /** Without choices the filter is only shown as a chip that can be removed. */
  readonly choices?: readonly FilterChoice[];
  /** How the chosen value reads, where it is none of the choices. */
  readonly shown?: string | null;
  readonly onChange: (value: string | null) => void;
}

/** Filters as a row of selects, and every one that is set as a chip with its own way out. */
export function FilterBar({
  filters,
  onClear,
}: {
  readonly filters: readonly Filter[];
  readonly onClear: () => void;
}): ReactNode {
  const {
    common: { table, colon },
  } = useWords();
  const set = filters.filter((filter) => filter.value !== null);
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
            value={filter.value ?? ''}
            popupMatchSelectWidth={false}
            virtual={false}
            options={[
              { value: '', label: `${filter.label}${colon}${table.any}` },
              ...(filter.choices ?? []).map((choice) => ({ value: choice.value, label: choice.label })),
            ]}
            onChange={(value: string) => filter.onChange(value === '' ? null : value)}
          />
        ))}
      {set.map((filter) => {
        const shown =
          filter.shown ?? filter.choices?.find((choice) => choice.value === filter.value)?.label ?? filter.value ?? '';
        return (
          <span key={filter.name} className="chip">
            {filter.label}
            {colon}
            {shown}
            <button
              type="button"
              aria-label={table.removeFilter(`${filter.label} ${shown}`)}
              onClick={() => filter.onChange(null)}
            >
              ×
            </button>
          </span>
        );
      })}
      {set.length > 1 ? (
        <Button type="link" size="small" onClick={onClear}>
          {table.clear}
        </Button>
      ) : null}
    </div>
  );
}
