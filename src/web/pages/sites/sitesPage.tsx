import { Button, Input, Select } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { SiteView } from '../../../api/sites';
import type { Column } from '../../components/dataTable';
import { FilterBar } from '../../components/filterBar';
import { CountLink, OutsideLink } from '../../components/links';
import { useListAddress, type ListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Status } from '../../components/status';
import { paths } from '../../data/paths';
import { useMe, useSites } from '../../data/queries';
import { useUnits } from '../../data/units';
import { ACCOUNT_STATUS_LOOK, SITE_CLOSING_LOOK, VERDICT_LOOK } from '../../words/status';
import { useWords } from '../../words/words';
import { AccountTabs } from '../accounts/accountTabs';
import { SitePlan } from './sitePlan';

const AddSite = lazy(() => import('./addSite'));

const STATUSES = Object.keys(ACCOUNT_STATUS_LOOK) as (keyof typeof ACCOUNT_STATUS_LOOK)[];
const CLOSINGS = ['none', 'announced', 'closed'] as const;
type Verdict = keyof SiteView['columnsByVerdict'];

/** How many of its columns stand so; each number leads to exactly those. */
function Counts<Kind extends string>({
  shown,
  render,
}: {
  readonly shown: readonly (readonly [Kind, number])[];
  readonly render: (kind: Kind, count: number) => ReactNode;
}): ReactNode {
  if (shown.length === 0) return <span className="soft">—</span>;
  return (
    <ul className="outcomes">
      {shown.map(([kind, count]) => (
        <li key={kind}>{render(kind, count)}</li>
      ))}
    </ul>
  );
}

