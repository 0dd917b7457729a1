import type { ReactNode } from 'react';
import type { SubmissionDetailView } from '../../../api/submissions';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { filePath } from '../../data/ownPosts';
import { useWords } from '../../words/words';
import { OverridesPanel } from '../content/overridesPanel';

/** What was sent in: its text, its pictures and documents. */
export function WrittenSubmission({ submission }: { readonly submission: SubmissionDetailView }): ReactNode {
  const { submissions: texts } = useWords();
  return (
    <>
      <OverridesPanel overrides={submission.overrides} />
      <Panel title={texts.detail.text}>
        {submission.isTextGone ? (
          <EmptyNote why={texts.detail.gone} />
        ) : (
          <p className="message-text">{submission.body}</p>
        )}
        <Attachments submission={submission} />
      </Panel>
    </>
  );
}

/** Whoever may see the unit may save them. */
function Attachments({ submission: { attachments } }: { readonly submission: SubmissionDetailView }): ReactNode {
  const { submissions: texts } = useWords();
  if (attachments.length === 0) return null;
  return (
    <>
      <h3>{texts.detail.attachments}</h3>
      <ul>
        {attachments.map(({ fileId, name }) => (
          <li key={fileId}>
            <a href={filePath(fileId)} download={name}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
