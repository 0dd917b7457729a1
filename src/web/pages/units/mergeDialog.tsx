import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { UnitDetailView } from '../../../api/people';
import ReasonDialog from '../../components/reasonDialog';
import { useMergeUnit, useOpenUnits, useUnitMergePreview } from '../../data/units';
import { figure } from '../../time/figure';
import { useWords, wordOf } from '../../words/words';
import { inTreeOrder } from './unitTree';

const LONGEST_NUMBER = 100;

/** What would go along, as soon as the other unit is chosen. */
function TakesAlong({ unitId, intoId }: { readonly unitId: string; readonly intoId: string }): ReactNode {
  const { units: texts } = useWords();
  const { data, error } = useUnitMergePreview(unitId, intoId);
  if (error !== null) return <p role="alert">{error.message}</p>;
  if (data === undefined) return null;
  return (
    <>
      <p>{texts.merge.takesAlong(figure(data.units), figure(data.people), figure(data.tasks))}</p>
      <p className="soft">
        {Object.entries(data.rows)
          .map(([kind, count]) => `${wordOf(texts.rows, kind)} ${figure(count)}`)
          .join(' · ')}
      </p>
      {data.administrators === 0 ? null : <p>{texts.merge.administrators(figure(data.administrators))}</p>}
      {data.settings === 0 ? null : <p className="soft">{texts.merge.settings(figure(data.settings))}</p>}
    </>
  );
}

/** Chooses the unit that takes over, shows what goes along, and asks for document, day and reason. */
export default function MergeDialog({
  unit,
  onClose,
  onDone,
}: {
  readonly unit: UnitDetailView;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}): ReactNode {
  const { units: texts } = useWords();
  const units = useOpenUnits().data?.items ?? [];
  const merge = useMergeUnit();
  const [intoId, setIntoId] = useState<string | null>(null);
  const [documentNumber, setDocumentNumber] = useState('');
  const [effectiveOn, setEffectiveOn] = useState('');
  const options = inTreeOrder(units)
    .filter(({ above }) => !above.includes(unit.id))
    .map((one) => ({ value: one.unit.id, label: one.unit.name }));
  const into = units.find(({ id }) => id === intoId);
  return (
    <ReasonDialog
      title={texts.merge.title(unit.name)}
      consequence={texts.merge.consequence}
      button={texts.merge.button}
      danger
      pending={merge.isPending}
      failure={merge.error}
      extra={{
        ready: into !== undefined && documentNumber.trim() !== '' && effectiveOn !== '',
        node: (
          <>
            <label className="field">
              <span>{texts.merge.into}</span>
              <Select
                showSearch
                optionFilterProp="label"
                placeholder={texts.merge.choose}
                aria-label={texts.merge.into}
                className="wide-select"
                virtual={false}
                options={options}
                onChange={(value: string) => setIntoId(value)}
              />
            </label>
            {intoId === null ? null : <TakesAlong unitId={unit.id} intoId={intoId} />}
            <label className="field">
              <span>{texts.merge.documentNumber}</span>
              <Input
                value={documentNumber}
                maxLength={LONGEST_NUMBER}
                placeholder={texts.merge.documentHint}
                onChange={(event) => setDocumentNumber(event.target.value)}
              />
            </label>
            <label className="field">
              <span>{texts.merge.effectiveOn}</span>
              <Input type="date" value={effectiveOn} onChange={(event) => setEffectiveOn(event.target.value)} />
            </label>
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) => {
        if (into === undefined) return;
        merge.mutate(
          { id: unit.id, intoId: into.id, documentNumber: documentNumber.trim(), effectiveOn, reason },
          { onSuccess: () => onDone(texts.merge.done(into.name)) },
        );
      }}
    />
  );
}
