import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

/**
 * 账号 | 站点 | 备案问题 | 覆盖 | 入驻: what is watched one by one, the websites, what is wrong with what is filed, who lacks
 * what, who is to join what.
 */
export function AccountTabs(): ReactNode {
  const { accounts, filingFindings, onboarding, sites } = useWords();
  return (
    <nav className="page-tabs" aria-label={accounts.title}>
      <NavLink to={paths.accounts()} end>
        {accounts.title}
      </NavLink>
      <NavLink to={paths.sites()} end>
        {sites.title}
      </NavLink>
      <NavLink to={paths.filingFindings()} end>
        {filingFindings.title}
      </NavLink>
      <NavLink to={paths.coverage()} end>
        {filingFindings.coverage.title}
      </NavLink>
      <NavLink to={paths.onboarding}>{onboarding.title}</NavLink>
    </nav>
  );
}