function useColumns(): readonly Column<SiteView>[] {
  const { sites: texts, accounts, codes } = useWords();
  return useMemo(
    () => [
      {
        key: 'name',
        title: texts.columns.name,
        place: 'lead',
        className: 'cell-wide',
        render: (site) => (
          <span className="two-lines">
            <Link to={paths.site(site.id)}>{site.name}</Link>
            {site.closing !== null ? (
              <Status quiet look={SITE_CLOSING_LOOK[site.closing.state]} word={texts.life.state[site.closing.state]} />
            ) : site.filing.plan === null ? null : (
              <SitePlan brief filing={site.filing} />
            )}
          </span>
        ),
      },
      {
        key: 'verdicts',
        title: texts.columns.verdicts,
        place: 'state',
        render: ({ id, columnsByVerdict }) => (
          <Counts
            shown={Object.entries(columnsByVerdict) as [Verdict, number][]}
            render={(verdict, count) => (
              <>
                <Status quiet look={VERDICT_LOOK[verdict]} word={codes.verdict[verdict]} />{' '}
                <CountLink count={count} to={paths.accounts({ site: id, verdict })} label={codes.verdict[verdict]} />
              </>
            )}
          />
        ),
      },
      {
        key: 'columns',
        title: texts.columns.columns,
        className: 'cell-wide',
        render: ({ id, columnsByStatus }) => (
          <Counts
            shown={STATUSES.map((status) => [status, columnsByStatus[status]] as const).filter(
              ([, count]) => count > 0,
            )}
            render={(status, count) => (
              <>
                <Status quiet look={ACCOUNT_STATUS_LOOK[status]} word={codes.accountStatus[status]} />{' '}
                <CountLink
                  count={count}
                  to={paths.accounts({ site: id, status })}
                  label={codes.accountStatus[status]}
                />
              </>
            )}
          />
        ),
      },
      {
        key: 'repost',
        title: texts.columns.repost,
        className: 'cell-text',
        render: ({ repostColumn: { accountId, name, reason } }) => (
          <span className="two-lines">
            {accountId === null || name === null ? (
              <span>{accountId === null ? '—' : texts.elsewhere}</span>
            ) : (
              <Link to={paths.account(accountId)}>{name}</Link>
            )}
            <span className="soft">{accounts.site.reason[reason]}</span>
          </span>
        ),
      },
      {
        key: 'owed',
        title: texts.columns.owed,
        align: 'right',
        render: ({ id, openReposts }) => (
          <CountLink count={openReposts} to={paths.site(id, { open: true })} label={texts.columns.owed} />
        ),
      },
      {
        key: 'unit',
        title: texts.columns.unit,
        className: 'cell-wide',
        render: (site) => (
          <Link className="quiet-link" to={paths.sites({ unit: site.unitId })}>
            {site.unitName}
          </Link>
        ),
      },
      {
        key: 'address',
        title: texts.columns.address,
        className: 'cell-text',
        render: ({ homeUrl, identifierCode }) => (
          <span className="two-lines">
            <OutsideLink href={homeUrl}>{homeUrl.replace(/^https?:\/\//u, '').replace(/\/$/u, '')}</OutsideLink>
            {identifierCode === null ? (
              <span className="soft">{texts.noCode}</span>
            ) : (
              <code className="soft">{identifierCode}</code>
            )}
          </span>
        ),
      },
    ],
    [texts, accounts, codes],
  );
}

function Filters({ address }: { readonly address: ListAddress<'unit' | 'q' | 'closing'> }): ReactNode {
  const {
    sites: { filter: texts, life },
  } = useWords();
  const units = useUnits().data?.items ?? [];
  const { filters, setFilter } = address;
  return (
    <>
      <div className="filter-bar">
        <Select
          showSearch
          allowClear
          className="filter-select"
          optionFilterProp="label"
          aria-label={texts.unit}
          placeholder={texts.anyUnit}
          popupMatchSelectWidth={false}
          {...(filters.unit === null ? {} : { value: filters.unit })}
          options={units.flatMap(({ id, name, closed }) => (closed === null ? [{ value: id, label: name }] : []))}
          onChange={(value: string | undefined) => setFilter('unit', value ?? null)}
        />
        <Input.Search
          key={filters.q}
          allowClear
          className="filter-search"
          maxLength={100}
          aria-label={texts.search}
          placeholder={texts.search}
          defaultValue={filters.q ?? ''}
          onSearch={(value) => setFilter('q', value.trim() === '' ? null : value.trim())}
        />
      </div>
      <FilterBar
        address={address}
        filters={[
          { name: 'unit', label: texts.unit, shown: units.find(({ id }) => id === filters.unit)?.name ?? null },
          { name: 'q', label: texts.q },
          {
            name: 'closing',
            label: texts.closing,
            choices: CLOSINGS.map((value) => ({ value, label: life.filter[value] })),
          },
        ]}
      />
    </>
  );
}

/** 站点: the websites in scope, with how their columns stand and what they still owe. */
export default function SitesPage(): ReactNode {
  const { sites: texts, registration } = useWords();
  const address = useListAddress(['unit', 'q', 'closing']);
  const read = useSites({ ...address.filters, cursor: address.cursor });
  const me = useMe().data;
  const mayWrite = me?.actions.includes('account.write') === true;
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {mayWrite ? (
          <div className="head-action">
            <Button onClick={() => setAdding(true)}>{texts.add.button}</Button>
          </div>
        ) : null}
      </div>
      {adding ? (
        <Suspense fallback={null}>
          <AddSite onClose={() => setAdding(false)} onAdded={(id) => void navigate(paths.site(id))} />
        </Suspense>
      ) : null}
      <AccountTabs />
      <p className="soft page-intro">{texts.intro}</p>
      <Filters address={address} />
      <PagedList
        read={read}
        what={texts.title}
        label={texts.title}
        columns={useColumns()}
        keyOf={({ id }) => id}
        address={address}
        empty={me?.unitId == null ? texts.empty.office : texts.empty.unit}
        emptyFiltered={texts.empty.filtered}
        emptyAction={mayWrite ? <Link to={paths.register}>{registration.link}</Link> : null}
      />
    </>
  );
}
