import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useNow } from '../../time/clock';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';

const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** Half a year: long enough for a matter, short enough to be looked at again. */
const USUAL_DAYS = 180;
const MOST_DAYS = 366;

/** The day that is so many days from now, in China. */
export function useDayAhead(days = USUAL_DAYS): string {
  return new Date(useNow() + CHINA_MS + days * DAY_MS).toISOString().slice(0, 10);
}

/** The last day on which words are excused. */
export function LastDay({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (day: string) => void;
}): ReactNode {
  const { ownWords: texts } = useWords();
  return (
    <Field label={texts.propose.lastOn}>
      <Input
        type="date"
        aria-label={texts.propose.lastOn}
        value={value}
        min={useDayAhead(0)}
        max={useDayAhead(MOST_DAYS)}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
