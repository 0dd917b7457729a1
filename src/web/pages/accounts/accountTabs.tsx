import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

/** 账号 | 站点: what is watched one by one, and the websites that portal columns belong to. */
export function AccountTabs(): ReactNode {
  const { accounts, sites } = useWords();
  return (
    <nav className="page-tabs" aria-label={accounts.title}>
      <NavLink to={paths.accounts()} end>
        {accounts.title}
      </NavLink>
      <NavLink to={paths.sites()} end>
        {sites.title}
      </NavLink>
    </nav>
  );
}
