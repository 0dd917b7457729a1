import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { JobState } from '../../../domain/mandates/mandate';
import type { PolicySourceView, SummaryView } from '../../../api/summary';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { IncidentLine, PlatformSightTable } from '../../components/platformSight';
import { CountLink } from '../../components/links';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { Ago, When } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { SilenceBanner } from '../../components/silenceBanner';
import { paths } from '../../data/paths';
import { useMe, useSummary } from '../../data/queries';
import { figure } from '../../time/figure';
import { JOB_LOOK, sightLook } from '../../words/status';
import { useWords, wordOf } from '../../words/words';
import { SourceTabs } from './sourceTabs';
import { WorkTable } from './workTable';

const ChangeCounterpart = lazy(() => import('./changeCounterpart'));

function PolicySources({ policySources }: { readonly policySources: readonly PolicySourceView[] }): ReactNode {
  const {
    sources: { policySources: texts },
    codes,
  } = useWords();
  const me = useMe().data;
  const may = me?.unitId === null && me.actions.includes('rules.manage');
  const [chosen, setChosen] = useState<PolicySourceView | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const columns = useMemo<readonly Column<PolicySourceView>[]>(
    () => [
      {
        key: 'source',
        title: texts.source,
        place: 'lead',
        render: (source) => <Link to={paths.policies()}>{source.title}</Link>,
      },
      {
        key: 'outcome',
        title: texts.outcome,
        place: 'state',
        render: (source) => (
          <Status look={sightLook(source.lastOutcome)} word={wordOf(codes.sourceOutcome, source.lastOutcome)} />
        ),
      },
      { key: 'lastSight', title: texts.lastSight, align: 'right', render: (source) => <Ago at={source.lastSightAt} /> },
      { key: 'lastLook', title: texts.lastLook, align: 'right', render: (source) => <When at={source.lastLookAt} /> },
      {
        key: 'counterpart',
        title: texts.counterpart,
        render: ({ counterpart }) =>
          counterpart === null ? (
            <span className="soft">{texts.byIssuer}</span>
          ) : counterpart.unitId === null ? (
            texts.unregistered(counterpart.name)
          ) : (
            counterpart.name
          ),
      },
      {
        key: 'entries',
        title: texts.entries,
        align: 'right',
        render: (source) => <span className="num">{figure(source.entries)}</span>,
      },
      {
        key: 'act',
        title: '',
        align: 'right',
        render: (source) =>
          may ? (
            <Button size="small" aria-label={texts.change.title(source.title)} onClick={() => setChosen(source)}>
              {texts.change.button}
            </Button>
          ) : null,
      },
    ],
    [texts, codes, may],
  );
  if (policySources.length === 0) return <EmptyNote why={texts.none} />;
  return (
    <>
      {done === null ? null : <p role="status">{texts.change.done(done)}</p>}
      <DataTable label={texts.title} columns={columns} items={policySources} keyOf={(source) => source.id} />
      {chosen === null ? null : (
        <Suspense fallback={null}>
          <ChangeCounterpart
            source={chosen}
            onClose={() => setChosen(null)}
            onChanged={() => {
              setDone(chosen.title);
              setChosen(null);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function Jobs({ jobs }: { readonly jobs: SummaryView['jobs'] }): ReactNode {
  const {
    sources: { jobs: texts },
    codes,
  } = useWords();
  const shown = (Object.keys(JOB_LOOK) as JobState[]).filter((state) => (jobs[state] ?? 0) > 0);
  if (shown.length === 0) return <EmptyNote why={texts.none} />;
  return (
    <ul className="outcomes">
      {shown.map((state) => (
        <li key={state}>
          <Status look={JOB_LOOK[state]} word={codes.jobState[state]} />{' '}
          <CountLink count={jobs[state] ?? 0} to={paths.jobs({ state })} label={codes.jobState[state]} />
        </li>
      ))}
    </ul>
  );
}

/** 数据源: how well we see, cause by cause, and whether the work behind it goes on. */
export default function SourcesPage(): ReactNode {
  const { sources: texts, common } = useWords();
  return (
    <>
      <PageTitle name={texts.title} />
      <SourceTabs />
      <SilenceBanner of={{ sources: true }} />
      <p className="soft page-intro">{texts.intro}</p>
      <Reading read={useSummary()} what={common.pageNames.summary} rows={8}>
        {({ sourceHealth, jobs }) => (
          <>
            <Panel title={texts.incidents.title}>
              {sourceHealth.incidents.length === 0 ? (
                <EmptyNote why={texts.incidents.none} />
              ) : (
                <ul className="source-health-more">
                  {sourceHealth.incidents.map((incident) => (
                    <IncidentLine key={incident.key} incident={incident} />
                  ))}
                </ul>
              )}
            </Panel>
            <Panel
              title={texts.platforms.title}
              aside={<span className="soft num">{texts.posts(figure(sourceHealth.postsLastDay))}</span>}
            >
              <PlatformSightTable platforms={sourceHealth.platforms} />
            </Panel>
            {sourceHealth.policySources === null ? null : (
              <Panel title={texts.policySources.title}>
                <PolicySources policySources={sourceHealth.policySources} />
              </Panel>
            )}
            <Panel title={texts.jobs.title}>
              <Jobs jobs={jobs} />
            </Panel>
            {sourceHealth.work === null ? null : (
              <Panel title={texts.work.title}>
                <WorkTable work={sourceHealth.work} />
              </Panel>
            )}
          </>
        )}
      </Reading>
    </>
  );
}
