import type { ReactNode } from 'react';
import type { StopOverrideView } from '../../../api/content';
import type { ReviewView } from '../../../api/reviews';
import { useInteraction } from '../../data/duties';
import { useOwnPost } from '../../data/ownPosts';
import { useSubmission } from '../../data/submissions';
import { civilMoment } from '../../time/civil';
import { useWords } from '../../words/words';

/** Lines of the sheet: what a check stops and was handed in anyway, by whom, when and why. */
export function SheetOverrides({
  review: { kind, subjectId },
}: {
  readonly review: Pick<ReviewView, 'kind' | 'subjectId'>;
}): ReactNode {
  if (kind === 'own-post') return <OfOwnPost id={subjectId} />;
  if (kind === 'submission') return <OfSubmission id={subjectId} />;
  return kind === 'answer' ? <OfAnswer id={subjectId} /> : null;
}

// What is read stands on the page already: nothing is asked for twice.
function OfOwnPost({ id }: { readonly id: string }): ReactNode {
  return <Lines overrides={useOwnPost(id).data?.overrides} />;
}

function OfSubmission({ id }: { readonly id: string }): ReactNode {
  return <Lines overrides={useSubmission(id).data?.overrides} />;
}

function OfAnswer({ id }: { readonly id: string }): ReactNode {
  return <Lines overrides={useInteraction(id).data?.overrides} />;
}

function Lines({ overrides = [] }: { readonly overrides: readonly StopOverrideView[] | undefined }): ReactNode {
  const { ownWords } = useWords();
  return overrides.map(({ field, ruleId, words, reason, byName, at }) => (
    <tr key={[field, ruleId, words].join(' ')}>
      <th scope="row">{ownWords.override.line(words)}</th>
      <td>{byName}</td>
      <td className="num">{minuteOf(at)}</td>
      <td>{reason}</td>
    </tr>
  ));
}

/** On paper the year stands too. */
export function minuteOf(at: string): string {
  const moment = civilMoment(at);
  return moment === null ? '' : `${moment.date} ${moment.hour}:${moment.minute}`;
}
