import { Button } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { AccountView } from '../../../api/accounts';
import type { Column } from '../../components/dataTable';
import { FilterBar, type Filter } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { Status } from '../../components/status';
import { VerdictStatus } from '../../components/verdictStatus';
import { Ago, When } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { paths } from '../../data/paths';
import { useAccounts, useMe, useUnits } from '../../data/queries';
import { OUTCOME_LOOK } from '../../words/status';
import { useWords } from '../../words/words';

const FILTERS = ['platform', 'verdict', 'unit', 'outcome', 'q', 'breachWithinHours'] as const;

function useColumns(): readonly Column<AccountView>[] {
  const {
    accounts: { columns: titles, proof },
    codes,
  } = useWords();
  return useMemo(
    () => [
      {
        key: 'name',
        title: titles.name,
        place: 'lead',
        render: (account) => <Link to={paths.account(account.id)}>{account.name}</Link>,
      },
      {
        key: 'verdict',
        title: titles.verdict,
        place: 'state',
        render: (account) => <VerdictStatus account={account} />,
      },
      {
        key: 'platform',
        title: titles.platform,
        className: 'cell-short',
        render: (account) => codes.platform[account.platform],
      },
      {
        key: 'unit',
        title: titles.unit,
        className: 'cell-wide',
        render: (account) => (
          <Link className="quiet-link" to={paths.accounts({ unit: account.unitId })}>
            {account.unitName}
          </Link>
        ),
      },
      {
        key: 'lastPost',
        title: titles.lastPost,
        align: 'right',
        render: (account) => (
          <When at={account.lastPostAt} missing={account.lastSightAt === null ? '—' : proof.noPost} />
        ),
      },
      {
        key: 'lastSight',
        title: titles.lastSight,
        align: 'right',
        render: (account) => <Ago at={account.lastSightAt} />,
      },
      {
        key: 'lastLook',
        title: titles.lastLook,
        render: (account) =>
          account.lastLookOutcome === null ? (
            '—'
          ) : (
            <span title={account.lastLookDetail ?? undefined}>
              <Status
                quiet
                look={OUTCOME_LOOK[account.lastLookOutcome]}
                word={codes.outcome[account.lastLookOutcome]}
              />
            </span>
          ),
      },
      {
        key: 'nextLook',
        title: titles.nextLook,
        align: 'right',
        className: 'cell-spare',
        render: (account) => <When at={account.nextLookAt} />,
      },
    ],
    [titles, proof, codes],
  );
}

/** Every account in scope, filtered by chips that live in the address. */
export default function AccountsPage(): ReactNode {
  const { accounts: texts, codes, common, desk } = useWords();
  const mayWrite = useMe().data?.actions.includes('account.write') ?? false;
  const address = useListAddress(FILTERS);
  const { filters } = address;
  const read = useAccounts({ ...filters, cursor: address.cursor });
  const units = useUnits().data?.items;
  const columns = useColumns();
  const choices = (
    words: Readonly<Record<string, string>>,
    left: readonly string[] = [],
  ): { value: string; label: string }[] =>
    Object.entries(words)
      .filter(([value]) => !left.includes(value))
      .map(([value, label]) => ({ value, label }));
  const bar: readonly Filter[] = [
    {
      name: 'platform',
      label: texts.filters.platform,
      value: filters.platform,
      choices: choices(codes.platform),
      onChange: (value) => address.setFilter('platform', value),
    },
    {
      name: 'verdict',
      label: texts.filters.verdict,
      value: filters.verdict,
      choices: choices(codes.verdict),
      onChange: (value) => address.setFilter('verdict', value),
    },
    {
      name: 'outcome',
      label: texts.filters.outcome,
      value: filters.outcome,
      choices: choices(codes.outcome),
      onChange: (value) => address.setFilter('outcome', value),
    },
    {
      name: 'unit',
      label: texts.filters.unit,
      value: filters.unit,
      shown: units?.find((unit) => unit.id === filters.unit)?.name ?? null,
      onChange: (value) => address.setFilter('unit', value),
    },
    { name: 'q', label: texts.filters.q, value: filters.q, onChange: (value) => address.setFilter('q', value) },
    {
      name: 'breachWithinHours',
      label: texts.filters.breaching,
      value: filters.breachWithinHours,
      shown: texts.filters.within(filters.breachWithinHours ?? ''),
      onChange: (value) => address.setFilter('breachWithinHours', value),
    },
  ];
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {mayWrite ? (
          <Link className="head-action" to={paths.register}>
            {desk.link}
          </Link>
        ) : null}
      </div>
      <FilterBar filters={bar} onClear={address.clear} />
      <PagedList
        read={read}
        what={common.pageNames.accounts}
        label={texts.title}
        columns={columns}
        keyOf={(account) => account.id}
        address={address}
        empty={address.filtered ? texts.empty.filtered : texts.empty.none}
        emptyAction={
          address.filtered ? (
            <Button size="small" onClick={address.clear}>
              {common.table.clear}
            </Button>
          ) : (
            texts.empty.noneRemedy
          )
        }
      />
    </>
  );
}
