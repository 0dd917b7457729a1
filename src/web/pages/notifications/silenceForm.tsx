import { Input, InputNumber, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AlertKind } from '../../../domain/alerts/alert';
import type { SilenceKind } from '../../../domain/notify/silence';
import ReasonDialog from '../../components/reasonDialog';
import { useAddSilence } from '../../data/notify';
import { figure } from '../../time/figure';
import { useNow } from '../../time/clock';
import { useWords } from '../../words/words';
import { Field } from './formDialog';
import { ANY } from './picks';
import { SilenceFields, type SilencePicks } from './silenceFields';
import { SilenceHides } from './silenceHides';

const HOUR_MS = 3_600_000;
const LONGEST_HOURS = 31 * 24;

/** What a silence is begun from, where it is begun from alerts. */
export interface SilenceFrom {
  readonly alertIds: readonly string[];
  readonly kinds: readonly AlertKind[];
  readonly unitId: string | null;
}

/** A minute as it is typed in, in the time of Beijing; null: none, from now on. */
function instantOf(typed: string): Date | null {
  const at = new Date(`${typed}:00+08:00`);
  return typed === '' || Number.isNaN(at.getTime()) ? null : at;
}

function orNull(value: string): string | null {
  return value === ANY ? null : value;
}

/** Which alerts a silence is about: those selected alone, or all that are like what is picked. */
function matchOf(
  { kinds, unitId, platform, siteId }: SilencePicks,
  { isMaintenance, selected }: { readonly isMaintenance: boolean; readonly selected: SilenceFrom | null },
): object {
  if (selected !== null) return { kinds: selected.kinds, alertIds: selected.alertIds };
  const place = { platform: orNull(platform), siteId: orNull(siteId) };
  return isMaintenance ? { kinds: [], unitId: null, ...place } : { kinds, unitId: orNull(unitId), ...place };
}

/** Which alerts nobody is told of, from when, for how long, and why; or which platform or site is being worked on. */
export default function SilenceForm({
  from,
  onClose,
}: {
  readonly from?: SilenceFrom;
  readonly onClose: () => void;
}): ReactNode {
  const {
    notify: { silences: texts },
  } = useWords();
  const nowMs = useNow();
  const adding = useAddSilence();
  const [kind, setKind] = useState<SilenceKind>('silence');
  const [isOfSelected, setOfSelected] = useState(from !== undefined);
  const [picks, setPicks] = useState<SilencePicks>({
    kinds: from?.kinds ?? [],
    unitId: from?.unitId ?? ANY,
    platform: ANY,
    siteId: ANY,
  });
  const [start, setStart] = useState('');
  const [hours, setHours] = useState<number | null>(2);
  const isMaintenance = kind === 'maintenance';
  const selected = isOfSelected && !isMaintenance ? (from ?? null) : null;
  const match = matchOf(picks, { isMaintenance, selected });
  // One silence of several kinds would hide also what turns from one of them into a worse one.
  const isMixed = selected !== null && selected.kinds.length !== 1;
  const isPlaced = !isMaintenance || picks.platform !== ANY || picks.siteId !== ANY;
  const title = isMaintenance ? texts.addMaintenance : texts.add;
  return (
    <ReasonDialog
      title={title}
      consequence={isMaintenance ? texts.maintenanceConsequence : texts.consequence}
      button={title}
      pending={adding.isPending}
      failure={adding.error}
      extra={{
        ready: hours !== null && isPlaced && !isMixed,
        node: (
          <>
            <p>
              <Segmented<SilenceKind>
                aria-label={texts.kindLabel}
                value={kind}
                onChange={setKind}
                options={(['silence', 'maintenance'] as const).map((value) => ({ value, label: texts.kinds[value] }))}
              />
            </p>
            {from === undefined || isMaintenance ? null : (
              <p>
                <Segmented<'selected' | 'alike'>
                  aria-label={texts.scope}
                  value={isOfSelected ? 'selected' : 'alike'}
                  onChange={(to) => setOfSelected(to === 'selected')}
                  options={[
                    { value: 'selected', label: texts.selected(figure(from.alertIds.length)) },
                    { value: 'alike', label: texts.alike },
                  ]}
                />
              </p>
            )}
            {selected === null ? (
              <SilenceFields
                picks={picks}
                isMaintenance={isMaintenance}
                onPick={(to) => setPicks({ ...picks, ...to })}
              />
            ) : null}
            {isMixed ? (
              <p className="field-error" role="alert">
                {texts.mixed}
              </p>
            ) : null}
            {isPlaced && !isMixed ? <SilenceHides asked={{ kind, match }} /> : null}
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
        const body = { kind, match, reason, startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt.toISOString() };
        adding.mutate(body, { onSuccess: onClose });
      }}
    />
  );
}
