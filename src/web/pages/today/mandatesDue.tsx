import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { MandateView } from '../../../api/mandates';
import type { SummaryView } from '../../../api/summary';
import { AskingRules, AwaitedPolicies } from '../../components/awaitedPolicies';
import { DeadlineSentence } from '../../components/deadlineSentence';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { SegmentBar } from '../../components/segmentBar';
import { Status } from '../../components/status';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useFirstWords } from '../../words/words';
import { isComplete, nextActionPath, progressOf } from '../mandates/progressOf';

function MandateRow({ mandate }: { readonly mandate: MandateView }): ReactNode {
  const { mandates, codes } = useFirstWords();
  const { done, of } = progressOf(mandate);
  const waits = mandate.nextAction === 'wait' || mandate.nextAction === 'none';
  return (
    <li className="mandate-row" data-row="">
      <div className="mandate-line">
        <div className="mandate-name">
          <Link to={paths.mandate(mandate.id)}>{mandate.title}</Link>
          <span className="soft">
            {[mandate.issuer, mandate.docNumber].filter((part) => part !== null).join(' · ')}
          </span>
        </div>
        <div className="mandate-next">
          <span className="mandate-done num">
            {of === 0 ? mandates.noObligations : mandates.done(figure(done), figure(of))}
          </span>
          {waits ? (
            <span className="soft">{codes.nextAction[mandate.nextAction]}</span>
          ) : (
            <Link className="action-link" to={nextActionPath(mandate)}>
              {codes.nextAction[mandate.nextAction]}
            </Link>
          )}
        </div>
      </div>
      <DeadlineSentence deadline={mandate.deadline} />
      <SegmentBar progress={mandate.progress} pathOf={(group) => paths.mandate(mandate.id, { group })} />
    </li>
  );
}

function CompletedRow({ mandate }: { readonly mandate: MandateView }): ReactNode {
  const { today, mandates } = useFirstWords();
  const { done, of } = progressOf(mandate);
  return (
    <li className="mandate-row mandate-completed" data-row="">
      <Status look={mandate.progress.late > 0 ? 'warned' : 'fine'} word={today.mandates.completed} />
      <Link to={paths.mandate(mandate.id)}>{mandate.title}</Link>
      <span className="num soft">{mandates.done(figure(done), figure(of))}</span>
    </li>
  );
}

/** 必须转载: one row a policy, nearest deadline first; those lately completed follow in one line each. */
export function MandatesDue({
  mandates,
  total,
  awaiting,
}: {
  readonly mandates: readonly MandateView[];
  /** How many are not complete, whether they stand here or not. */
  readonly total: number;
  readonly awaiting: SummaryView['policiesAwaiting'];
}): ReactNode {
  const { today } = useFirstWords();
  const open = mandates.filter((mandate) => !isComplete(mandate));
  const completed = mandates.filter((mandate) => isComplete(mandate));
  return (
    <Panel
      title={today.mandates.title}
      aside={<Link to={paths.mandates({ open: true })}>{today.mandates.open(figure(total))}</Link>}
    >
      <AwaitedPolicies awaiting={awaiting} />
      <AskingRules awaiting={awaiting} />
      {mandates.length === 0 ? (
        <EmptyNote why={today.mandates.none} action={<Link to={paths.policies()}>{today.mandates.see}</Link>} />
      ) : (
        <ul>
          {open.map((mandate) => (
            <MandateRow key={mandate.id} mandate={mandate} />
          ))}
          {completed.map((mandate) => (
            <CompletedRow key={mandate.id} mandate={mandate} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
