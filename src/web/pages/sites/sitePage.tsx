import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { AccountView } from '../../../api/accounts';
import type { ObligationView } from '../../../api/obligations';
import type { SiteDetailView } from '../../../api/sites';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { FilterBar } from '../../components/filterBar';
import { OutsideLink } from '../../components/links';
import { useListAddress } from '../../components/listAddress';
import { ObligationStatus } from '../../components/obligationStatus';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { SilenceBanner } from '../../components/silenceBanner';
import { Facts, Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { VerdictStatus } from '../../components/verdictStatus';
import { Ago, Due } from '../../components/when';
import { paths } from '../../data/paths';
import { useMe, useSite, useSiteObligations } from '../../data/queries';
import { figure } from '../../time/figure';
import { ACCOUNT_STATUS_LOOK, OUTCOME_LOOK } from '../../words/status';
import { useWords } from '../../words/words';
import { SiteClosing } from './siteClosing';
import { SiteHistory } from './siteHistory';
import { SitePlan } from './sitePlan';

const ChangeSite = lazy(() => import('./changeSite'));
const SiteFilingDialog = lazy(() => import('./siteFilingDialog'));
const MoveSite = lazy(() => import('./moveSite'));
const SiteStepDialog = lazy(() => import('./siteStepDialog'));
const DIALOGS = { site: ChangeSite, filing: SiteFilingDialog, move: MoveSite, step: SiteStepDialog } as const;

function SiteHead({ site }: { readonly site: SiteDetailView }): ReactNode {
  const {
    accounts: { site: texts },
    sites,
    filings: { site: filed },
  } = useWords();
  const mayWrite = useMe().data?.actions.includes('account.write') ?? false;
  const [changing, setChanging] = useState<keyof typeof DIALOGS | null>(null);
  const Dialog = DIALOGS[changing ?? 'site'];
  const isClosed = site.closing?.state === 'closed';
  const column = site.columns.find(({ id }) => id === site.repostColumn.accountId);
  return (
    <header className="page-head">
      <div className="page-title">
        <PageTitle name={site.name} />
        {mayWrite ? (
          <div className="head-action">
            {isClosed ? null : (
              <>
                <Button onClick={() => setChanging('site')}>{sites.change.button}</Button>
                <Button onClick={() => setChanging('filing')}>{filed.button}</Button>
              </>
            )}
            {site.mayMove ? <Button onClick={() => setChanging('move')}>{sites.move.button}</Button> : null}
            {site.acts.length === 0 ? null : (
              <Button onClick={() => setChanging('step')}>
                {isClosed ? sites.life.reopenButton : sites.life.button}
              </Button>
            )}
          </div>
        ) : null}
      </div>
      <p className="page-sub">
        <Link to={paths.sites()}>{texts.kind}</Link> ·{' '}
        <Link to={paths.accounts({ unit: site.unitId })}>{site.unitName}</Link> ·{' '}
        <OutsideLink href={site.homeUrl}>{texts.home}</OutsideLink>
      </p>
      <Facts
        items={[
          [
            texts.identifier,
            site.identifierCode === null ? texts.noIdentifier : <code key="code">{site.identifierCode}</code>,
          ],
          [filed.field.icpNumber, site.filing.icpNumber ?? texts.noIdentifier],
          [filed.field.policeNumber, site.filing.policeNumber ?? texts.noIdentifier],
          [filed.field.plan, <SitePlan key="plan" filing={site.filing} />],
          [sites.life.label, <SiteClosing key="closing" closing={site.closing} />],
          [
            texts.repostColumn,
            <span key="column">
              {column === undefined ? null : <Link to={paths.account(column.id)}>{column.name}</Link>}{' '}
              <span className="soft">{texts.reason[site.repostColumn.reason]}</span>
            </span>,
          ],
        ]}
      />
      {changing !== null ? (
        <Suspense fallback={null}>
          <Dialog site={site} onClose={() => setChanging(null)} />
        </Suspense>
      ) : null}
    </header>
  );
}

function Columns({ site }: { readonly site: SiteDetailView }): ReactNode {
  const { accounts, codes } = useWords();
  const { site: texts, columns: titles, detail } = accounts;
  const columns = useMemo<readonly Column<AccountView>[]>(
    () => [
      {
        key: 'name',
        title: titles.name,
        place: 'lead',
        render: (column) => (
          <>
            <Link to={paths.account(column.id)}>{column.name}</Link>
            {column.id === site.repostColumn.accountId ? <span className="soft"> · {texts.repostColumn}</span> : null}
          </>
        ),
      },
      { key: 'verdict', title: titles.verdict, place: 'state', render: (column) => <VerdictStatus account={column} /> },
      {
        key: 'status',
        title: detail.status,
        render: (column) => (
          <Status quiet look={ACCOUNT_STATUS_LOOK[column.status]} word={codes.accountStatus[column.status]} />
        ),
      },
      {
        key: 'lastSight',
        title: titles.lastSight,
        align: 'right',
        render: (column) => <Ago at={column.lastSightAt} />,
      },
      {
        key: 'lastLook',
        title: titles.lastLook,
        render: (column) =>
          column.lastLookOutcome === null ? (
            '—'
          ) : (
            <Status quiet look={OUTCOME_LOOK[column.lastLookOutcome]} word={codes.outcome[column.lastLookOutcome]} />
          ),
      },
      {
        key: 'publish',
        title: detail.noPublish,
        render: (column) =>
          column.noPublishReason === null ? detail.canPublish : codes.noPublishReason[column.noPublishReason],
      },
    ],
    [site, titles, detail, texts, codes],
  );
  return (
    <Panel
      title={texts.columns(figure(site.columnsByStatus.active + site.columnsByStatus.stopped))}
      aside={texts.onceForAll}
    >
      {site.columns.length === 0 ? (
        <EmptyNote why={texts.noColumns} />
      ) : (
        <DataTable label={texts.columnsLabel} columns={columns} items={site.columns} keyOf={({ id }) => id} />
      )}
    </Panel>
  );
}

function Owed({ site }: { readonly site: SiteDetailView }): ReactNode {
  const { accounts, mandates, obligation: words, common, sites } = useWords();
  const texts = accounts.site;
  const address = useListAddress(['open']);
  const read = useSiteObligations(site.id, { open: address.filters.open, cursor: address.cursor });
  const columns = useMemo<readonly Column<ObligationView>[]>(
    () => [
      {
        key: 'title',
        title: mandates.columns.title,
        place: 'lead',
        className: 'cell-text',
        render: (obligation) => <Link to={paths.obligation(obligation.id)}>{obligation.policyTitle}</Link>,
      },
      {
        key: 'state',
        title: words.state,
        place: 'state',
        render: (obligation) => <ObligationStatus obligation={obligation} now />,
      },
      {
        key: 'column',
        title: texts.inColumn,
        render: (obligation) => {
          const id = obligation.evidence?.columnId ?? obligation.accountId;
          const column = site.columns.find((one) => one.id === id);
          return column === undefined ? '—' : <Link to={paths.account(id)}>{column.name}</Link>;
        },
      },
      { key: 'due', title: words.due, align: 'right', render: (obligation) => <Due at={obligation.dueBy} /> },
    ],
    [site, mandates, words, texts],
  );
  return (
    <Panel title={texts.owed}>
      <FilterBar
        address={address}
        filters={[
          {
            name: 'open',
            label: sites.open.label,
            choices: [{ value: 'true', label: sites.open.value }],
          },
        ]}
      />
      <PagedList
        read={read}
        what={common.pageNames.obligations}
        label={texts.owed}
        columns={columns}
        keyOf={({ id }) => id}
        address={address}
        empty={texts.owesNothing}
        emptyFiltered={sites.open.none}
      />
    </Panel>
  );
}

/** One website: its columns, which of them takes its reposts and why, and what it owes, once for all of them. */
export default function SitePage(): ReactNode {
  const { id = '' } = useParams();
  const { common } = useWords();
  return (
    <Reading read={useSite(id)} what={common.pageNames.site} rows={10}>
      {(site) => (
        <>
          <SiteHead site={site} />
          <SilenceBanner of={{ siteId: site.id }} />
          <Columns site={site} />
          <Owed site={site} />
          <SiteHistory siteId={site.id} />
        </>
      )}
    </Reading>
  );
}
