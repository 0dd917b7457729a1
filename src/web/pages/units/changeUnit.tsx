import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { UnitView } from '../../../api/people';
import { ReachChange } from '../../components/reachChange';
import ReasonDialog from '../../components/reasonDialog';
import { useChangeUnit } from '../../data/changes';
import { useUnitChangePreview } from '../../data/queries';
import { useWords } from '../../words/words';
import { LevelField, SectorsField } from './unitFields';

/** As the server takes it: a place by GB/T 2260. */
const REGION = /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})?$/u;

function Meaning({
  id,
  nature,
  chosen,
  onChoose,
}: {
  readonly id: string;
  readonly nature: object;
  readonly chosen: readonly string[];
  readonly onChoose: (mandateIds: readonly string[]) => void;
}): ReactNode {
  const { data, error } = useUnitChangePreview(id, nature);
  if (error !== null) return <p role="alert">{error.problem?.remedy ?? error.message}</p>;
  return data === undefined ? null : <ReachChange change={data} chosen={chosen} onChoose={onChoose} />;
}

/** Level, fields and region of a unit, what they mean for mandates under way, and the reason. */
export default function ChangeUnit({
  unit,
  onClose,
  onChanged,
}: {
  readonly unit: UnitView;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}): ReactNode {
  const { units: texts } = useWords();
  const change = useChangeUnit();
  const [level, setLevel] = useState<UnitView['level']>(unit.level);
  const [sectors, setSectors] = useState<readonly string[]>(unit.sectors);
  const [region, setRegion] = useState(unit.region);
  const [alsoFor, setAlsoFor] = useState<readonly string[]>([]);
  const isPlace = REGION.test(region.trim());
  const nature = { level, sectors, region: region.trim() };
  const isOther = level !== unit.level || sectors.join() !== unit.sectors.join() || nature.region !== unit.region;
  return (
    <ReasonDialog
      title={texts.change.title(unit.name)}
      consequence={texts.change.consequence}
      button={texts.change.button}
      pending={change.isPending}
      failure={change.error}
      extra={{
        ready: isPlace && (isOther || alsoFor.length > 0),
        node: (
          <>
            <LevelField value={level} onChange={setLevel} />
            <SectorsField value={sectors} onChange={setSectors} />
            <label className="field">
              <span>{texts.columns.region}</span>
              <Input
                value={region}
                maxLength={12}
                placeholder={texts.change.regionHint}
                {...(isPlace ? {} : { status: 'error' as const })}
                onChange={(event) => setRegion(event.target.value)}
              />
              {isPlace ? null : (
                <span className="field-error" role="alert">
                  {texts.change.regionWrong}
                </span>
              )}
            </label>
            {isPlace ? <Meaning id={unit.id} nature={nature} chosen={alsoFor} onChoose={setAlsoFor} /> : null}
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) => change.mutate({ id: unit.id, ...nature, reason, alsoFor }, { onSuccess: onChanged })}
    />
  );
}
