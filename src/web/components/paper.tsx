import type { ReactNode } from 'react';
import type { AccountHistoryView } from '../../api/filing';
import { OutsideLink } from './links';
import { useWords } from '../words/words';

/** Why something was changed, and the document it goes back to. */
export function Paper({ note, paper }: Pick<AccountHistoryView, 'note' | 'paper'>): ReactNode {
  const {
    filings: { history: texts },
  } = useWords();
  return (
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
  );
}
