import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router-dom';
import { takesLinks } from '../../../domain/accounts/platforms';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { SilenceBanner } from '../../components/silenceBanner';
import { useAccount, useMe } from '../../data/queries';
import { useWords } from '../../words/words';
import { FilingPanel } from '../filings/filingPanel';
import { AddArticle } from './addArticle';
import { AccountHead } from './accountHead';
import { CasePanel } from './casePanel';
import { DailyPosts } from './dailyPosts';
import { FindingsList } from './findingsList';
import { LooksList } from './looksList';
import { PostsList } from './postsList';
import { VerdictProof } from './verdictProof';

const TABS = ['posts', 'looks', 'findings', 'filing'] as const;
type Tab = (typeof TABS)[number];
const LISTS: Readonly<Record<Tab, (props: { readonly accountId: string }) => ReactNode>> = {
  posts: PostsList,
  looks: LooksList,
  findings: FindingsList,
  filing: FilingPanel,
};

/** One account: what is held of it and why, what it published, how we looked, what was found, and its open case. */
export default function AccountPage(): ReactNode {
  const { id = '' } = useParams();
  const { accounts: texts, common } = useWords();
  const read = useAccount(id);
  const [search, setSearch] = useSearchParams();
  // On the platform there is nothing of it yet: what is to be done next stands there.
  const isAwaited = read.data?.status === 'applied' || read.data?.status === 'approved';
  const first: Tab = isAwaited ? 'filing' : 'posts';
  const tab = TABS.find((name) => name === search.get('tab')) ?? first;
  const may = useMe().data?.actions.includes('account.collect') ?? false;
  const List = LISTS[tab];
  return (
    <Reading read={read} what={common.pageNames.account} rows={10}>
      {(account) => (
        <>
          <AccountHead account={account} />
          <SilenceBanner of={{ accountId: account.id }} />
          <div className="two-columns">
            <VerdictProof account={account} />
            <CasePanel shutdownCase={account.openCase} />
          </div>
          {takesLinks(account.platform) && may ? <AddArticle account={account} /> : null}
          <DailyPosts daily={account.daily} />
          <Panel
            title={
              <Segmented<Tab>
                value={tab}
                options={TABS.map((name) => ({ value: name, label: texts.tabs[name] }))}
                onChange={(name) =>
                  setSearch(name === first ? {} : { tab: name }, { replace: true, preventScrollReset: true })
                }
              />
            }
          >
            <List key={tab} accountId={id} />
          </Panel>
        </>
      )}
    </Reading>
  );
}
