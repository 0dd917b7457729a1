import type { ReactNode } from 'react';
import { Panel } from '../../../components/panel';
import { When } from '../../../components/when';
import { useWords } from '../../../words/words';

/** A link that leaves the dashboard. */
export function Outside({ href }: { readonly href: string }): ReactNode {
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {href}
    </a>
  );
}

/** Everything that happened, oldest first. */
export function FileThread<Event extends string>({
  thread,
  words,
}: {
  readonly thread: readonly {
    readonly event: Event;
    readonly name: string;
    readonly at: string;
    readonly words: string | null;
  }[];
  readonly words: Readonly<Record<Event, string>>;
}): ReactNode {
  const { unitFiles: texts } = useWords();
  return (
    <Panel title={texts.thread}>
      <ul>
        {thread.map(({ event, name, at, words: said }, place) => (
          <li key={`${String(place)} ${event}`}>
            {words[event]} · {name === '' ? texts.product : name} · <When at={at} />
            {said === null ? null : ` · ${said}`}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The years that can be chosen: the next one, and some before. */
export function yearsAround(nowMs: number): readonly number[] {
  const thisYear = new Date(nowMs + CHINA_MS).getUTCFullYear();
  return Array.from({ length: YEARS }, (_, back) => thisYear + 1 - back);
}

const YEARS = 6;
const CHINA_MS = 8 * 3_600_000;
/** Of a field for an instant: without seconds and zone. */
const MINUTES = 16;

/** What a field for an instant says, in China, as the interface wants it. */
export function instantOfField(value: string): string {
  return `${value.slice(0, MINUTES)}:00+08:00`;
}
