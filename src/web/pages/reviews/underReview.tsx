import type { ReactNode } from 'react';
import type { ReviewView } from '../../../api/reviews';
import { Reading } from '../../components/reading';
import { useInteraction } from '../../data/duties';
import { useOwnPost } from '../../data/ownPosts';
import { useCase } from '../../data/queries';
import { useSubmission } from '../../data/submissions';
import { useWords } from '../../words/words';
import { WrittenProposal } from '../cases/writtenProposal';
import { WrittenAnswer } from '../duties/writtenAnswer';
import { MandatePreview } from '../mandates/mandatePreview';
import { WrittenPost } from '../ownPosts/writtenPost';
import { WrittenSubmission } from '../submissions/writtenSubmission';

/** What is to be passed, beside the buttons that pass it: nobody is to sign what they had to look for elsewhere. */
export default function UnderReview({
  review: { kind, subjectId },
}: {
  readonly review: Pick<ReviewView, 'kind' | 'subjectId'>;
}): ReactNode {
  if (kind === 'own-post') return <OwnPost id={subjectId} />;
  if (kind === 'submission') return <Submission id={subjectId} />;
  if (kind === 'answer') return <Answer id={subjectId} />;
  if (kind === 'case-step') return <Proposal id={subjectId} />;
  return kind === 'mandate' ? <MandatePreview mandateId={subjectId} /> : null;
}

function OwnPost({ id }: { readonly id: string }): ReactNode {
  const { reviews: texts } = useWords();
  return (
    <Reading read={useOwnPost(id)} what={texts.content} rows={4}>
      {(post) => <WrittenPost post={post} />}
    </Reading>
  );
}

function Answer({ id }: { readonly id: string }): ReactNode {
  const { reviews: texts } = useWords();
  return (
    <Reading read={useInteraction(id)} what={texts.content} rows={4}>
      {(interaction) => <WrittenAnswer interaction={interaction} />}
    </Reading>
  );
}

function Proposal({ id }: { readonly id: string }): ReactNode {
  const { reviews: texts } = useWords();
  return (
    <Reading read={useCase(id)} what={texts.content} rows={4}>
      {(shutdownCase) => <WrittenProposal shutdownCase={shutdownCase} />}
    </Reading>
  );
}

function Submission({ id }: { readonly id: string }): ReactNode {
  const { reviews: texts } = useWords();
  return (
    <Reading read={useSubmission(id)} what={texts.content} rows={4}>
      {(submission) => <WrittenSubmission submission={submission} />}
    </Reading>
  );
}
