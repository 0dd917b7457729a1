import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { UnitDetailView } from '../../../api/people';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

type Kind = keyof UnitDetailView['holdings'];
const KINDS: readonly Kind[] = ['units', 'sites', 'accounts', 'people', 'tasks', 'submissions', 'ownPosts', 'duties'];

export function holdsSomething({ holdings }: UnitDetailView): boolean {
  return KINDS.some((kind) => holdings[kind] > 0);
}

/** What keeps a unit from being closed: how many of each, where they are, and what to do. */
export function UnitHoldings({ unit }: { readonly unit: UnitDetailView }): ReactNode {
  const {
    units: { close: texts },
  } = useWords();
  const where: Readonly<Record<Kind, string>> = {
    units: paths.units,
    sites: paths.sites({ unit: unit.id }),
    accounts: paths.accounts({ unit: unit.id }),
    people: paths.people,
    tasks: paths.manualTasks({ unit: unit.id }),
    submissions: paths.submissions({ unit: unit.id }),
    ownPosts: paths.ownPosts({ unit: unit.id }),
    duties: paths.duties({ unit: unit.id }),
  };
  if (!holdsSomething(unit)) return <p className="soft">{texts.holdingsNone}</p>;
  return (
    <ul className="plain-list">
      {KINDS.filter((kind) => unit.holdings[kind] > 0).map((kind) => (
        <li key={kind}>
          <Link to={where[kind]}>
            {texts.kind[kind]} {figure(unit.holdings[kind])}
          </Link>{' '}
          <span className="soft">{texts.next[kind]}</span>
        </li>
      ))}
    </ul>
  );
}
