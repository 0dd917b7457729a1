import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { PolicySourceView } from '../../../api/summary';
import { ReachChange } from '../../components/reachChange';
import ReasonDialog from '../../components/reasonDialog';
import { useChangeCounterpart } from '../../data/changes';
import { useCounterpartPreview } from '../../data/queries';
import { useOpenUnits } from '../../data/units';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

const NONE = '';

function Meaning({
  id,
  unitId,
  chosen,
  onChoose,
}: {
  readonly id: string;
  readonly unitId: string | null;
  readonly chosen: readonly string[];
  readonly onChoose: (mandateIds: readonly string[]) => void;
}): ReactNode {
  const {
    sources: {
      policySources: { change: texts },
    },
  } = useWords();
  const { data, error } = useCounterpartPreview(id, unitId);
  if (error !== null) return <p role="alert">{error.problem?.remedy ?? error.message}</p>;
  if (data === undefined) return null;
  return (
    <>
      {unitId === null ? null : (
        <p>{data.counterparts === 0 ? texts.nobody : texts.counterparts(figure(data.counterparts))}</p>
      )}
      <ReachChange change={data} chosen={chosen} onChoose={onChoose} />
    </>
  );
}

/** Which unit publishes in a source for its counterparts, what that means, and the reason. */
export default function ChangeCounterpart({
  source,
  onClose,
  onChanged,
}: {
  readonly source: PolicySourceView;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}): ReactNode {
  const {
    sources: {
      policySources: { change: texts },
    },
  } = useWords();
  const units = useOpenUnits().data?.items ?? [];
  const change = useChangeCounterpart();
  const before = source.counterpart?.unitId ?? NONE;
  const [chosen, setChosen] = useState(before);
  const [alsoFor, setAlsoFor] = useState<readonly string[]>([]);
  const unitId = chosen === NONE ? null : chosen;
  return (
    <ReasonDialog
      title={texts.title(source.title)}
      consequence={texts.consequence}
      button={texts.button}
      pending={change.isPending}
      failure={change.error}
      extra={{
        ready: chosen !== before || source.counterpart?.unitId === null,
        node: (
          <>
            <label className="field">
              <span>{texts.unit}</span>
              <Select
                showSearch
                optionFilterProp="label"
                aria-label={texts.unit}
                className="wide-select"
                value={chosen}
                options={[
                  { value: NONE, label: texts.none },
                  ...units.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={(value: string) => {
                  setChosen(value);
                  setAlsoFor([]);
                }}
              />
            </label>
            {chosen === before ? null : (
              <Meaning id={source.id} unitId={unitId} chosen={alsoFor} onChoose={setAlsoFor} />
            )}
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) => change.mutate({ id: source.id, unitId, reason, alsoFor }, { onSuccess: onChanged })}
    />
  );
}
