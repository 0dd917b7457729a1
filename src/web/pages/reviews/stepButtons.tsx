import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { ReviewView } from '../../../api/reviews';
import { Failure } from '../../components/failure';
import { useTakeStep } from '../../data/reviews';
import { useWords } from '../../words/words';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

const AGAINST = ['return', 'refuse', 'withdraw'] as const;

/** What whoever looks can do with a review now: pass it at once, or act against it with words. */
export function StepButtons({
  review,
  small = false,
}: {
  readonly review: ReviewView;
  readonly small?: boolean;
}): ReactNode {
  const { reviews: texts, common } = useWords();
  const take = useTakeStep();
  const [asking, setAsking] = useState<(typeof AGAINST)[number] | null>(null);
  const size = small ? ('small' as const) : ('middle' as const);
  return (
    <span className="row-actions">
      {review.acts.includes('pass') ? (
        <Button
          size={size}
          type="primary"
          data-act="pass"
          aria-label={texts.actTitle(texts.act.pass, review.title)}
          loading={take.isPending && take.variables.step === 'pass'}
          onClick={() => take.mutate({ of: review, step: 'pass', reason: '' })}
        >
          {texts.act.pass}
        </Button>
      ) : null}
      {AGAINST.filter((act) => review.acts.includes(act) && !(small && act === 'withdraw')).map((act) => (
        <Button
          key={act}
          size={size}
          data-act={act}
          aria-label={texts.actTitle(texts.act[act], review.title)}
          onClick={() => setAsking(act)}
        >
          {texts.act[act]}
        </Button>
      ))}
      {take.error === null || asking !== null ? null : (
        <Failure failure={take.error} title={common.failure.actionTitle(texts.act.pass)} of="change" />
      )}
      {asking === null ? null : (
        <Suspense fallback={null}>
          <ReasonDialog
            title={texts.actTitle(texts.act[asking], review.title)}
            consequence={texts.consequence[asking]}
            button={texts.act[asking]}
            danger
            pending={take.isPending}
            failure={take.error}
            onClose={() => setAsking(null)}
            onSubmit={(reason) =>
              take.mutate({ of: review, step: asking, reason }, { onSuccess: () => setAsking(null) })
            }
          />
        </Suspense>
      )}
    </span>
  );
}
