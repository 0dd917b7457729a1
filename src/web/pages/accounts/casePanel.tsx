import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { CaseView } from '../../../api/cases';
import { EmptyNote } from '../../components/emptyNote';
import { Facts, Panel } from '../../components/panel';
import { Status } from '../../components/status';
import { Due, Remaining, When } from '../../components/when';
import { paths } from '../../data/paths';
import { CASE_LOOK } from '../../words/status';
import { useWords } from '../../words/words';

/** The open case of an account in short: state, deadline, and the next step with who must take it. */
export function CasePanel({ shutdownCase }: { readonly shutdownCase: CaseView | null }): ReactNode {
  const { accounts, cases, codes, common } = useWords();
  if (shutdownCase === null)
    return (
      <Panel title={accounts.openCase}>
        <EmptyNote why={accounts.noCase} />
      </Panel>
    );
  return (
    <Panel title={accounts.openCase} aside={<Link to={paths.case(shutdownCase.id)}>{common.details}</Link>}>
      <p className="verdict-reason">
        <Link className="plain-link" to={paths.case(shutdownCase.id)}>
          <Status look={CASE_LOOK[shutdownCase.state]} word={codes.caseState[shutdownCase.state]} />
        </Link>
      </p>
      <Facts
        items={[
          [cases.occurred, <When key="occurred" at={shutdownCase.occurredAt} />],
          ...(shutdownCase.rectifyBy === null
            ? []
            : [
                [
                  cases.rectifyBy,
                  <span key="by">
                    <Due at={shutdownCase.rectifyBy} /> ·{' '}
                    <Remaining until={shutdownCase.rectifyBy} soonMs={48 * 3_600_000} />
                  </span>,
                ] as const,
              ]),
          [
            cases.columns.next,
            shutdownCase.nextSteps.length === 0 ? (
              cases.noStep
            ) : (
              <ul key="next" className="plain-list">
                {shutdownCase.nextSteps.map((step) => (
                  <li key={step.event}>
                    {codes.caseEvent[step.event]}{' '}
                    <span className="soft">
                      {cases.next.taker(step.needs === null ? null : codes.action[step.needs])}
                    </span>
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
    </Panel>
  );
}
