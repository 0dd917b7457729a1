import { useState, type ReactNode } from 'react';
import type { ReviewView } from '../../../api/reviews';
import { useAssignReview, useReviewers } from '../../data/reviews';
import { useWords } from '../../words/words';
import { FormDialog } from '../notifications/formDialog';
import { ANY, PickOne } from '../notifications/picks';

/** Who is to take the next stage; anybody of the flow where nobody is named. */
export default function AssignDialog({
  review,
  onClose,
}: {
  readonly review: ReviewView;
  readonly onClose: () => void;
}): ReactNode {
  const { assign: texts } = useWords().reviews;
  const people = useReviewers().data?.items ?? [];
  const assign = useAssignReview();
  const [personId, setPersonId] = useState(review.assigneeId ?? ANY);
  return (
    <FormDialog
      title={texts.title(review.title)}
      button={texts.save}
      ready
      pending={assign.isPending}
      failure={assign.error}
      onClose={onClose}
      onSubmit={() =>
        assign.mutate({ of: review, personId: personId === ANY ? null : personId }, { onSuccess: onClose })
      }
    >
      <PickOne
        label={texts.who}
        value={personId}
        options={[{ value: ANY, label: texts.anybody }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        onPick={setPersonId}
      />
    </FormDialog>
  );
}
