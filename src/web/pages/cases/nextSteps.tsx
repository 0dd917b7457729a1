import { Button, Input } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { CaseEvent } from '../../../domain/cases/case';
import type { CaseView } from '../../../api/cases';
import { EmptyNote } from '../../components/emptyNote';
import { Due, Remaining } from '../../components/when';
import { useCaseStep } from '../../data/changes';
import { paths } from '../../data/paths';
import { useWords, wordOf } from '../../words/words';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

type Step = CaseView['nextSteps'][number];
/** Steps that accuse, undo or end something: they show as such and need a reason. */
const WEIGHTY: ReadonlySet<CaseEvent> = new Set([
  'propose-shutdown',
  'propose-integration',
  'approve',
  'reject',
  'cancel-on-platform',
  'dismiss',
]);
/** Taken by the stages of the review. */
const DECIDED: ReadonlySet<CaseEvent> = new Set(['approve', 'reject']);
const SUCCESSOR_PATTERN = /^[0-9a-f]{24}$/;

function StepDialog({
  shutdownCase,
  step,
  onClose,
}: {
  readonly shutdownCase: CaseView;
  readonly step: Step;
  readonly onClose: () => void;
}): ReactNode {
  const {
    cases: { act },
    codes,
  } = useWords();
  const take = useCaseStep();
  const [successor, setSuccessor] = useState('');
  const event = codes.caseEvent[step.event];
  const namesSuccessor = step.event === 'propose-integration';
  const ready = !namesSuccessor || SUCCESSOR_PATTERN.test(successor.trim());
  const extra = namesSuccessor
    ? {
        ready,
        node: (
          <label className="field">
            <span>{act.successor}</span>
            <Input value={successor} onChange={(change) => setSuccessor(change.target.value)} />
            {ready ? null : <span className="soft">{act.successorNeeded}</span>}
          </label>
        ),
      }
    : null;
  return (
    <Suspense fallback={null}>
      <ReasonDialog
        title={act.title(event, shutdownCase.accountName)}
        consequence={act.consequence[step.event]}
        button={act.button(event, shutdownCase.accountName)}
        danger={WEIGHTY.has(step.event)}
        reasonRequired={WEIGHTY.has(step.event)}
        pending={take.isPending}
        failure={take.error}
        onClose={onClose}
        {...(extra === null ? {} : { extra })}
        onSubmit={(note) =>
          take.mutate(
            {
              caseId: shutdownCase.id,
              event: step.event,
              note,
              ...(namesSuccessor ? { successorAccountId: successor.trim() } : {}),
            },
            { onSuccess: onClose },
          )
        }
      />
    </Suspense>
  );
}

/**
 * What can come next, who must take it and until when; what the reader may take now is a button, and what not says why.
 */
export function NextSteps({ shutdownCase }: { readonly shutdownCase: CaseView }): ReactNode {
  const {
    cases: { next },
    codes,
    common,
  } = useWords();
  const [chosen, setChosen] = useState<Step | null>(null);
  if (shutdownCase.closeReason === 'dismissed')
    return (
      <EmptyNote
        why={next.dismissed}
        action={<Link to={paths.account(shutdownCase.accountId)}>{shutdownCase.accountName}</Link>}
      />
    );
  if (shutdownCase.nextSteps.length === 0) return <EmptyNote why={next.none} />;
  return (
    <>
      <ul className="next-steps">
        {shutdownCase.nextSteps.map((step) => (
          <li key={step.event} data-row="">
            <div>
              <strong>{codes.caseEvent[step.event]}</strong>{' '}
              <span className="soft">{next.taker(step.needs === null ? null : codes.action[step.needs])}</span>
            </div>
            {step.dueBy === null ? null : (
              <div>
                <Due at={step.dueBy} /> · <Remaining until={step.dueBy} soonMs={48 * 3_600_000} />
              </div>
            )}
            {DECIDED.has(step.event) && shutdownCase.reviewId !== null ? (
              <div>
                <Link to={paths.review(shutdownCase.reviewId)}>{next.inReview}</Link>
                {step.refusal === 'self-approval' ? (
                  <span className="soft"> {wordOf(codes.refusal, step.refusal)}</span>
                ) : null}
              </div>
            ) : step.allowed ? (
              <Button onClick={() => setChosen(step)} danger={WEIGHTY.has(step.event)}>
                {codes.caseEvent[step.event]}
              </Button>
            ) : (
              <div className="soft">
                {step.by === 'system'
                  ? next.system
                  : `${next.notYou}${common.colon}${wordOf(codes.refusal, step.refusal ?? 'not-permitted')}`}
              </div>
            )}
          </li>
        ))}
      </ul>
      {chosen === null ? null : (
        <StepDialog key={chosen.event} shutdownCase={shutdownCase} step={chosen} onClose={() => setChosen(null)} />
      )}
    </>
  );
}
