import type { ReactNode } from 'react';
import type { AccountHistoryView } from '../../../api/filing';
import { HistoryPanel } from '../../components/historyPanel';
import { useListAddress } from '../../components/listAddress';
import { Paper } from '../../components/paper';
import { useAccountHistory } from '../../data/filings';
import { useWords, wordOf } from '../../words/words';

/** One field before and after, in words. */
function Changed({ field, from, to }: AccountHistoryView['changes'][number]): ReactNode {
  const { filings: texts, codes } = useWords();
  const worded = (value: string | null): string => {
    if (value === null) return texts.history.nothing;
    if (field === 'isMain') return value === 'true' ? texts.yes : texts.no;
    return field === 'columnClass' ? wordOf(codes.columnClass, value) : value;
  };
  const names: Readonly<Record<string, string>> = { ...texts.field, ...texts.history.field };
  return (
    <div className="breakable">
      {wordOf(names, field)} {worded(from)} → {worded(to)}
    </div>
  );
}

function What({ kind, reason, status, changes }: AccountHistoryView): ReactNode {
  const {
    filings: { history: texts },
    codes,
  } = useWords();
  return (
    <>
      {texts.reason[reason] ?? wordOf(codes.ledgerKind, kind)}
      <div className="soft">
        {status === null ? null : (
          <div>
            {texts.status} {status.from === null ? texts.nothing : wordOf(codes.accountStatus, status.from)} →{' '}
            {wordOf(codes.accountStatus, status.to)}
          </div>
        )}
        {changes.map((change) => (
          <Changed key={change.field} {...change} />
        ))}
        {reason === 'settings-changed' && changes.length === 0 ? texts.settings : null}
      </div>
    </>
  );
}

const what = (line: AccountHistoryView): ReactNode => <What {...line} />;
const why = (line: AccountHistoryView): ReactNode => <Paper {...line} />;

/** Who changed what of the account, when and why; newest first. */
export function AccountHistory({ accountId }: { readonly accountId: string }): ReactNode {
  const { filings } = useWords();
  const address = useListAddress([]);
  const read = useAccountHistory(accountId, { cursor: address.cursor });
  return <HistoryPanel {...{ read, address, what, why }} texts={filings.history} kindOf={({ reason }) => reason} />;
}
