import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { TrainingView } from '../../../api/training';
import { Failure } from '../../components/failure';
import { useSetFault } from '../../data/changes';
import { useTraining } from '../../data/queries';
import { useAppearance } from '../../theme/appearance';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

const DURATIONS_MINUTES = [2, 10, 60] as const;

/** Target, fault, duration. Faults that mean nothing for the target are not offered. */
export function StartFault({ kinds }: { readonly kinds: TrainingView['kinds'] }): ReactNode {
  const {
    training: { start: texts, failed },
    common,
  } = useWords();
  const { language } = useAppearance();
  const [search, setSearch] = useState('');
  const [target, setTarget] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [minutes, setMinutes] = useState(10);
  const found = useTraining(search.trim()).data;
  const set = useSetFault();
  const targets = found?.targets ?? [];
  const chosen = targets.find((one) => one.target === target) ?? null;
  const possible = chosen === null ? [] : kinds.filter(({ name }) => chosen.faults.includes(name));
  const kind = possible.find(({ name }) => name === fault) ?? null;
  return (
    <div className="form-rows">
      <label className="field">
        <span>{texts.search}</span>
        <Input
          value={search}
          placeholder={texts.searchHint}
          maxLength={60}
          allowClear
          onChange={(event) => {
            setSearch(event.target.value);
            setTarget(null);
          }}
        />
      </label>
      <label className="field">
        <span>{texts.target}</span>
        <Select
          aria-label={texts.target}
          value={target}
          placeholder={texts.pickTarget}
          virtual={false}
          notFoundContent={texts.noMatch}
          onChange={(value: string) => {
            setTarget(value);
            setFault(null);
          }}
          options={targets.map((one) => ({ value: one.target, label: one.title }))}
        />
        {found !== undefined && found.total > targets.length ? (
          <span className="soft">{texts.more(figure(targets.length), figure(found.total))}</span>
        ) : null}
      </label>
      <label className="field">
        <span>{texts.fault}</span>
        <Select
          aria-label={texts.fault}
          value={kind?.name ?? null}
          placeholder={texts.pickFault}
          virtual={false}
          disabled={chosen === null}
          onChange={(value: string) => setFault(value)}
          options={possible.map(({ name, title }) => ({ value: name, label: title[language] }))}
        />
        {kind === null ? null : (
          <span className="soft">
            {texts.effect}
            {common.colon}
            {kind.effect[language]}
          </span>
        )}
      </label>
      <label className="field">
        <span>{texts.duration}</span>
        <Select
          aria-label={texts.duration}
          value={minutes}
          virtual={false}
          onChange={(value: number) => setMinutes(value)}
          options={[
            ...DURATIONS_MINUTES.map((count) => ({
              value: count as number,
              label: texts.durations.minutes(figure(count)),
            })),
            { value: 0, label: texts.durations.none },
          ]}
        />
      </label>
      <div>
        <Button
          type="primary"
          danger
          disabled={target === null || kind === null}
          loading={set.isPending}
          onClick={() => {
            if (target !== null && kind !== null)
              set.mutate(
                { target, fault: kind.name, forMinutes: minutes === 0 ? null : minutes },
                { onSuccess: () => setFault(null) },
              );
          }}
        >
          {texts.submit}
        </Button>
      </div>
      {set.error === null ? null : (
        <Failure failure={set.error} title={common.failure.actionTitle(failed)} of="change" />
      )}
    </div>
  );
}
