import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';
import { inTreeOrder } from '../units/unitTree';

/** One of these units; absent: of those that whoever asks sees. */
export function UnitField({
  label,
  unitId,
  from,
  onPick,
}: {
  readonly label: string;
  readonly from?: readonly { readonly id: string; readonly name: string }[];
  readonly unitId: string | null;
  readonly onPick: (id: string) => void;
}): ReactNode {
  const { duties: texts } = useWords();
  const own = inTreeOrder(useOpenUnits().data?.items ?? []).map(({ unit }) => unit);
  return (
    <Field label={label}>
      <Select
        virtual={false}
        showSearch
        optionFilterProp="label"
        aria-label={label}
        placeholder={texts.form.chooseUnit}
        value={unitId}
        options={(from ?? own).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={onPick}
      />
    </Field>
  );
}
