import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

type Tab = 'duties' | 'asked' | 'interactions' | 'figures';

/** 时限事项 · 请本单位办的 · 留言 · 办理统计. */
export function DutyTabs({ shown }: { readonly shown: Tab }): ReactNode {
  const { duties: texts } = useWords();
  const tabs: readonly (readonly [Tab, string])[] = [
    ['duties', paths.duties({ owed: true })],
    ['interactions', paths.interactions({ owed: true })],
    ['asked', paths.askedDuties],
    ['figures', paths.dutyFigures()],
  ];
  return (
    <nav className="page-tabs" aria-label={texts.title}>
      {tabs.map(([tab, to]) => (
        <Link key={tab} to={to} {...(tab === shown ? { className: 'active', 'aria-current': 'page' as const } : {})}>
          {texts.tabs[tab]}
        </Link>
      ))}
    </nav>
  );
}
