import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { useDuty } from '../../data/duties';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';
import { DutyActs, DutyFacts, DutyHistory } from './dutyParts';
import { DutyTabs } from './dutyTabs';

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
            {duty.subject === 'interaction' && duty.subjectId !== null ? (
              <p>
                <Link to={paths.interaction(duty.subjectId)}>{texts.detail.message}</Link>
              </p>
            ) : null}
            <DutyActs duty={duty} />
            <DutyFacts duty={duty} />
            <DutyHistory duty={duty} />
          </>
        )}
      </Reading>
    </>
  );
}
