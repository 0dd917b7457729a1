import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { useDutyRules, useRecordDuty } from '../../data/duties';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useAppearance } from '../../theme/appearance';
import { useWords } from '../../words/words';
import { Field, FormDialog } from '../notifications/formDialog';
import { UnitField } from './unitField';
import { limitText } from './dutyColumns';
import { instantOfField } from './files/fileParts';

/** Something a unit owes by a rule, from a day on. What is kept with more than a title is not recorded here. */
export default function DutyForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { duties } = useWords();
  const { form: texts } = duties;
  const { language } = useAppearance();
  const me = useMe().data;
  const navigate = useNavigate();
  const record = useRecordDuty();
  const rules = (useDutyRules().data?.items ?? []).filter(({ subject }) => subject === 'disclosure');
  const [ruleKey, setRuleKey] = useState<string | null>(null);
  const [unitId, setUnitId] = useState<string | null>(me?.unitId ?? null);
  const [title, setTitle] = useState('');
  const [began, setBegan] = useState('');
  const rule = rules.find(({ key }) => key === ruleKey);
  const isToTheHour = rule !== undefined && 'hours' in rule.limit;
  return (
    <FormDialog
      title={duties.addTitle}
      button={texts.save}
      ready={ruleKey !== null && unitId !== null && title.trim() !== '' && began !== ''}
      pending={record.isPending}
      failure={record.error}
      onClose={onClose}
      onSubmit={() => {
        if (ruleKey === null) return;
        record.mutate(
          { ruleKey, unitId, title: title.trim(), began: isToTheHour ? instantOfField(began) : began },
          { onSuccess: ({ id }) => void navigate(paths.duty(id)) },
        );
      }}
    >
      <Field label={texts.rule} {...(rule === undefined ? {} : { hint: rule.clause })}>
        <Select
          virtual={false}
          aria-label={texts.rule}
          placeholder={texts.chooseRule}
          value={ruleKey}
          options={rules.map((one) => ({
            value: one.key,
            label: `${language === 'zh' ? one.title : one.titleEn} · ${limitText(one.limit, duties)}`,
          }))}
          onChange={(key: string) => {
            setRuleKey(key);
            setBegan('');
          }}
        />
      </Field>
      {me?.unitId === null ? <UnitField label={texts.unit} unitId={unitId} onPick={setUnitId} /> : null}
      <Field label={texts.title}>
        <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={texts.began} hint={isToTheHour ? texts.beganAtHint : texts.beganHint}>
        <Input
          type={isToTheHour ? 'datetime-local' : 'date'}
          aria-label={texts.began}
          value={began}
          onChange={(event) => setBegan(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}
