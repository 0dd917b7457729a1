import { Button, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import type { RungView } from '../../../api/ladders';
import type { ChannelView } from '../../../api/notify';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { AudienceFields } from './audienceFields';
import { Field } from './formDialog';
import { PickOne } from './picks';

const MOST_RUNGS = 10;
const MOST_MINUTES = 18_000;
const STEP_MINUTES = 30;

/** The number of the first rung that is not later than the one before; null: each is. */
export function wrongRung(rungs: readonly RungView[]): number | null {
  const index = rungs.findIndex(
    ({ afterMinutes }, at) => at > 0 && afterMinutes <= (rungs[at - 1]?.afterMinutes ?? Infinity),
  );
  return index === -1 ? null : index;
}

/** Rungs one under the other: after how long, by which channel, to whom. */
export function LadderRungs({
  rungs,
  channels,
  onChange,
}: {
  readonly rungs: readonly RungView[];
  readonly channels: readonly ChannelView[];
  readonly onChange: (to: readonly RungView[]) => void;
}): ReactNode {
  const { ladders: texts } = useWords();
  const last = rungs.at(-1);
  const change = (index: number, part: Partial<RungView>): void =>
    onChange(rungs.map((rung, at) => (at === index ? { ...rung, ...part } : rung)));
  const wrong = wrongRung(rungs);
  return (
    <div className="form-rows">
      <p className="soft">{texts.afterHint}</p>
      {rungs.map((rung, index) => (
        <fieldset key={index}>
          <legend>
            {texts.rung(figure(index + 1))}
            {rungs.length > 1 ? (
              <Button
                size="small"
                type="link"
                aria-label={texts.removeRung(figure(index + 1))}
                onClick={() => onChange(rungs.filter((_rung, at) => at !== index))}
              >
                {texts.remove}
              </Button>
            ) : null}
          </legend>
          <Field label={texts.fields.after}>
            <InputNumber
              min={0}
              max={MOST_MINUTES}
              value={rung.afterMinutes}
              status={wrong === index ? 'error' : ''}
              onChange={(to) => change(index, { afterMinutes: to ?? 0 })}
            />
          </Field>
          <PickOne
            label={texts.fields.channel}
            value={rung.channelId}
            options={channels.map(({ id, name }) => ({ value: id, label: name }))}
            onPick={(channelId) => change(index, { channelId })}
          />
          <AudienceFields audience={rung.audience} onPick={(audience) => change(index, { audience })} />
        </fieldset>
      ))}
      {rungs.length < MOST_RUNGS && last !== undefined ? (
        <p>
          <Button
            onClick={() =>
              onChange([...rungs, { ...last, afterMinutes: Math.min(MOST_MINUTES, last.afterMinutes + STEP_MINUTES) }])
            }
          >
            {texts.addRung}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
