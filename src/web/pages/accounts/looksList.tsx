import { Fragment, useMemo, type ReactNode } from 'react';
import type { LookView } from '../../../api/accounts';
import type { LookDayView } from '../../../api/storage';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { useLookDays, useLooks } from '../../data/queries';
import { figure } from '../../time/figure';
import { isSight, OUTCOME_LOOK } from '../../words/status';
import { useWords, wordOf } from '../../words/words';

function SingleLooks({ accountId }: { readonly accountId: string }): ReactNode {
  const {
    accounts: { looks: texts },
    codes,
    common,
  } = useWords();
  const address = useListAddress([]);
  const read = useLooks(accountId, { cursor: address.cursor });
  const columns = useMemo<readonly Column<LookView>[]>(
    () => [
      { key: 'started', title: texts.started, place: 'lead', render: (look) => <When at={look.startedAt} /> },
      {
        key: 'outcome',
        title: texts.outcome,
        place: 'state',
        render: (look) => <Status look={OUTCOME_LOOK[look.outcome]} word={codes.outcome[look.outcome]} />,
      },
      { key: 'detail', title: texts.detail, render: (look) => <code className="breakable">{look.detail}</code> },
      {
        key: 'items',
        title: texts.items,
        align: 'right',
        render: (look) => <span className="num">{figure(look.itemCount)}</span>,
      },
      {
        key: 'fresh',
        title: texts.fresh,
        align: 'right',
        render: (look) => <span className="num">{figure(look.newCount)}</span>,
      },
      {
        key: 'coverage',
        title: texts.coverage,
        render: (look) => (isSight(look.outcome) ? codes.coverage[look.coverage] : '—'),
      },
      {
        key: 'took',
        title: texts.took,
        align: 'right',
        render: (look) => (
          <span className="num">
            {texts.seconds(((new Date(look.endedAt).getTime() - new Date(look.startedAt).getTime()) / 1000).toFixed(1))}
          </span>
        ),
      },
    ],
    [texts, codes],
  );
  return (
    <PagedList
      read={read}
      what={common.pageNames.looks}
      label={common.pageNames.looks}
      columns={columns}
      keyOf={(look) => look.id}
      empty={texts.none}
      address={address}
    />
  );
}

/** Looks that are kept no more one by one. Their own page of the list is the newest days. */
function LookDays({ accountId }: { readonly accountId: string }): ReactNode {
  const {
    storage: { lookDays: texts },
    codes,
    common,
  } = useWords();
  const columns = useMemo<readonly Column<LookDayView>[]>(
    () => [
      { key: 'on', title: texts.on, place: 'lead', render: (day) => <span className="num">{day.on}</span> },
      {
        key: 'looks',
        title: texts.looks,
        align: 'right',
        render: (day) => <span className="num">{figure(day.looks)}</span>,
      },
      {
        key: 'seen',
        title: texts.seen,
        align: 'right',
        render: (day) => <span className="num">{figure(day.seen)}</span>,
      },
      {
        key: 'failures',
        title: texts.failures,
        className: 'cell-text',
        render: (day) =>
          day.failures.map(({ outcome, detail, count }, index) => (
            <Fragment key={`${outcome} ${detail}`}>
              {index === 0 ? '' : '、'}
              {wordOf(codes.outcome, outcome)} <code className="breakable">{detail}</code> ×{figure(count)}
            </Fragment>
          )),
      },
      {
        key: 'gap',
        title: texts.gap,
        align: 'right',
        render: (day) =>
          day.longestGapMs === null ? '—' : texts.minutes(figure(Math.round(day.longestGapMs / 60_000))),
      },
    ],
    [texts, codes],
  );
  return (
    <Reading read={useLookDays(accountId, {})} what={common.pageNames.lookDays} rows={2}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyNote why={texts.none} />
        ) : (
          <DataTable label={texts.title} columns={columns} items={items} keyOf={(day) => day.on} />
        )
      }
    </Reading>
  );
}

export function LooksList({ accountId }: { readonly accountId: string }): ReactNode {
  const { storage } = useWords();
  return (
    <>
      <SingleLooks accountId={accountId} />
      <Panel title={storage.lookDays.title}>
        <LookDays accountId={accountId} />
      </Panel>
    </>
  );
}
