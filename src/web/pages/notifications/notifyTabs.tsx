import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { PageTitle } from '../../components/pageTitle';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

/** 已发消息 | 渠道 | 路由 | 值班 | 升级 | 订阅 | 静默, under the one title. */
export function NotifyHead({ intro }: { readonly intro: string }): ReactNode {
  const {
    notify: { title, tabs },
    ladders,
  } = useWords();
  return (
    <>
      <PageTitle name={title} />
      <nav className="page-tabs" aria-label={title}>
        <NavLink to={paths.notify} end>
          {tabs.messages}
        </NavLink>
        <NavLink to={paths.notifyChannels}>{tabs.channels}</NavLink>
        <NavLink to={paths.notifyRoutes}>{tabs.routes}</NavLink>
        <NavLink to={paths.notifyRosters}>{tabs.rosters}</NavLink>
        <NavLink to={paths.notifyLadders}>{ladders.tab}</NavLink>
        <NavLink to={paths.notifyDigests}>{tabs.digests}</NavLink>
        <NavLink to={paths.notifySubscriptions}>{tabs.subscriptions}</NavLink>
        <NavLink to={paths.notifySilences()}>{tabs.silences}</NavLink>
      </nav>
      <p className="soft page-intro">{intro}</p>
    </>
  );
}
