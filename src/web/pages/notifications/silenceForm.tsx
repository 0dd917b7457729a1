import { Input, InputNumber, Segmented, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AlertKind } from '../../../domain/alerts/alert';
import type { SilenceKind } from '../../../domain/notify/silence';
import ReasonDialog from '../../components/reasonDialog';
import { useAddSilence } from '../../data/notify';
import { useSites } from '../../data/queries';
import { useOpenUnits } from '../../data/units';
import { useNow } from '../../time/clock';
import { ALERT_KIND_ORDER, PLATFORM_ORDER } from '../../words/status';
import { useWords } from '../../words/words';
import { Field } from './formDialog';

const ANY = '';
const HOUR_MS = 3_600_000;
const LONGEST_HOURS = 31 * 24;
/** Sites to choose from; an office has some hundred. */
const MOST_SITES = 200;

/** What a silence is begun from, where it is begun from alerts. */
export interface SilenceFrom {
  readonly kinds: readonly AlertKind[];
  readonly unitId: string | null;
}

/** A minute as it is typed in, in the time of Beijing; null: none, from now on. */
function instantOf(typed: string): Date | null {
  const at = new Date(`${typed}:00+08:00`);
  return typed === '' || Number.isNaN(at.getTime()) ? null : at;
}

/** Which alerts nobody is told of, from when, for how long, and why; or which platform or site is being worked on. */
export default function SilenceForm({
  from,
  onClose,
}: {
  readonly from?: SilenceFrom;
  readonly onClose: () => void;
}): ReactNode {
  const { notify, codes } = useWords();
  const { silences: texts, routes } = notify;
  const units = useOpenUnits().data?.items ?? [];
  const sites = useSites({ limit: MOST_SITES }).data?.items ?? [];
  const nowMs = useNow();
  const adding = useAddSilence();
  const [kind, setKind] = useState<SilenceKind>('silence');
  const [kinds, setKinds] = useState<readonly AlertKind[]>(from?.kinds ?? []);
  const [unitId, setUnitId] = useState<string>(from?.unitId ?? ANY);
  const [platform, setPlatform] = useState<string>(ANY);
  const [siteId, setSiteId] = useState<string>(ANY);
  const [start, setStart] = useState('');
  const [hours, setHours] = useState<number | null>(2);
  const isMaintenance = kind === 'maintenance';
  const pick = (
    label: string,
    of: { readonly value: string; readonly any: string; readonly onPick: (to: string) => void },
    options: readonly { readonly value: string; readonly label: string }[],
  ): ReactNode => (
    <Field label={label}>
      <Select
        showSearch
        aria-label={label}
        className="wide-select"
        virtual={false}
        optionFilterProp="label"
        value={of.value}
        options={[{ value: ANY, label: of.any }, ...options]}
        onChange={of.onPick}
      />
    </Field>
  );
  const orNull = (value: string): string | null => (value === ANY ? null : value);
  return (
    <ReasonDialog
      title={isMaintenance ? texts.addMaintenance : texts.add}
      consequence={isMaintenance ? texts.maintenanceConsequence : texts.consequence}
      button={isMaintenance ? texts.addMaintenance : texts.add}
      pending={adding.isPending}
      failure={adding.error}
      extra={{
        ready: hours !== null && (!isMaintenance || platform !== ANY || siteId !== ANY),
        node: (
          <>
            <p>
              <Segmented<SilenceKind>
                aria-label={texts.kindLabel}
                value={kind}
                onChange={setKind}
                options={(['silence', 'maintenance'] as const).map((value) => ({
                  value,
                  label: texts.kinds[value],
                }))}
              />
            </p>
            {isMaintenance ? null : (
              <Field label={routes.fields.kinds}>
                <Select
                  mode="multiple"
                  aria-label={routes.fields.kinds}
                  className="wide-select"
                  virtual={false}
                  optionFilterProp="label"
                  value={[...kinds]}
                  options={ALERT_KIND_ORDER.map((value) => ({ value, label: codes.alertKind[value] }))}
                  onChange={setKinds}
                />
              </Field>
            )}
            {pick(
              routes.fields.platform,
              { value: platform, any: isMaintenance ? texts.choose : routes.anyPlatform, onPick: setPlatform },
              PLATFORM_ORDER.map((value) => ({ value, label: codes.platform[value] })),
            )}
            {pick(
              texts.site,
              { value: siteId, any: isMaintenance ? texts.choose : texts.anySite, onPick: setSiteId },
              sites.map(({ id, name }) => ({ value: id, label: name })),
            )}
            {isMaintenance
              ? null
              : pick(
                  routes.fields.unit,
                  { value: unitId, any: routes.anyUnit, onPick: setUnitId },
                  units.map(({ id, name }) => ({ value: id, label: name })),
                )}
            <Field label={texts.starts} hint={texts.startsHint}>
              <Input type="datetime-local" value={start} onChange={(event) => setStart(event.target.value)} />
            </Field>
            <Field label={texts.hours}>
              <InputNumber min={1} max={LONGEST_HOURS} value={hours} onChange={setHours} />
            </Field>
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) => {
        const startsAt = instantOf(start);
        const endsAt = new Date((startsAt?.getTime() ?? nowMs) + (hours ?? 0) * HOUR_MS);
        const match = {
          kinds: isMaintenance ? [] : kinds,
          unitId: isMaintenance ? null : orNull(unitId),
          platform: orNull(platform),
          siteId: orNull(siteId),
        };
        const body = { kind, match, reason, startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt.toISOString() };
        adding.mutate(body, { onSuccess: onClose });
      }}
    />
  );
}
