import { InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AlertKind } from '../../../domain/alerts/alert';
import ReasonDialog from '../../components/reasonDialog';
import { useAddSilence } from '../../data/notify';
import { useUnits } from '../../data/queries';
import { useNow } from '../../time/clock';
import { ALERT_KIND_ORDER } from '../../words/status';
import { useWords } from '../../words/words';
import { Field } from './formDialog';

const ANY = '';
const HOUR_MS = 3_600_000;
const LONGEST_HOURS = 31 * 24;

/** Which alerts nobody is told of, for how long, and why. */
export default function SilenceForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { notify, codes } = useWords();
  const { silences: texts, routes } = notify;
  const units = useUnits().data?.items ?? [];
  const nowMs = useNow();
  const adding = useAddSilence();
  const [kinds, setKinds] = useState<readonly AlertKind[]>([]);
  const [unitId, setUnitId] = useState(ANY);
  const [hours, setHours] = useState<number | null>(2);
  return (
    <ReasonDialog
      title={texts.add}
      consequence={texts.consequence}
      button={texts.add}
      pending={adding.isPending}
      failure={adding.error}
      extra={{
        ready: hours !== null,
        node: (
          <>
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
            <Field label={routes.fields.unit}>
              <Select
                aria-label={routes.fields.unit}
                className="wide-select"
                virtual={false}
                value={unitId}
                options={[
                  { value: ANY, label: routes.anyUnit },
                  ...units.map(({ id, name }) => ({ value: id as string, label: name })),
                ]}
                onChange={setUnitId}
              />
            </Field>
            <Field label={texts.hours}>
              <InputNumber min={1} max={LONGEST_HOURS} value={hours} onChange={setHours} />
            </Field>
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) => {
        const endsAt = new Date(nowMs + (hours ?? 0) * HOUR_MS).toISOString();
        const match = { kinds, unitId: unitId === ANY ? null : unitId };
        adding.mutate({ match, reason, endsAt }, { onSuccess: onClose });
      }}
    />
  );
}
