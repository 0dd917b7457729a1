import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useWords } from '../../words/words';

/**
 * 账号 | 站点 | 网站检查 | 备案问题 | 覆盖 | 入驻 | 名录比对: what is watched one by one, the websites and how they stand, what is wrong with what is filed, who lacks
 * what, who is to join what, what official lists have otherwise.
 */
export function AccountTabs(): ReactNode {
  const { accounts, filingFindings, officialLists, onboarding, siteChecks, sites } = useWords();
  const mayCompare = useMe().data?.actions.includes('account.write') ?? false;
  return (
    <nav className="page-tabs" aria-label={accounts.title}>
      <NavLink to={paths.accounts()} end>
        {accounts.title}
      </NavLink>
      <NavLink to={paths.sites()} end>
        {sites.title}
      </NavLink>
      <NavLink to={paths.siteChecks()}>{siteChecks.title}</NavLink>
      <NavLink to={paths.filingFindings()} end>
        {filingFindings.title}
      </NavLink>
      <NavLink to={paths.coverage()} end>
        {filingFindings.coverage.title}
      </NavLink>
      <NavLink to={paths.onboarding}>{onboarding.title}</NavLink>
      {mayCompare ? <NavLink to={paths.officialLists}>{officialLists.title}</NavLink> : null}
    </nav>
  );
}
