import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ManualTaskView } from '../../../api/obligations';
import { CopyButton } from '../../components/copyButton';
import type { Column } from '../../components/dataTable';
import { FilterBar } from '../../components/filterBar';
import { InterpretationLines } from '../../components/interpretationOffers';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Status } from '../../components/status';
import { Due, Remaining } from '../../components/when';
import { paths } from '../../data/paths';
import { useManualTasks, useMe } from '../../data/queries';
import { useUnits } from '../../data/units';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { MandateTabs } from '../mandates/mandateTabs';
import { plainText } from '../obligations/plainText';
import { HandCopies } from './handCopies';

const RetryDialog = lazy(() => import('./retryDialog'));

/** Everything one has to paste, in the order in which a platform's form asks for it. */
function wholeText({ copy }: ManualTaskView, sourceWord: string): string {
  return [copy.title, plainText(copy.text), `${sourceWord}${copy.sourceName}`, copy.link]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** 人工任务: what people have to publish themselves, nearest deadline first. */
export default function ManualTasksPage(): ReactNode {
  const {
    publishing: { manual: texts },
    obligation: { manual: words },
    codes,
    common,
  } = useWords();
  const address = useListAddress(['unit']);
  const { filters } = address;
  const read = useManualTasks({ unitId: filters.unit, cursor: address.cursor });
  const units = useUnits().data?.items;
  const mayRetry = useMe().data?.actions.includes('job.retry') ?? false;
  const [retrying, setRetrying] = useState(false);
  const [retried, setRetried] = useState<number | null>(null);
  const unit = units?.find(({ id }) => id === filters.unit) ?? null;
  const columns = useMemo<readonly Column<ManualTaskView>[]>(
    () => [
      {
        key: 'task',
        title: texts.columns.task,
        place: 'lead',
        className: 'cell-text',
        render: (task) => (
          <>
            <Link to={paths.obligation(task.obligationId)}>{task.policyTitle}</Link>
            <div className="soft">
              {task.accountName} · {codes.platform[task.platform]} · {task.unitName}
              {task.copy.pictures.length === 0 ? '' : ` · ${texts.pictures(figure(task.copy.pictures.length))}`}
            </div>
            <InterpretationLines offers={task.interpretations} />
          </>
        ),
      },
      {
        key: 'reason',
        title: texts.columns.reason,
        place: 'state',
        render: ({ manualReason }) => (
          <Status look="manual" word={manualReason === null ? '—' : codes.manualReason[manualReason]} />
        ),
      },
      {
        key: 'due',
        title: texts.columns.due,
        render: ({ dueBy }) => (
          <span className="two-lines">
            <Due at={dueBy} />
            <Remaining until={dueBy} soonMs={4 * 3_600_000} />
          </span>
        ),
      },
      {
        key: 'copy',
        title: '',
        align: 'right',
        render: (task) => (
          <CopyButton
            text={wholeText(task, `${words.sourceName}${common.colon}`)}
            label={texts.copyAll}
            name={`${texts.copyAll} ${task.accountName}`}
          />
        ),
      },
    ],
    [texts, words, codes, common],
  );
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {mayRetry ? (
          <Button className="head-action" onClick={() => setRetrying(true)}>
            {texts.retry.button}
          </Button>
        ) : null}
      </div>
      <MandateTabs />
      <p className="soft page-intro">{texts.intro}</p>
      <FilterBar
        address={address}
        filters={[
          {
            name: 'unit',
            label: texts.unit,
            shown: unit?.name ?? null,
          },
        ]}
      />
      {retried === null ? null : <p role="status">{texts.retry.done(figure(retried))}</p>}
      <PagedList
        read={read}
        what={texts.title}
        label={texts.title}
        columns={columns}
        keyOf={(task) => task.obligationId}
        address={address}
        empty={texts.none}
        emptyFiltered={texts.filtered}
      />
      <HandCopies unitId={filters.unit} />
      {retrying ? (
        <Suspense fallback={null}>
          <RetryDialog
            unit={unit}
            onClose={() => setRetrying(false)}
            onDone={(count) => {
              setRetried(count);
              setRetrying(false);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
