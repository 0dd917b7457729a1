import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

/** 待我办 · 全部审核 · 审核流程. `shown`: which of them this is; they share an address, so the router cannot tell. */
export function ReviewTabs({ shown }: { readonly shown: 'mine' | 'all' | 'settings' }): ReactNode {
  const { reviews: texts, frame } = useWords();
  const tabs = [
    ['mine', paths.reviews()],
    ['all', paths.reviews({ all: true })],
    ['settings', paths.reviewFlows()],
  ] as const;
  return (
    <nav className="page-tabs" aria-label={frame.reviews.mine}>
      {tabs.map(([tab, to]) => (
        <Link key={tab} to={to} {...(tab === shown ? { className: 'active', 'aria-current': 'page' as const } : {})}>
          {tab === 'mine' ? frame.reviews.mine : texts[tab]}
        </Link>
      ))}
    </nav>
  );
}
