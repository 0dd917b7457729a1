import { Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { Reading } from '../../components/reading';
import { PageTitle } from '../../components/pageTitle';
import { SilenceBanner } from '../../components/silenceBanner';
import { useSummary } from '../../data/queries';
import { useFirstWords } from '../../words/words';
import { AlertColumn } from './alertColumn';
import { BreachingSoon } from './breachingSoon';
import { SourceHealth } from './sourceHealth';
import { MandatesDue } from './mandatesDue';
import { VerdictCounts } from './verdictCounts';

type Tab = 'overview' | 'alerts';

/**
 * The operations page, in its reading order: what must be out by when, who will be in breach, the verdicts, how well we
 * see, and the live alerts; these stand to the right where there is room and in a tab of their own where there is not.
 */
export function TodayPage(): ReactNode {
  const { today, common } = useFirstWords();
  const summary = useSummary();
  const [tab, setTab] = useState<Tab>('overview');
  return (
    <div className="today" data-tab={tab}>
      <PageTitle name={today.title} unseen />
      <SilenceBanner />
      <div className="today-tabs">
        <Segmented<Tab>
          block
          value={tab}
          onChange={setTab}
          options={[
            { value: 'overview', label: today.tabs.overview },
            { value: 'alerts', label: today.tabs.alerts },
          ]}
          aria-label={today.title}
        />
      </div>
      <Reading read={summary} what={common.pageNames.summary} rows={8} tall>
        {(data) => (
          <div className="today-columns">
            <div className="today-main">
              <MandatesDue mandates={data.mandates} total={data.openMandates} awaiting={data.policiesAwaiting} />
              <BreachingSoon soon={data.breachingSoon} />
              <VerdictCounts summary={data} />
              <SourceHealth summary={data} />
            </div>
            <AlertColumn summary={data} />
          </div>
        )}
      </Reading>
    </div>
  );
}
