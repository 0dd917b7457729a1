import { Select } from 'antd';
import type { ReactNode } from 'react';
import type { AlertKind } from '../../../domain/alerts/alert';
import { useSites } from '../../data/queries';
import { useOpenUnits } from '../../data/units';
import { ALERT_KIND_ORDER, PLATFORM_ORDER } from '../../words/status';
import { useWords } from '../../words/words';
import { Field } from './formDialog';
import { ANY } from './picks';

/** Sites to choose from; an office has some hundred. */
const MOST_SITES = 200;

/** What a silence is about, as it is picked; `''`: not narrowed. */
export interface SilencePicks {
  readonly kinds: readonly AlertKind[];
  readonly unitId: string;
  readonly platform: string;
  readonly siteId: string;
}

/** By kind, platform, site and unit; of maintenance the platform or the site that is worked on. */
export function SilenceFields({
  picks,
  isMaintenance,
  onPick,
}: {
  readonly picks: SilencePicks;
  readonly isMaintenance: boolean;
  readonly onPick: (to: Partial<SilencePicks>) => void;
}): ReactNode {
  const { notify, codes } = useWords();
  const { silences: texts, routes } = notify;
  const units = useOpenUnits().data?.items ?? [];
  const sites = useSites({ limit: MOST_SITES }).data?.items ?? [];
  const pick = (
    label: string,
    of: { readonly name: Exclude<keyof SilencePicks, 'kinds'>; readonly any: string },
    options: readonly { readonly value: string; readonly label: string }[],
  ): ReactNode => (
    <Field label={label}>
      <Select
        showSearch
        aria-label={label}
        className="wide-select"
        virtual={false}
        optionFilterProp="label"
        value={picks[of.name]}
        options={[{ value: ANY, label: of.any }, ...options]}
        onChange={(to) => onPick({ [of.name]: to })}
      />
    </Field>
  );
  return (
    <>
      {isMaintenance ? null : (
        <Field label={routes.fields.kinds}>
          <Select
            mode="multiple"
            aria-label={routes.fields.kinds}
            className="wide-select"
            virtual={false}
            optionFilterProp="label"
            value={[...picks.kinds]}
            options={ALERT_KIND_ORDER.map((value) => ({ value, label: codes.alertKind[value] }))}
            onChange={(kinds) => onPick({ kinds })}
          />
        </Field>
      )}
      {pick(
        routes.fields.platform,
        { name: 'platform', any: isMaintenance ? texts.choose : routes.anyPlatform },
        PLATFORM_ORDER.map((value) => ({ value, label: codes.platform[value] })),
      )}
      {pick(
        texts.site,
        { name: 'siteId', any: isMaintenance ? texts.choose : texts.anySite },
        sites.map(({ id, name }) => ({ value: id, label: name })),
      )}
      {isMaintenance
        ? null
        : pick(
            routes.fields.unit,
            { name: 'unitId', any: routes.anyUnit },
            units.map(({ id, name }) => ({ value: id, label: name })),
          )}
    </>
  );
}
