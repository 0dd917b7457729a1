import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { SiteDetailView } from '../../../api/sites';
import ReasonDialog from '../../components/reasonDialog';
import { useChangeSite } from '../../data/changes';
import { useOpenUnits } from '../../data/units';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

/** Another unit for a website, with what goes along. */
export default function MoveSite({
  site,
  onClose,
}: {
  readonly site: SiteDetailView;
  readonly onClose: () => void;
}): ReactNode {
  const {
    sites: { move: texts },
  } = useWords();
  const units = useOpenUnits().data?.items ?? [];
  const change = useChangeSite();
  const [unitId, setUnitId] = useState<string | null>(null);
  const going = site.columns.filter((column) => column.unitId === site.unitId).length;
  return (
    <ReasonDialog
      title={texts.title(site.name)}
      consequence={texts.consequence(figure(going))}
      button={texts.button}
      pending={change.isPending}
      failure={change.error}
      extra={{
        ready: unitId !== null,
        node: (
          <label className="field">
            <span>{texts.unit}</span>
            <Select
              showSearch
              optionFilterProp="label"
              aria-label={texts.unit}
              className="wide-select"
              virtual={false}
              options={units.filter(({ id }) => id !== site.unitId).map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(value: string) => setUnitId(value)}
            />
          </label>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        unitId === null ? undefined : change.mutate({ id: site.id, unitId, reason }, { onSuccess: onClose })
      }
    />
  );
}
