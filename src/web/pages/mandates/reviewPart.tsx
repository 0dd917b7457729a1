import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { MandateView } from '../../../api/mandates';
import { Failure } from '../../components/failure';
import { When } from '../../components/when';
import { useDecide, useReview } from '../../data/changes';
import { useMe } from '../../data/queries';
import { useWords } from '../../words/words';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

const NEXT_STAGE = { drafted: 'first-review', 'first-review': 'second-review', 'second-review': 'issued' } as const;
type Decision = 'return' | 'refuse' | 'withdraw';
const DECISIONS: Readonly<Record<MandateView['stage'], readonly Decision[]>> = {
  drafted: ['refuse'],
  'first-review': ['return', 'refuse'],
  'second-review': ['return', 'refuse'],
  issued: ['withdraw'],
  refused: [],
  withdrawn: [],
};

/** 初审 → 审核 → 签发, and the steps against it. The server refuses whoever took the step before; its sentence is shown. */
export function ReviewPart({ mandate }: { readonly mandate: MandateView }): ReactNode {
  const {
    mandates: { detail },
    codes,
    common,
  } = useWords();
  const review = useReview();
  const may = useMe().data?.actions.includes('mandate.review') ?? false;
  const { stage } = mandate;
  const next = stage === 'drafted' || stage === 'first-review' || stage === 'second-review' ? NEXT_STAGE[stage] : null;
  if (next === null && (!may || DECISIONS[stage].length === 0)) return null;
  return (
    <div className="review-step">
      {next === null ? null : <span className="look-warned">{detail.awaiting}</span>}
      {may && next !== null ? (
        <Button type="primary" loading={review.isPending} onClick={() => review.mutate(mandate.id)}>
          {detail.reviewStep(codes.stage[next])}
        </Button>
      ) : null}
      {may ? DECISIONS[stage].map((step) => <DecisionButton key={step} step={step} mandateId={mandate.id} />) : null}
      {review.error === null ? null : (
        <Failure failure={review.error} title={common.failure.actionTitle(detail.review)} of="change" />
      )}
    </div>
  );
}

function DecisionButton({ step, mandateId }: { readonly step: Decision; readonly mandateId: string }): ReactNode {
  const texts = useWords().mandates.detail.decide[step];
  const [asking, setAsking] = useState(false);
  const decide = useDecide();
  return (
    <>
      <Button onClick={() => setAsking(true)}>{texts.button}</Button>
      {asking ? (
        <Suspense fallback={null}>
          <ReasonDialog
            title={texts.title}
            consequence={texts.consequence}
            button={texts.button}
            danger
            pending={decide.isPending}
            failure={decide.error}
            onClose={() => setAsking(false)}
            onSubmit={(reason) => decide.mutate({ mandateId, step, reason }, { onSuccess: () => setAsking(false) })}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** Who did what, and why: a return keeps the thread. */
export function ReviewThread({ mandate }: { readonly mandate: MandateView }): ReactNode {
  const {
    mandates: { detail },
    codes,
  } = useWords();
  if (mandate.reviews.length === 0) return null;
  return (
    <>
      <h3>{detail.thread}</h3>
      <ul>
        {mandate.reviews.map(({ stage, step, by, at, reason }) => (
          <li key={`${at} ${stage}`}>
            {step === 'approve' ? codes.stage[stage] : detail.decide[step].button}
            {' · '}
            {by === 'rule' ? detail.byRule : by} · <When at={at} />
            {reason === null ? null : ` · ${reason}`}
          </li>
        ))}
      </ul>
    </>
  );
}
