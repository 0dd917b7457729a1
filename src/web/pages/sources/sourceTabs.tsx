import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

/** 采集 | 凭证 | 发布作业: how sources are read, with which credentials, and what is being published. */
export function SourceTabs(): ReactNode {
  const { sources, credentials } = useWords();
  return (
    <nav className="page-tabs" aria-label={sources.title}>
      <NavLink to={paths.sources} end>
        {sources.tab}
      </NavLink>
      <NavLink to={paths.credentials()}>{credentials.title}</NavLink>
      <NavLink to={paths.jobs()}>{sources.jobs.title}</NavLink>
    </nav>
  );
}
