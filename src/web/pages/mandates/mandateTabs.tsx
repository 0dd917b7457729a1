import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useSummary } from '../../data/queries';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

/**
 * 必转任务 | 政策库: what must be reposted, and everything that was taken in with the reason why it is a mandate or is none.
 */
export function MandateTabs(): ReactNode {
  const { mandates, publishing, policies } = useWords();
  const waiting = useSummary().data?.policiesAwaiting;
  const awaiting = waiting?.total ?? 0;
  const asking = waiting?.rules ?? 0;
  return (
    <nav className="page-tabs" aria-label={mandates.title}>
      <NavLink to={paths.mandates()} end>
        {mandates.tabs.mandates}
      </NavLink>
      <NavLink to={paths.manualTasks()}>{publishing.manual.title}</NavLink>
      <NavLink to={paths.policies()}>{mandates.tabs.policies}</NavLink>
      {awaiting === 0 ? null : (
        <Link className="num" to={paths.policiesAwaiting}>
          {policies.awaitedShort} {figure(awaiting)}
        </Link>
      )}
      <NavLink to={paths.rules}>
        {publishing.rules.tab}
        {asking === 0 ? null : <span className="num"> {figure(asking)}</span>}
      </NavLink>
    </nav>
  );
}
