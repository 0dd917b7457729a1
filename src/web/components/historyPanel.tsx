import { useMemo, type ReactNode } from 'react';
import type { ListView } from '../../api/wire';
import type { Read } from '../data/queries';
import type { Column } from './dataTable';
import type { ListAddress } from './listAddress';
import { PagedList } from './pagedList';
import { Panel } from './panel';
import { When } from './when';

/** What every history says of a line. */
export interface HistoryLine {
  readonly at: string;
  /** Null: the system. */
  readonly by: string | null;
  readonly changes: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[];
}
export interface HistoryTexts {
  readonly title: string;
  readonly none: string;
  readonly at: string;
  readonly what: string;
  readonly by: string;
  readonly why: string;
  readonly system: string;
}

/** What was changed of a unit, a website or an account: when, what, by whom and why, newest first. */
export function HistoryPanel<Line extends HistoryLine>({
  read,
  texts,
  address,
  what,
  why,
  kindOf,
}: {
  readonly read: Read<ListView<Line>>;
  readonly texts: HistoryTexts;
  readonly address: Pick<ListAddress<string>, 'page' | 'next' | 'previous' | 'filtered' | 'clear'>;
  /** Must stay the same between renders, as `why`. */
  readonly what: (line: Line) => ReactNode;
  readonly why: (line: Line) => ReactNode;
  /** Tells lines of one instant apart. */
  readonly kindOf: (line: Line) => string;
}): ReactNode {
  const columns = useMemo<readonly Column<Line>[]>(
    () => [
      { key: 'at', title: texts.at, render: ({ at }) => <When at={at} /> },
      { key: 'what', title: texts.what, place: 'lead', className: 'cell-text', render: what },
      { key: 'by', title: texts.by, render: ({ by }) => by ?? texts.system },
      { key: 'why', title: texts.why, className: 'cell-text', render: why },
    ],
    [texts, what, why],
  );
  return (
    <Panel title={texts.title}>
      <PagedList
        read={read}
        what={texts.title}
        label={texts.title}
        columns={columns}
        keyOf={(line) => `${line.at}-${kindOf(line)}-${line.changes.map(({ field }) => field).join()}`}
        empty={texts.none}
        address={address}
      />
    </Panel>
  );
}
