import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { SummaryView } from '../../../api/summary';
import { IncidentLine, PlatformSightTable } from '../../components/platformSight';
import { Panel } from '../../components/panel';
import { Status } from '../../components/status';
import { Ago } from '../../components/when';
import { paths } from '../../data/paths';
import { sightLook } from '../../words/status';
import { figure } from '../../time/figure';
import { useFirstWords, wordOf } from '../../words/words';
import { CredentialHealth } from './credentialHealth';

/** 我们的眼睛: whether the verdicts above can be trusted. */
export function SourceHealth({
  summary,
}: {
  readonly summary: Pick<SummaryView, 'sourceHealth' | 'credentials' | 'callBudgets' | 'lookLateness'>;
}): ReactNode {
  const { sourceHealth } = summary;
  const {
    today: { sourceHealth: texts },
    codes,
    frame,
  } = useFirstWords();
  return (
    <Panel
      title={texts.title}
      aside={
        <>
          <span className="soft panel-hint">{texts.hint}</span> <Link to={paths.sources}>{frame.nav.sources}</Link>
        </>
      }
      className="panel-source-health"
    >
      <PlatformSightTable platforms={sourceHealth.platforms} />
      <ul className="source-health-more">
        {sourceHealth.incidents.map((incident) => (
          <IncidentLine key={incident.key} incident={incident} />
        ))}
        {sourceHealth.incidents.length === 0 ? <li className="soft">{texts.noIncidents}</li> : null}
        {sourceHealth.policySources?.map((source) => (
          <li key={source.id}>
            <Status quiet look={sightLook(source.lastOutcome)} word={wordOf(codes.sourceOutcome, source.lastOutcome)} />
            <Link to={paths.policies()}>{source.title}</Link>{' '}
            <span className="soft">
              <Ago at={source.lastSightAt} />
            </span>
          </li>
        ))}
        <CredentialHealth summary={summary} />
        <li className="soft num">{texts.postsLastDay(figure(sourceHealth.postsLastDay))}</li>
      </ul>
    </Panel>
  );
}
