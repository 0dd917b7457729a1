import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words';
import { PLATFORM_ORDER } from '../../words/status';
import { useSectorNames } from '../policies/sectorNames';
import type { RuleForm } from './ruleDraft';

/** The parts of a rule. A limit in hours, which only a configuration can set, is shown and kept. */
export function RuleFields({
  form,
  isNew,
  onChange,
}: {
  readonly form: RuleForm;
  readonly isNew: boolean;
  readonly onChange: (change: Partial<RuleForm>) => void;
}): ReactNode {
  const {
    publishing: {
      rules: { fields, review, newVersions, binds, hours },
    },
    codes,
  } = useWords();
  const sectors = useSectorNames();
  const options = (words: Readonly<Record<string, string>>): { value: string; label: string }[] =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <div className="form-rows">
      <label className="field">
        <span>{fields.title}</span>
        <Input value={form.title} maxLength={120} onChange={(event) => onChange({ title: event.target.value })} />
      </label>
      <label className="field">
        <span>{fields.key}</span>
        <Input
          value={form.key}
          disabled={!isNew}
          maxLength={60}
          onChange={(event) => onChange({ key: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{fields.authorities}</span>
        <Select
          mode="multiple"
          aria-label={fields.authorities}
          value={[...form.authorities]}
          virtual={false}
          options={options(codes.authority)}
          onChange={(authorities) => onChange({ authorities: authorities as RuleForm['authorities'] })}
        />
      </label>
      <label className="field">
        <span>{fields.binds}</span>
        <Select
          aria-label={fields.binds}
          value={form.binds}
          virtual={false}
          options={options(binds)}
          onChange={(value) => onChange({ binds: value as RuleForm['binds'] })}
        />
      </label>
      <label className="field">
        <span>{fields.sectors}</span>
        <Select
          mode="multiple"
          aria-label={fields.sectors}
          value={[...form.sectors]}
          virtual={false}
          optionFilterProp="label"
          options={[...sectors.options]}
          onChange={(value: string[]) => onChange({ sectors: value })}
        />
      </label>
      <label className="field">
        <span>{fields.topicWords}</span>
        <Input
          value={form.topicWords}
          maxLength={500}
          onChange={(event) => onChange({ topicWords: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{fields.platforms}</span>
        <Select
          mode="multiple"
          aria-label={fields.platforms}
          value={[...form.platforms]}
          virtual={false}
          options={PLATFORM_ORDER.map((value) => ({ value, label: codes.platform[value] }))}
          onChange={(platforms) => onChange({ platforms })}
        />
      </label>
      <label className="field">
        <span>{fields.regions}</span>
        <Input value={form.regions} maxLength={500} onChange={(event) => onChange({ regions: event.target.value })} />
      </label>
      <label className="field">
        <span>{fields.limitDays}</span>
        {'workingDays' in form.limit ? (
          <InputNumber
            min={1}
            max={60}
            precision={0}
            value={form.limit.workingDays}
            onChange={(days) => onChange({ limit: { workingDays: days ?? 1 } })}
          />
        ) : (
          <span>{hours(String(form.limit.hours))}</span>
        )}
      </label>
      <label className="field">
        <span>{fields.review}</span>
        <Select
          aria-label={fields.review}
          value={form.review}
          virtual={false}
          options={options(review)}
          onChange={(value) => onChange({ review: value as RuleForm['review'] })}
        />
      </label>
      <label className="field">
        <span>{fields.effectiveFrom}</span>
        <Input
          type="date"
          value={form.effectiveFrom}
          onChange={(event) => onChange({ effectiveFrom: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{fields.clause}</span>
        <Input.TextArea
          rows={2}
          value={form.clause}
          maxLength={500}
          onChange={(event) => onChange({ clause: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{fields.newVersions}</span>
        <Select
          aria-label={fields.newVersions}
          value={form.newVersions}
          virtual={false}
          options={options(newVersions)}
          onChange={(value) => onChange({ newVersions: value as RuleForm['newVersions'] })}
        />
      </label>
      <Checkbox
        checked={form.offersInterpretations}
        onChange={(event) => onChange({ offersInterpretations: event.target.checked })}
      >
        {fields.offersInterpretations}
      </Checkbox>
      <Checkbox
        checked={form.interpretations}
        onChange={(event) => onChange({ interpretations: event.target.checked })}
      >
        {fields.interpretations}
      </Checkbox>
    </div>
  );
}
