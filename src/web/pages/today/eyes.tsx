import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { SummaryView } from '../../../api/views';
import { IncidentLine, PlatformEyesTable } from '../../components/eyesTables';
import { Panel } from '../../components/panel';
import { Status } from '../../components/status';
import { Ago } from '../../components/when';
import { paths } from '../../data/paths';
import { sightLook } from '../../words/status';
import { figure } from '../../time/figure';
import { useWords, wordOf } from '../../words/words';
import { EyesHealth } from './eyesHealth';

/** 我们的眼睛: whether the verdicts above can be trusted. */
export function Eyes({
  summary,
}: {
  readonly summary: Pick<SummaryView, 'eyes' | 'credentials' | 'callBudgets' | 'lookLateness'>;
}): ReactNode {
  const { eyes } = summary;
  const {
    today: { eyes: texts },
    codes,
    frame,
  } = useWords();
  return (
    <Panel
      title={texts.title}
      aside={
        <>
          <span className="soft panel-hint">{texts.hint}</span> <Link to={paths.sources}>{frame.nav.sources}</Link>
        </>
      }
      className="panel-eyes"
    >
      <PlatformEyesTable platforms={eyes.platforms} />
      <ul className="eyes-more">
        {eyes.incidents.map((incident) => (
          <IncidentLine key={incident.key} incident={incident} />
        ))}
        {eyes.incidents.length === 0 ? <li className="soft">{texts.noIncidents}</li> : null}
        {eyes.policySources.map((source) => (
          <li key={source.id}>
            <Status quiet look={sightLook(source.lastOutcome)} word={wordOf(codes.outcome, source.lastOutcome)} />
            <Link to={paths.policies}>{source.title}</Link>{' '}
            <span className="soft">
              <Ago at={source.lastSightAt} />
            </span>
          </li>
        ))}
        <EyesHealth summary={summary} />
        <li className="soft num">{texts.postsLastDay(figure(eyes.postsLastDay))}</li>
      </ul>
    </Panel>
  );
}
