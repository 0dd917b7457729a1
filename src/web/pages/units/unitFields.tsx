import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { UnitView } from '../../../api/people';
import { useWords } from '../../words/words';
import { useSectorNames } from '../policies/sectorNames';

const LONGEST_NAME = 100;
const LONGEST_CODE = 40;

/** What is filled in about a unit, alike wherever it is described. */
interface Said<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** The full name of a unit (单位全称). */
export function NameField({ value, onChange }: Said<string>): ReactNode {
  const { units: texts } = useWords();
  return (
    <label className="field">
      <span>{texts.add.name}</span>
      <Input value={value} maxLength={LONGEST_NAME} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

/** 统一社会信用代码; with room for blanks, which are taken out on the way. */
export function CreditCodeField({ value, onChange }: Said<string>): ReactNode {
  const { units: texts } = useWords();
  return (
    <label className="field">
      <span>{texts.add.creditCode}</span>
      <Input value={value} maxLength={LONGEST_CODE} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

/** Its administrative level. */
export function LevelField({ value, onChange }: Said<UnitView['level']>): ReactNode {
  const { units: texts } = useWords();
  return (
    <label className="field">
      <span>{texts.columns.level}</span>
      <Select
        aria-label={texts.columns.level}
        className="wide-select"
        virtual={false}
        value={value}
        options={Object.entries(texts.level).map(([level, label]) => ({ value: level, label }))}
        onChange={(level) => onChange(level as UnitView['level'])}
      />
    </label>
  );
}

/** The fields it works in; none may be chosen. */
export function SectorsField({ value, onChange }: Said<readonly string[]>): ReactNode {
  const { units: texts } = useWords();
  const { options } = useSectorNames();
  return (
    <label className="field">
      <span>{texts.columns.sectors}</span>
      <Select
        mode="multiple"
        aria-label={texts.columns.sectors}
        className="wide-select"
        virtual={false}
        optionFilterProp="label"
        value={[...value]}
        options={[...options]}
        onChange={(sectors: string[]) => onChange(sectors)}
      />
    </label>
  );
}
