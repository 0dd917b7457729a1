import { useMemo, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { CaseView } from '../../../api/cases';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Facts, Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { RemindButton } from '../../components/remindButton';
import { Status } from '../../components/status';
import { Due, Remaining, When } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { SilenceBanner } from '../../components/silenceBanner';
import { paths } from '../../data/paths';
import { useCase } from '../../data/queries';
import { CASE_LOOK } from '../../words/status';
import { actorWords } from '../../words/actorWords';
import { useWords, wordOf } from '../../words/words';
import { CasePath } from './casePath';
import { NextSteps } from './nextSteps';

type Step = CaseView['steps'][number];

function Steps({ steps }: { readonly steps: readonly Step[] }): ReactNode {
  const words = useWords();
  const {
    cases: { steps: texts },
    codes,
  } = words;
  const columns = useMemo<readonly Column<Step>[]>(
    () => [
      { key: 'event', title: texts.event, place: 'lead', render: (step) => codes.caseEvent[step.event] },
      {
        key: 'change',
        title: texts.to,
        render: (step) => (
          <>
            {codes.caseState[step.from]} → {codes.caseState[step.to]}
          </>
        ),
      },
      { key: 'actor', title: texts.actor, render: (step) => actorWords(step.actor, words) },
      { key: 'note', title: texts.note, className: 'cell-text', render: (step) => step.note },
      { key: 'occurred', title: texts.occurred, align: 'right', render: (step) => <When at={step.occurredAt} /> },
      { key: 'recorded', title: texts.recorded, align: 'right', render: (step) => <When at={step.recordedAt} /> },
    ],
    [texts, codes, words],
  );
  if (steps.length === 0) return <EmptyNote why={texts.none} />;
  return (
    <DataTable
      label={texts.title}
      columns={columns}
      items={steps}
      keyOf={(step) => `${step.event}-${step.recordedAt}`}
    />
  );
}

function CaseBody({ shutdownCase }: { readonly shutdownCase: CaseView }): ReactNode {
  const { cases: texts, codes, letters } = useWords();
  const facts: (readonly [string, ReactNode])[] = [
    [texts.occurred, <When key="occurred" at={shutdownCase.occurredAt} />],
    [texts.opened, <When key="opened" at={shutdownCase.openedAt} />],
  ];
  if (shutdownCase.rectifyBy !== null)
    facts.push([
      texts.rectifyBy,
      <span key="rectify">
        <Due at={shutdownCase.rectifyBy} />
        {shutdownCase.closedAt === null ? (
          <>
            {' '}
            · <Remaining until={shutdownCase.rectifyBy} soonMs={48 * 3_600_000} />
          </>
        ) : null}
      </span>,
    ]);
  if (shutdownCase.closedAt !== null) {
    facts.push([texts.closedAt, <When key="closed" at={shutdownCase.closedAt} />]);
    facts.push([texts.closeReason, wordOf(codes.closeReason, shutdownCase.closeReason)]);
  }
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <PageTitle name={`${texts.title} ${shutdownCase.accountName}`}>
            <Link to={paths.account(shutdownCase.accountId)}>{shutdownCase.accountName}</Link>
          </PageTitle>
          <Status look={CASE_LOOK[shutdownCase.state]} word={codes.caseState[shutdownCase.state]} />
        </div>
        <p className="page-sub">
          {codes.platform[shutdownCase.platform]} ·{' '}
          <Link to={paths.accounts({ unit: shutdownCase.unitId })}>{shutdownCase.unitName}</Link>
        </p>
        <CasePath shutdownCase={shutdownCase} />
      </header>
      <SilenceBanner of={{ caseId: shutdownCase.id }} />
      <div className="two-columns">
        <Panel title={texts.next.title}>
          <NextSteps shutdownCase={shutdownCase} />
          {shutdownCase.closedAt === null ? (
            <p className="row-actions">
              <RemindButton subject={{ kind: 'case', id: shutdownCase.id }} />
              <Link to={paths.reminders({ caseId: shutdownCase.id })}>{letters.reminders.link}</Link>
            </p>
          ) : null}
        </Panel>
        <Panel title={texts.title}>
          <Facts items={facts} />
        </Panel>
      </div>
      <Panel title={texts.steps.title}>
        <Steps steps={shutdownCase.steps} />
      </Panel>
    </>
  );
}

/** One case: where it stands, what comes next and who must take it, and everything that happened. */
export default function CasePage(): ReactNode {
  const { id = '' } = useParams();
  const { common } = useWords();
  return (
    <Reading read={useCase(id)} what={common.pageNames.case} rows={8}>
      {(shutdownCase) => <CaseBody shutdownCase={shutdownCase} />}
    </Reading>
  );
}
