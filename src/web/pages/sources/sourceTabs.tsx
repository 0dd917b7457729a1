import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useWords } from '../../words/words';

/** 采集 | 凭证 | 发布作业 | 存储: how sources are read, with which credentials, what is published, what is kept. */
export function SourceTabs(): ReactNode {
  const { sources, credentials, storage } = useWords();
  const isOfOffice = useMe().data?.unitId === null;
  return (
    <nav className="page-tabs" aria-label={sources.title}>
      <NavLink to={paths.sources} end>
        {sources.tab}
      </NavLink>
      <NavLink to={paths.credentials()}>{credentials.title}</NavLink>
      <NavLink to={paths.jobs()}>{sources.jobs.title}</NavLink>
      {isOfOffice ? <NavLink to={paths.storage}>{storage.title}</NavLink> : null}
    </nav>
  );
}
