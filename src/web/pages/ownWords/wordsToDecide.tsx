import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useOwnWords } from '../../data/ownWords';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

/** How many words that units use as they are wait for whoever looks to decide them; nothing where none does. */
export function WordsToDecide(): ReactNode {
  const { ownWords: texts } = useWords();
  const { data } = useOwnWords({ state: 'proposed' });
  const count = (data?.items ?? []).filter(({ acts }) => acts.includes('approve')).length;
  if (count === 0) return null;
  const isMore = data?.nextCursor !== null;
  return (
    <p>
      <Link to={paths.ownWords({ state: 'proposed' })}>{texts.toDecide(`${figure(count)}${isMore ? '+' : ''}`)}</Link>
    </p>
  );
}
