import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { AccountView } from '../../../api/accounts';
import type { SummaryView } from '../../../api/summary';
import { CopyButton } from '../../components/copyButton';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { VerdictStatus } from '../../components/verdictStatus';
import { Remaining, When } from '../../components/when';
import { paths } from '../../data/paths';
import { useNow } from '../../time/clock';
import { shortInstant } from '../../time/civil';
import { figure } from '../../time/figure';
import { useFirstWords } from '../../words/words';

const SHOWN = 10;
const URGENT_MS = 12 * 3_600_000;

/** The sentence an operator sends to the unit. The system itself sends nothing to people here. */
function ReminderButton({ account }: { readonly account: AccountView }): ReactNode {
  const {
    today: { breaching },
  } = useFirstWords();
  const now = useNow();
  const text = breaching.reminder({
    account: account.name,
    unit: account.unitName,
    lastPost: account.lastPostAt === null ? breaching.never : shortInstant(account.lastPostAt, now),
    by: account.verdict?.breachAt == null ? '—' : shortInstant(account.verdict.breachAt, now),
  });
  return <CopyButton text={text} label={breaching.remind} name={`${breaching.remind} ${account.name}`} />;
}

/** 48 小时内将不合格: prevention before punishment, soonest first. */
export function BreachingSoon({ soon }: { readonly soon: SummaryView['breachingSoon'] }): ReactNode {
  const {
    today: { breaching },
    codes,
  } = useFirstWords();
  const columns = useMemo<readonly Column<AccountView>[]>(
    () => [
      {
        key: 'account',
        title: breaching.account,
        place: 'lead',
        render: (account) => (
          <>
            <Link to={paths.account(account.id)}>{account.name}</Link>{' '}
            <span className="soft">{codes.platform[account.platform]}</span>
          </>
        ),
      },
      {
        key: 'unit',
        title: breaching.unit,
        className: 'cell-wide',
        render: (account) => (
          <Link className="quiet-link" to={paths.accounts({ unit: account.unitId })}>
            {account.unitName}
          </Link>
        ),
      },
      {
        key: 'lastPost',
        title: breaching.lastPost,
        render: (account) => <When at={account.lastPostAt} missing={breaching.never} />,
      },
      {
        key: 'crosses',
        title: breaching.crosses,
        render: (account) =>
          account.verdict?.breachAt == null ? (
            '—'
          ) : (
            <span className="two-lines">
              <When at={account.verdict.breachAt} />
              <Remaining until={account.verdict.breachAt} soonMs={URGENT_MS} />
            </span>
          ),
      },
      { key: 'why', title: breaching.why, render: (account) => <VerdictStatus account={account} why /> },
      { key: 'remind', title: '', className: 'cell-action', render: (account) => <ReminderButton account={account} /> },
    ],
    [breaching, codes],
  );
  const all = paths.accounts({ breachWithinHours: 48 });
  return (
    <Panel
      title={breaching.title}
      aside={
        <Link className="num" to={all}>
          {soon.total > 0 ? breaching.more(figure(soon.total)) : figure(0)}
        </Link>
      }
      className="panel-breaching"
    >
      {soon.accounts.length === 0 ? (
        <EmptyNote why={breaching.none} />
      ) : (
        <DataTable
          label={breaching.title}
          columns={columns}
          items={soon.accounts.slice(0, SHOWN)}
          keyOf={(account) => account.id}
        />
      )}
    </Panel>
  );
}
