import { Input, InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { QuotasView } from '../../../api/submissionQuotas';
import type { UnitLevel } from '../../../domain/accounts/unit';
import type { QuotaCounts } from '../../../domain/submissions/quota';
import { useSetQuota } from '../../data/submissions';
import { useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { Field, FormDialog } from '../notifications/formDialog';
import { inTreeOrder } from '../units/unitTree';

type Whose = 'level' | 'unit';
const NO_GOVERNMENT: readonly UnitLevel[] = ['department', 'other'];

/** Another number for the units of a level, or for one of them, from a month on that has not begun. */
export function QuotaDialog({
  quotas,
  onClose,
}: {
  readonly quotas: QuotasView;
  readonly onClose: () => void;
}): ReactNode {
  const { submissions: words, units: unitWords } = useWords();
  const texts = words.quotas;
  const setQuota = useSetQuota();
  const [whose, setWhose] = useState<Whose>('level');
  const [level, setLevel] = useState<UnitLevel>('county');
  const [under, setUnder] = useState<UnitLevel>('city');
  const [unitId, setUnitId] = useState<string | null>(null);
  const [isOfLevel, setOfLevel] = useState(false);
  const [least, setLeast] = useState<number | null>(null);
  const [counts, setCounts] = useState<QuotaCounts>('sent');
  const [month, setMonth] = useState(quotas.earliestMonth);
  const [clause, setClause] = useState('');
  const backToLevel = whose === 'unit' && isOfLevel;
  const target =
    whose === 'level'
      ? ({ kind: 'level', level, under } as const)
      : unitId === null
        ? null
        : ({ kind: 'unit', unitId } as const);
  const ready = target !== null && (backToLevel || least !== null) && month !== '' && clause.trim() !== '';
  const levels = Object.entries(unitWords.level) as [UnitLevel, string][];
  const choices = <Value extends string>(of: Readonly<Record<Value, string>>) =>
    (Object.entries(of) as [Value, string][]).map(([value, label]) => ({ value, label }));
  return (
    <FormDialog
      title={texts.change}
      button={texts.save}
      ready={ready}
      pending={setQuota.isPending}
      failure={setQuota.error}
      onClose={onClose}
      onSubmit={() => {
        if (target !== null)
          setQuota.mutate(
            {
              ...{ seq: quotas.seq, target, least: backToLevel ? null : least, counts },
              ...{ effectiveFrom: month, clause: clause.trim() },
            },
            { onSuccess: onClose },
          );
      }}
    >
      <Field label={texts.whose}>
        <Select
          virtual={false}
          aria-label={texts.whose}
          value={whose}
          options={choices(texts.whoseOf)}
          onChange={setWhose}
        />
      </Field>
      {whose === 'level' ? (
        <>
          <Field label={texts.level}>
            <Select
              virtual={false}
              aria-label={texts.level}
              value={level}
              options={levels.map(([value, label]) => ({ value, label }))}
              onChange={setLevel}
            />
          </Field>
          <Field label={texts.under}>
            <Select
              virtual={false}
              aria-label={texts.under}
              value={under}
              options={levels.flatMap(([value, label]) => (NO_GOVERNMENT.includes(value) ? [] : [{ value, label }]))}
              onChange={setUnder}
            />
          </Field>
        </>
      ) : (
        <UnitFields unitId={unitId} onPick={setUnitId} isOfLevel={isOfLevel} onOfLevel={setOfLevel} />
      )}
      {backToLevel ? null : (
        <>
          <Field label={texts.columns.least} hint={texts.leastHint}>
            <InputNumber
              aria-label={texts.columns.least}
              value={least}
              min={0}
              max={1000}
              precision={0}
              onChange={setLeast}
            />
          </Field>
          <Field label={texts.columns.counts}>
            <Select
              virtual={false}
              aria-label={texts.columns.counts}
              value={counts}
              options={choices(texts.counts)}
              onChange={setCounts}
            />
          </Field>
        </>
      )}
      <Field label={texts.columns.from} hint={texts.fromHint(quotas.earliestMonth)}>
        <Input
          type="month"
          aria-label={texts.columns.from}
          value={month}
          min={quotas.earliestMonth}
          onChange={(event) => setMonth(event.target.value)}
        />
      </Field>
      <Field label={texts.columns.clause} hint={texts.clauseHint}>
        <Input
          aria-label={texts.columns.clause}
          value={clause}
          maxLength={500}
          onChange={(event) => setClause(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}

function UnitFields({
  unitId,
  onPick,
  isOfLevel,
  onOfLevel,
}: {
  readonly unitId: string | null;
  readonly onPick: (id: string) => void;
  readonly isOfLevel: boolean;
  readonly onOfLevel: (is: boolean) => void;
}): ReactNode {
  const { submissions: words } = useWords();
  const texts = words.quotas;
  const units = useOpenUnits().data?.items ?? [];
  return (
    <>
      <Field label={texts.columns.unit}>
        <Select
          showSearch
          virtual={false}
          optionFilterProp="label"
          aria-label={texts.columns.unit}
          value={unitId}
          options={inTreeOrder(units).map(({ unit }) => ({ value: unit.id, label: unit.name }))}
          onChange={onPick}
        />
      </Field>
      <Field label={texts.own}>
        <Select
          virtual={false}
          aria-label={texts.own}
          value={isOfLevel ? 'level' : 'own'}
          options={[
            { value: 'own', label: texts.ownNumber },
            { value: 'level', label: texts.asLevel },
          ]}
          onChange={(value) => onOfLevel(value === 'level')}
        />
      </Field>
    </>
  );
}
