import { useMemo, type ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import type { ProbeView, SiteCheckDetailView, SiteDayView } from '../../../api/siteChecks';
import type { SiteCheckKind } from '../../../domain/siteChecks/siteVerdict';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { OutsideLink } from '../../components/links';
import { PageTitle } from '../../components/pageTitle';
import { Facts, Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { SilenceBanner } from '../../components/silenceBanner';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { paths } from '../../data/paths';
import { useSiteCheck, useSiteVisits } from '../../data/siteChecks';
import { figure } from '../../time/figure';
import { PROBE_LOOK, SITE_STATE_LOOK } from '../../words/status';
import { useWords } from '../../words/words';
import { PageItems } from './pageItems';
import { SiteLinks } from './siteLinks';
import { SitePolicies } from './sitePolicies';
import { VerdictCell } from './verdictCell';

const CHECKS = ['availability', 'home', 'columns', 'interpretations'] as const satisfies readonly SiteCheckKind[];

function Verdicts({ site }: { readonly site: SiteCheckDetailView }): ReactNode {
  const { siteChecks, codes } = useWords();
  const { detail: texts } = siteChecks;
  const columns = useMemo<readonly Column<SiteCheckKind>[]>(
    () => [
      { key: 'check', title: siteChecks.columns.check, place: 'lead', render: (check) => codes.siteCheck[check] },
      {
        key: 'state',
        title: siteChecks.columns.state,
        place: 'state',
        render: (check) => <VerdictCell check={check} verdict={site.verdicts[check]} />,
      },
      {
        key: 'reason',
        title: texts.visit.reason,
        className: 'cell-text',
        render: (check) => {
          const { reason, sinceAt } = site.verdicts[check];
          return (
            <span className="two-lines">
              <span>{codes.siteReason[reason]}</span>
              <span className="soft">
                {texts.since} <When at={sinceAt} />
              </span>
            </span>
          );
        },
      },
      {
        key: 'clause',
        title: texts.clause,
        className: 'cell-text',
        render: (check) => {
          const { clause } = site.verdicts[check];
          return clause === null ? (
            <span className="soft">{texts.noClause}</span>
          ) : (
            <span className="two-lines">
              <span>{clause.text}</span>
              <span className="soft">{clause.source}</span>
            </span>
          );
        },
      },
    ],
    [site, siteChecks, texts, codes],
  );
  return (
    <Panel title={texts.verdicts}>
      <DataTable label={texts.verdicts} columns={columns} items={CHECKS} keyOf={(check) => check} />
      <p className="soft">
        {texts.wayOut}
        {site.columnsFiling.text}（{site.columnsFiling.source}）
      </p>
    </Panel>
  );
}

function Days({ site, shown }: { readonly site: SiteCheckDetailView; readonly shown: string | null }): ReactNode {
  const { siteChecks } = useWords();
  const { detail: texts } = siteChecks;
  const columns = useMemo<readonly Column<SiteDayView>[]>(
    () => [
      {
        key: 'on',
        title: texts.day.on,
        place: 'lead',
        render: ({ on }) => (
          <Link to={paths.siteCheck(site.id, { on })} {...(on === shown ? { 'aria-current': 'true' as const } : {})}>
            {on}
          </Link>
        ),
      },
      { key: 'visits', title: texts.day.visits, align: 'right', render: ({ visits }) => figure(visits) },
      { key: 'failures', title: texts.day.failures, align: 'right', render: ({ failures }) => figure(failures) },
      {
        key: 'share',
        title: texts.day.share,
        align: 'right',
        render: ({ visits, failures }) =>
          visits === 0 ? siteChecks.none1 : siteChecks.percent(Math.floor((failures * 10_000) / visits)),
      },
      { key: 'unknown', title: texts.day.unknown, align: 'right', render: ({ unknown }) => figure(unknown) },
    ],
    [site.id, shown, siteChecks, texts],
  );
  return (
    <Panel title={texts.visits} aside={texts.visitsAside}>
      {site.days.length === 0 ? (
        <EmptyNote why={texts.noVisits} />
      ) : (
        <DataTable label={texts.visits} columns={columns} items={site.days} keyOf={({ on }) => on} />
      )}
    </Panel>
  );
}

function Visits({ id, on }: { readonly id: string; readonly on: string | null }): ReactNode {
  const { siteChecks, codes } = useWords();
  const { detail: texts } = siteChecks;
  const columns = useMemo<readonly Column<ProbeView>[]>(
    () => [
      { key: 'at', title: texts.visit.at, place: 'lead', render: ({ at }) => <When at={at} /> },
      {
        key: 'outcome',
        title: texts.visit.outcome,
        place: 'state',
        render: ({ outcome }) => <Status quiet look={PROBE_LOOK[outcome]} word={codes.probeOutcome[outcome]} />,
      },
      {
        key: 'reason',
        title: texts.visit.reason,
        className: 'cell-text',
        render: ({ reason }) => codes.probeReason[reason],
      },
      {
        key: 'took',
        title: texts.visit.took,
        align: 'right',
        render: ({ tookMs }) => texts.took(figure(tookMs)),
      },
    ],
    [texts, codes],
  );
  return (
    <Reading read={useSiteVisits(id, on)} what={texts.visits} rows={6}>
      {({ items }) => {
        const title = texts.dayTitle(on ?? '');
        return (
          <Panel title={title}>
            {items.length === 0 ? (
              <EmptyNote why={texts.noDay} />
            ) : (
              <DataTable label={title} columns={columns} items={items} keyOf={({ at }) => at} />
            )}
          </Panel>
        );
      }}
    </Reading>
  );
}

/** One website: what each check says of it, by which clause, and every visit it is judged by. */
export default function SiteCheckPage(): ReactNode {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const { siteChecks, common, codes } = useWords();
  const { detail: texts } = siteChecks;
  return (
    <Reading read={useSiteCheck(id)} what={common.pageNames.site} rows={10}>
      {(site) => {
        const on = search.get('on') ?? site.days.at(-1)?.on ?? null;
        return (
          <>
            <header className="page-head">
              <PageTitle name={site.name} />
              <p className="page-sub">
                <Link to={paths.siteChecks()}>{siteChecks.title}</Link> ·{' '}
                <Link to={paths.siteChecks({ unitId: site.unitId })}>{site.unitName}</Link> ·{' '}
                <Link to={paths.site(site.id)}>{texts.site}</Link> ·{' '}
                <OutsideLink href={site.homeUrl}>{site.homeUrl}</OutsideLink>
              </p>
              <Facts
                items={[
                  [
                    siteChecks.columns.state,
                    <Status key="state" look={SITE_STATE_LOOK[site.state]} word={codes.siteState[site.state]} />,
                  ],
                  [texts.newest, site.home.newestOn ?? texts.never],
                  [
                    texts.changed,
                    site.home.changedAt === null ? texts.never : <When key="changed" at={site.home.changedAt} />,
                  ],
                  [
                    texts.seen,
                    site.home.lastSeenAt === null ? texts.never : <When key="seen" at={site.home.lastSeenAt} />,
                  ],
                  [texts.next, <When key="next" at={site.nextVisitAt} />],
                ]}
              />
            </header>
            <SilenceBanner of={{ siteId: site.id }} />
            <Verdicts site={site} />
            <PageItems page={site.page} />
            <SitePolicies id={site.id} />
            <SiteLinks id={site.id} />
            <Days site={site} shown={on} />
            {on === null ? null : <Visits id={site.id} on={on} />}
          </>
        );
      }}
    </Reading>
  );
}
