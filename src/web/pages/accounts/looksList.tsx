import { useMemo, type ReactNode } from 'react';
import type { LookView } from '../../../api/accounts';
import type { Column } from '../../components/dataTable';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { useLooks } from '../../data/queries';
import { figure } from '../../time/figure';
import { isSight, OUTCOME_LOOK } from '../../words/status';
import { useWords } from '../../words/words';

export function LooksList({ accountId }: { readonly accountId: string }): ReactNode {
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
