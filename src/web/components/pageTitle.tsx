import type { ReactNode } from 'react';
import { useFirstWords } from '../words/words';

interface PageTitleProps {
  /** The page's name, for the window's title and, without `children`, for its heading. */
  readonly name: string;
  readonly children?: ReactNode;
  /** The heading is for screen readers only: the page begins with its first section. */
  readonly unseen?: boolean;
}

/** The one heading of a page, and the title of its window. */
export function PageTitle({ name, children, unseen = false }: PageTitleProps): ReactNode {
  const { frame } = useFirstWords();
  return (
    <>
      <title>{`${name} · ${frame.product}`}</title>
      <h1 className={unseen ? 'visually-hidden' : undefined}>{children ?? name}</h1>
    </>
  );
}
