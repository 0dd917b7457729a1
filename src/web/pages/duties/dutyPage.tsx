import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { DutyDetailView } from '../../../api/duties';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { useDuty } from '../../data/duties';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';
import { DutyActs, DutyFacts, DutyHistory } from './dutyParts';
import { DutyTabs } from './dutyTabs';

/** Where what it is owed for is kept. */
function SubjectLink({ duty: { subject, subjectId } }: { readonly duty: DutyDetailView }): ReactNode {
  const { duties, unitFiles } = useWords();
  if (subjectId === null) return null;
  const places = {
    interaction: [paths.interaction(subjectId), duties.detail.message],
    survey: [paths.surveyPlan(subjectId), unitFiles.surveys.tab],
    emergency: [paths.emergency(subjectId), unitFiles.emergencies.tab],
    meeting: [paths.meeting(subjectId), unitFiles.meetings.tab],
    disclosure: null,
  } as const;
  const place = places[subject];
  return place === null ? null : (
    <p>
      <Link to={place[0]}>{place[1]}</Link>
    </p>
  );
}

/** One duty: what can be done, its clock, and everything that happened to it. */
export default function DutyPage(): ReactNode {
  const { id = '' } = useParams();
  const { duties: texts } = useWords();
  return (
    <>
      <DutyTabs shown="duties" />
      <Reading read={useDuty(id)} what={texts.columns.title} rows={8}>
        {(duty) => (
          <>
            <PageTitle name={duty.title} />
            <SubjectLink duty={duty} />
            <DutyActs duty={duty} />
            <DutyFacts duty={duty} />
            <DutyHistory duty={duty} />
          </>
        )}
      </Reading>
    </>
  );
}
