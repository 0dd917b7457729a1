import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

/**
 * 必转任务 | 政策库: what must be reposted, and everything that was taken in with the reason why it is a mandate or is none.
 */
export function MandateTabs(): ReactNode {
  const { mandates, publishing } = useWords();
  return (
    <nav className="page-tabs" aria-label={mandates.title}>
      <NavLink to={paths.mandates} end>
        {mandates.tabs.mandates}
      </NavLink>
      <NavLink to={paths.manualTasks()}>{publishing.manual.title}</NavLink>
      <NavLink to={paths.policies()}>{mandates.tabs.policies}</NavLink>
      <NavLink to={paths.rules}>{publishing.rules.tab}</NavLink>
    </nav>
  );
}
