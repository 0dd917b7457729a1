import type { ReactNode } from 'react';
import type { ContentNoteView } from '../../../api/content';
import { useWords } from '../../words/words';

/** The words in their context, marked, and what should stand there. */
export function MarkedWords({ content }: { readonly content: ContentNoteView }): ReactNode {
  const { ownPosts: texts, common } = useWords();
  const { before, words, after, suggestion } = content;
  return (
    <>
      {common.colon}
      {before}
      <mark>{words}</mark>
      {after} {suggestion === null ? null : <strong>{texts.suggested(suggestion)}</strong>}
    </>
  );
}
