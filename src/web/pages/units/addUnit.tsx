import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { UnitView } from '../../../api/people';
import ReasonDialog from '../../components/reasonDialog';
import { useMe } from '../../data/queries';
import { useAddUnit, useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { useSectorNames } from '../policies/sectorNames';
import { RegionSelect } from './regionSelect';
import { inTreeOrder } from './unitTree';

const LONGEST_NAME = 100;
const LONGEST_CODE = 40;
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
  const { options: sectorOptions } = useSectorNames();
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
            <label className="field">
              <span>{texts.add.name}</span>
              <Input value={name} maxLength={LONGEST_NAME} onChange={(event) => setName(event.target.value)} />
            </label>
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
            <label className="field">
              <span>{texts.columns.level}</span>
              <Select
                aria-label={texts.columns.level}
                className="wide-select"
                virtual={false}
                value={level}
                options={Object.entries(texts.level).map(([value, label]) => ({ value, label }))}
                onChange={(value) => setLevel(value as UnitView['level'])}
              />
            </label>
            <label className="field">
              <span>{texts.columns.sectors}</span>
              <Select
                mode="multiple"
                aria-label={texts.columns.sectors}
                className="wide-select"
                virtual={false}
                optionFilterProp="label"
                value={[...sectors]}
                options={[...sectorOptions]}
                onChange={(value: string[]) => setSectors(value)}
              />
            </label>
            <label className="field">
              <span>{texts.add.region}</span>
              <RegionSelect label={texts.add.region} hint={texts.add.regionHint} onChange={setRegion} />
            </label>
            <label className="field">
              <span>{texts.add.creditCode}</span>
              <Input
                value={creditCode}
                maxLength={LONGEST_CODE}
                onChange={(event) => setCreditCode(event.target.value)}
              />
            </label>
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
