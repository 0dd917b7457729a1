import type { ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { useWords } from '../../words/words';
import { ObligationDetail } from './obligationDetail';
import { PageTitle } from '../../components/pageTitle';

/** An obligation on a page of its own, for links in alerts and messages. */
export default function ObligationPage(): ReactNode {
  const { id = '' } = useParams();
  const { obligation } = useWords();
  return (
    <>
      <PageTitle name={obligation.title} />
      <ObligationDetail id={id} />
    </>
  );
}
