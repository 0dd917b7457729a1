import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useWords } from '../../words/words';

/** 报送信息 · 我的报送 · 报送情况 · 报送指标 · 信息员年度名单; the last one is the office's. */
export function SubmissionTabs({
  shown,
}: {
  readonly shown: 'all' | 'mine' | 'standing' | 'quotas' | 'awards';
}): ReactNode {
  const { submissions: texts } = useWords();
  const me = useMe().data;
  const isOffice = me?.unitId === null && me.actions.includes('submission.decide');
  const tabs = [
    ['all', paths.submissions()],
    ['mine', paths.submissions({ mine: true })],
    ['standing', paths.submissionStanding()],
    ['quotas', paths.submissionQuotas],
    ...(isOffice ? ([['awards', paths.submissionAwards()]] as const) : []),
  ] as const;
  return (
    <nav className="page-tabs" aria-label={texts.title}>
      {tabs.map(([tab, to]) => (
        <Link key={tab} to={to} {...(tab === shown ? { className: 'active', 'aria-current': 'page' as const } : {})}>
          {tab === 'quotas' ? texts.quotas.title : texts[tab]}
        </Link>
      ))}
    </nav>
  );
}
