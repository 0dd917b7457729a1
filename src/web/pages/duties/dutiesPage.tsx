import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { useDuties, useDutyRules } from '../../data/duties';
import { useMe } from '../../data/queries';
import { useAppearance } from '../../theme/appearance';
import { useWords } from '../../words/words';
import { useDutyColumns } from './dutyColumns';
import { DutyTabs } from './dutyTabs';

const DutyForm = lazy(() => import('./dutyForm'));

/** What units owe within a limit, by the nearest deadline. */
export default function DutiesPage(): ReactNode {
  const { duties: texts, codes } = useWords();
  const { language } = useAppearance();
  const me = useMe().data;
  const address = useListAddress(['state', 'subject', 'ruleKey', 'month', 'unitId', 'owed', 'late', 'transferred']);
  const { month, ...filters } = address.filters;
  const read = useDuties({ month, ...filters, cursor: address.cursor });
  const rules = useDutyRules().data?.items ?? [];
  const [adding, setAdding] = useState(false);
  const columns = useDutyColumns();
  const ruleNames = Object.fromEntries(rules.map((rule) => [rule.key, language === 'zh' ? rule.title : rule.titleEn]));
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {me?.actions.includes('duty.write') === true ? (
          <Button className="head-action" onClick={() => setAdding(true)}>
            {texts.add}
          </Button>
        ) : null}
      </div>
      <DutyTabs shown="duties" />
      <p className="soft page-intro">{texts.intro}</p>
      <FilterBar
        address={address}
        filters={[
          { name: 'owed', label: texts.filters.owed, choices: choicesOf(texts.owedChoices) },
          { name: 'state', label: texts.filters.state, choices: choicesOf(codes.dutyState) },
          { name: 'subject', label: texts.filters.subject, choices: choicesOf(codes.dutySubject) },
          { name: 'ruleKey', label: texts.filters.rule, choices: choicesOf(ruleNames) },
          { name: 'late', label: texts.filters.late, choices: choicesOf(texts.lateChoices) },
          { name: 'transferred', label: texts.filters.transferred, choices: choicesOf(texts.transferredChoices) },
          { name: 'month', label: texts.filters.month, shown: month },
          { name: 'unitId', label: texts.filters.unit },
        ]}
      />
      <PagedList
        read={read}
        what={texts.tabs.duties}
        label={texts.tabs.duties}
        columns={columns}
        keyOf={({ id }) => id}
        empty={texts.none}
        emptyFiltered={texts.noneFiltered}
        address={address}
      />
      <Suspense fallback={null}>{adding ? <DutyForm onClose={() => setAdding(false)} /> : null}</Suspense>
    </>
  );
}
