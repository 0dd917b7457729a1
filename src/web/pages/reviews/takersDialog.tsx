import { useState, type ReactNode } from 'react';
import type { ReviewView } from '../../../api/reviews';
import ReasonDialog from '../../components/reasonDialog';
import { useNameTakers, useReviewers } from '../../data/reviews';
import { useAppearance } from '../../theme/appearance';
import { useWords } from '../../words/words';
import { PickMany, PickOne } from '../notifications/picks';
import { placesOf } from './stageText';

/** Others for a stage that is still to be taken, in the place of those who were named for it. */
export default function TakersDialog({
  review,
  onClose,
}: {
  readonly review: ReviewView;
  readonly onClose: () => void;
}): ReactNode {
  const { reviews } = useWords();
  const { takers: texts } = reviews;
  const { language } = useAppearance();
  const people = useReviewers().data?.items ?? [];
  const name = useNameTakers();
  const places = placesOf(review, { secrecy: reviews.secrecy.title, language });
  const [at, setAt] = useState(review.stuckAt[0] ?? places[0]?.value ?? '');
  const [personIds, setPersonIds] = useState<readonly string[]>([]);
  return (
    <ReasonDialog
      title={texts.title(review.title)}
      consequence={texts.intro}
      button={texts.save}
      pending={name.isPending}
      failure={name.error}
      extra={{
        ready: personIds.length > 0,
        node: (
          <>
            <PickOne label={texts.stage} value={at} options={places} onPick={setAt} />
            <PickMany
              label={texts.who}
              value={personIds}
              options={people.map((one) => ({ value: one.id, label: one.name }))}
              onPick={setPersonIds}
            />
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) => name.mutate({ of: review, body: { at, personIds, reason } }, { onSuccess: onClose })}
    />
  );
}
