import type { ReactNode } from 'react';
import type { SiteHistoryView } from '../../../api/sites';
import { Paper } from '../../components/paper';
import { HistoryPanel } from '../../components/historyPanel';
import { useListAddress } from '../../components/listAddress';
import { useSiteHistory } from '../../data/queries';
import { useWords, wordOf } from '../../words/words';

/** One field before and after, in words. */
function Changed({ field, from, to }: SiteHistoryView['changes'][number]): ReactNode {
  const {
    filings: { site: filed },
    sites: { history: texts },
  } = useWords();
  const names: Readonly<Record<string, string>> = { ...texts.field, ...filed.field };
  const worded = (value: string | null): string => {
    if (value === null) return texts.nothing;
    return field === 'plan' ? wordOf(filed.plan, value) : value;
  };
  return (
    <div className="breakable">
      {wordOf(names, field)} {worded(from)} → {worded(to)}
    </div>
  );
}

function What({ kind, reason, changes }: SiteHistoryView): ReactNode {
  const {
    sites: { history: texts },
    codes,
  } = useWords();
  return (
    <>
      {texts.reason[reason] ?? wordOf(codes.ledgerKind, kind)}
      <div className="soft">
        {changes.map((change) => (
          <Changed key={change.field} {...change} />
        ))}
      </div>
    </>
  );
}

const what = (line: SiteHistoryView): ReactNode => <What {...line} />;
const why = (line: SiteHistoryView): ReactNode => <Paper {...line} />;

/** Who changed what of the website and of its filing, when and why; newest first. */
export function SiteHistory({ siteId }: { readonly siteId: string }): ReactNode {
  const { sites } = useWords();
  // The list of what it owes has the page of the address.
  const address = useListAddress([], 'history-');
  const read = useSiteHistory(siteId, { cursor: address.cursor });
  return <HistoryPanel {...{ read, address, what, why }} texts={sites.history} kindOf={({ reason }) => reason} />;
}
