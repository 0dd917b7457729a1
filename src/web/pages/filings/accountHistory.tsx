import { useMemo, type ReactNode } from 'react';
import type { AccountHistoryView } from '../../../api/filing';
import type { Column } from '../../components/dataTable';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { OutsideLink } from '../../components/links';
import { Panel } from '../../components/panel';
import { When } from '../../components/when';
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

/** Who changed what of the account, when and why; newest first. */
export function AccountHistory({ accountId }: { readonly accountId: string }): ReactNode {
  const {
    filings: { history: texts },
    codes,
  } = useWords();
  const address = useListAddress([]);
  const read = useAccountHistory(accountId, { cursor: address.cursor });
  const columns = useMemo<readonly Column<AccountHistoryView>[]>(
    () => [
      { key: 'at', title: texts.at, render: ({ at }) => <When at={at} /> },
      {
        key: 'what',
        title: texts.what,
        place: 'lead',
        className: 'cell-text',
        render: ({ kind, reason, status, changes }) => (
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
        ),
      },
      { key: 'by', title: texts.by, render: ({ by }) => by ?? texts.system },
      {
        key: 'why',
        title: texts.why,
        className: 'cell-text',
        render: ({ note, paper }) => (
          <>
            {note ?? '—'}
            {paper === null ? null : (
              <div className="soft breakable">
                {texts.paper({
                  approver: paper.approver,
                  document: [paper.documentTitle, paper.documentNumber].filter((part) => part !== null).join(' '),
                  on: paper.decidedOn,
                })}
                {paper.noticeUrl === null ? null : (
                  <>
                    {' '}
                    <OutsideLink href={paper.noticeUrl}>{texts.notice}</OutsideLink>
                  </>
                )}
              </div>
            )}
          </>
        ),
      },
    ],
    [texts, codes],
  );
  return (
    <Panel title={texts.title}>
      <PagedList
        read={read}
        what={texts.title}
        label={texts.title}
        columns={columns}
        keyOf={({ at, reason, changes }) => `${at}-${reason}-${changes.map(({ field }) => field).join()}`}
        empty={texts.none}
        address={address}
      />
    </Panel>
  );
}
