import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { EmptyNote } from '../components/emptyNote';
import { PageTitle } from '../components/pageTitle';
import { paths } from '../data/paths';
import { useFirstWords } from '../words/words';

export function NotFoundPage(): ReactNode {
  const { common, frame } = useFirstWords();
  return (
    <>
      <PageTitle name={common.failure.notFoundTitle} />
      <EmptyNote why={common.failure.notFoundRemedy} action={<Link to={paths.today}>{frame.nav.today}</Link>} />
    </>
  );
}
