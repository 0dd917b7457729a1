import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { UnitView } from '../../../api/people';
import ReasonDialog from '../../components/reasonDialog';
import { useMe } from '../../data/queries';
import { useAddUnit, useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { RegionSelect } from './regionSelect';
import { CreditCodeField, LevelField, NameField, SectorsField } from './unitFields';
import { inTreeOrder } from './unitTree';

/** Stands for no superior: a choice of its own, so that nobody leaves it out by mistake. */
const TOP = 'top';

/** A new unit: its superior, name and what it is, and the reason. */
export default function AddUnit({
  onClose,
  onAdded,
}: {
  readonly onClose: () => void;
  readonly onAdded: (unit: UnitView) => void;
}): ReactNode {
  const { units: texts } = useWords();
  const units = useOpenUnits().data?.items ?? [];
  const isOffice = useMe().data?.unitId === null;
  const add = useAddUnit();
  const [parent, setParent] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [level, setLevel] = useState<UnitView['level']>('department');
  const [sectors, setSectors] = useState<readonly string[]>([]);
  const [region, setRegion] = useState('');
  const [creditCode, setCreditCode] = useState('');
  const superiors = inTreeOrder(units).map(({ unit }) => ({ value: unit.id, label: unit.name }));
  return (
    <ReasonDialog
      title={texts.add.title}
      consequence={texts.add.consequence}
      button={texts.add.button}
      pending={add.isPending}
      failure={add.error}
      extra={{
        ready: parent !== null && name.trim() !== '',
        node: (
          <>
            <NameField value={name} onChange={setName} />
            <label className="field">
              <span>{texts.add.superior}</span>
              <Select
                showSearch
                optionFilterProp="label"
                placeholder={texts.add.superiorHint}
                aria-label={texts.add.superior}
                className="wide-select"
                virtual={false}
                options={[...(isOffice ? [{ value: TOP, label: texts.add.top }] : []), ...superiors]}
                onChange={(value: string) => setParent(value)}
              />
            </label>
            <LevelField value={level} onChange={setLevel} />
            <SectorsField value={sectors} onChange={setSectors} />
            <label className="field">
              <span>{texts.add.region}</span>
              <RegionSelect label={texts.add.region} hint={texts.add.regionHint} onChange={setRegion} />
            </label>
            <CreditCodeField value={creditCode} onChange={setCreditCode} />
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        add.mutate(
          { parentId: parent === TOP ? null : parent, name: name.trim(), level, sectors, region, creditCode, reason },
          { onSuccess: onAdded },
        )
      }
    />
  );
}
