import { useMemo, type ReactNode } from 'react';
import type { SummaryView } from '../../../api/summary';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Status } from '../../components/status';
import { Ago } from '../../components/when';
import { useWords, wordOf } from '../../words/words';

type Work = NonNullable<SummaryView['sourceHealth']['work']>[number];

/** A run that has begun and not ended is under way; a later end than beginning is how long the last one took. */
function Took({ work }: { readonly work: Work }): ReactNode {
  const {
    sources: { work: texts },
    accounts,
  } = useWords();
  if (work.lastStartedAt === null) return <span className="soft">—</span>;
  if (work.lastEndedAt === null || work.lastEndedAt < work.lastStartedAt)
    return <Status quiet look="pending" word={texts.running} />;
  return (
    <span className="num">
      {accounts.looks.seconds(
        ((new Date(work.lastEndedAt).getTime() - new Date(work.lastStartedAt).getTime()) / 1000).toFixed(1),
      )}
    </span>
  );
}

/** The scheduler's tasks and when each last ran; runs made up for after a stop are marked. */
export function WorkTable({ work }: { readonly work: readonly Work[] }): ReactNode {
  const {
    sources: { work: texts },
    codes,
  } = useWords();
  const columns = useMemo<readonly Column<Work>[]>(
    () => [
      { key: 'task', title: texts.task, place: 'lead', render: (task) => wordOf(codes.task, task.task) },
      { key: 'started', title: texts.started, align: 'right', render: (task) => <Ago at={task.lastStartedAt} /> },
      { key: 'took', title: texts.took, align: 'right', render: (task) => <Took work={task} /> },
      { key: 'note', title: texts.note, render: (task) => (task.catchUp ? texts.catchUp : '') },
    ],
    [texts, codes],
  );
  if (work.length === 0) return <EmptyNote why={texts.none} />;
  return <DataTable label={texts.title} columns={columns} items={work} keyOf={(task) => task.task} />;
}
