import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

type Tab = 'duties' | 'asked' | 'interactions' | 'surveys' | 'emergencies' | 'meetings' | 'figures';

/** 时限事项 · 留言 · 请本单位办的 · 征集访谈 · 突发舆情 · 会议记录 · 办理统计. */
export function DutyTabs({ shown }: { readonly shown: Tab }): ReactNode {
  const { duties: texts, unitFiles } = useWords();
  const { surveys, emergencies, meetings } = unitFiles;
  const tabs: readonly (readonly [Tab, string, string])[] = [
    ['duties', paths.duties({ owed: true }), texts.tabs.duties],
    ['interactions', paths.interactions({ owed: true }), texts.tabs.interactions],
    ['asked', paths.askedDuties, texts.tabs.asked],
    ['surveys', paths.surveyPlans(), surveys.tab],
    ['emergencies', paths.emergencies(), emergencies.tab],
    ['meetings', paths.meetings(), meetings.tab],
    ['figures', paths.dutyFigures(), texts.tabs.figures],
  ];
  return (
    <nav className="page-tabs" aria-label={texts.title}>
      {tabs.map(([tab, to, name]) => (
        <Link key={tab} to={to} {...(tab === shown ? { className: 'active', 'aria-current': 'page' as const } : {})}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
