import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { AccountView } from '../../../api/accounts';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar, type Filter } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { pickColumn, RemindPicked, usePicked, type Picked } from '../../components/picked';
import { SilenceBanner } from '../../components/silenceBanner';
import { Status } from '../../components/status';
import { VerdictStatus } from '../../components/verdictStatus';
import { Ago, When } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { paths } from '../../data/paths';
import { useAccounts, useMe, useSiteIfAny } from '../../data/queries';
import { useUnits } from '../../data/units';
import { OUTCOME_LOOK } from '../../words/status';
import { useWords, wordOf } from '../../words/words';
import { AccountTabs } from './accountTabs';

const FILTERS = [
  'platform',
  'verdict',
  'reason',
  'status',
  'unit',
  'site',
  'outcome',
  'q',
  'breachWithinHours',
] as const;

const MOST_AT_ONCE = 500;

function useColumns(picked: Picked): readonly Column<AccountView>[] {
  const {
    accounts: { columns: titles, proof, noLooks },
    letters: { reminders },
    codes,
  } = useWords();
  return useMemo(
    () => [
      ...pickColumn<AccountView>(picked, { title: reminders.pickColumn, label: ({ name }) => reminders.pick(name) }),
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
        render: (account) => <When at={account.nextLookAt} missing={noLooks} />,
      },
    ],
    [titles, proof, noLooks, codes, reminders, picked],
  );
}

/** Every account in scope, filtered by chips that live in the address. */
export default function AccountsPage(): ReactNode {
  const { accounts: texts, codes, common, registration } = useWords();
  const mayWrite = useMe().data?.actions.includes('account.write') ?? false;
  const address = useListAddress(FILTERS);
  const { filters } = address;
  const read = useAccounts({ ...filters, cursor: address.cursor });
  const units = useUnits().data?.items;
  const site = useSiteIfAny(filters.site).data;
  const picked = usePicked(JSON.stringify(filters));
  const columns = useColumns(picked);
  const bar: readonly Filter<(typeof FILTERS)[number]>[] = [
    {
      name: 'platform',
      label: texts.filters.platform,
      choices: choicesOf(codes.platform),
    },
    {
      name: 'verdict',
      label: texts.filters.verdict,
      choices: choicesOf(codes.verdict),
    },
    { name: 'status', label: texts.detail.status, choices: choicesOf(codes.accountStatus) },
    {
      name: 'outcome',
      label: texts.filters.outcome,
      choices: choicesOf(codes.outcome),
    },
    {
      name: 'reason',
      label: texts.filters.reason,
      shown: wordOf(codes.verdictReason, filters.reason),
    },
    {
      name: 'unit',
      label: texts.filters.unit,
      shown: units?.find((unit) => unit.id === filters.unit)?.name ?? null,
    },
    { name: 'site', label: texts.site.kind, shown: site?.name ?? null },
    { name: 'q', label: texts.filters.q },
    {
      name: 'breachWithinHours',
      label: texts.filters.breaching,
      shown: texts.filters.within(filters.breachWithinHours ?? ''),
    },
  ];
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {mayWrite ? (
          <span className="head-action row-actions">
            <Link to={paths.apply}>{registration.apply.link}</Link>
            <Link to={paths.register}>{registration.link}</Link>
          </span>
        ) : null}
      </div>
      <AccountTabs />
      <SilenceBanner about="maintenance" />
      <FilterBar filters={bar} address={address} />
      <RemindPicked
        picked={picked}
        kind="accounts"
        most={MOST_AT_ONCE}
        subject={(accountIds) => ({ kind: 'accounts', accountIds })}
      />
      <PagedList
        read={read}
        what={common.pageNames.accounts}
        label={texts.title}
        columns={columns}
        keyOf={(account) => account.id}
        address={address}
        empty={texts.empty.none}
        emptyFiltered={texts.empty.filtered}
        emptyAction={texts.empty.noneRemedy}
      />
    </>
  );
}
