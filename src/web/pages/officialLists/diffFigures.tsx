import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { OfficialListView } from '../../../api/officialLists';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

const ORDER = ['missing', 'extra', 'renamed', 'other-sponsor', 'duplicate', 'unclear'] as const;

/** How many lines of each kind a comparison has, each number a link to exactly those. */
export function DiffFigures({ list }: { readonly list: OfficialListView }): ReactNode {
  const { officialLists: texts } = useWords();
  const shown = ORDER.filter((kind) => list.counts[kind] > 0);
  if (shown.length === 0) return <span className="soft">{texts.same}</span>;
  return shown.map((kind) => (
    <span key={kind}>
      <Link to={paths.officialList(list.id, { kind })}>
        {texts.countOf(figure(list.counts[kind]), texts.kind[kind])}
      </Link>{' '}
    </span>
  ));
}
