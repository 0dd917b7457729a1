import { Select } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { UnitView } from '../../../api/people';
import { useMoveUnit } from '../../data/changes';
import { useUnitMovePreview } from '../../data/queries';
import { figure } from '../../time/figure';
import { useWords, wordOf } from '../../words/words';
import { inTreeOrder } from './unitTree';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

/** What would go along, as soon as a superior is chosen. */
function TakesAlong({ unitId, parentId }: { readonly unitId: string; readonly parentId: string }): ReactNode {
  const { units: texts } = useWords();
  const { data, error } = useUnitMovePreview(unitId, parentId);
  if (error !== null) return <p role="alert">{error.message}</p>;
  if (data === undefined) return null;
  return (
    <>
      <p>{texts.takesAlong(figure(data.units), figure(data.people))}</p>
      <p className="soft">
        {Object.entries(data.rows)
          .map(([kind, count]) => `${wordOf(texts.rows, kind)} ${figure(count)}`)
          .join(' · ')}
      </p>
    </>
  );
}

/** Chooses the new superior, shows what goes along, and asks for the reason. */
export function MoveDialog({
  unit,
  units,
  onClose,
  onMoved,
}: {
  readonly unit: UnitView;
  readonly units: readonly UnitView[];
  readonly onClose: () => void;
  readonly onMoved: (superior: UnitView) => void;
}): ReactNode {
  const { units: texts } = useWords();
  const [parentId, setParentId] = useState<string | null>(null);
  const move = useMoveUnit();
  const tree = inTreeOrder(units);
  const below = new Set(tree.filter(({ above }) => above.includes(unit.id)).map((one) => one.unit.id));
  const options = tree
    .filter((one) => one.unit.closed === null && one.unit.id !== unit.parentId && !below.has(one.unit.id))
    .map((one) => ({ value: one.unit.id, label: one.unit.name }));
  const superior = units.find(({ id }) => id === parentId);
  return (
    <Suspense fallback={null}>
      <ReasonDialog
        title={texts.moveTitle(unit.name)}
        consequence={texts.consequence}
        button={texts.button}
        danger
        pending={move.isPending}
        failure={move.error}
        extra={{
          ready: parentId !== null,
          node: (
            <>
              <label className="field">
                <span>{texts.superior}</span>
                <Select
                  showSearch
                  optionFilterProp="label"
                  placeholder={texts.choose}
                  aria-label={texts.superior}
                  options={options}
                  onChange={(value: string) => setParentId(value)}
                />
              </label>
              {parentId === null ? null : <TakesAlong unitId={unit.id} parentId={parentId} />}
            </>
          ),
        }}
        onClose={onClose}
        onSubmit={(reason) => {
          if (superior === undefined) return;
          move.mutate({ id: unit.id, parentId: superior.id, reason }, { onSuccess: () => onMoved(superior) });
        }}
      />
    </Suspense>
  );
}
