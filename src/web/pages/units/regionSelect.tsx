import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useRegions } from '../../data/units';

/** Chooses a place of GB/T 2260 by name or code. */
export function RegionSelect({
  label,
  hint,
  onChange,
}: {
  readonly label: string;
  readonly hint: string;
  readonly onChange: (code: string) => void;
}): ReactNode {
  const [q, setQ] = useState('');
  const { data } = useRegions(q);
  return (
    <Select
      showSearch
      allowClear
      filterOption={false}
      placeholder={hint}
      aria-label={label}
      className="wide-select"
      virtual={false}
      options={(data?.items ?? []).map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))}
      onSearch={setQ}
      onChange={(code: string | undefined) => onChange(code ?? '')}
    />
  );
}
