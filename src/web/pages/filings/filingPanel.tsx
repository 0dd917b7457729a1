import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { FilingView } from '../../../api/filing';
import { Facts } from '../../components/panel';
import { Reading } from '../../components/reading';
import { useFiling } from '../../data/filings';
import { useAccount, useMe } from '../../data/queries';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { FindingsOfAccount } from '../filingFindings/findingsOf';
import { AccountHistory } from './accountHistory';
import { GROUPS, type Field } from './filingFields';

const FilingDialog = lazy(() => import('./filingDialog'));
const StepDialog = lazy(() => import('./stepDialog'));
/** Shown within the count they belong to. */
const WITHIN: ReadonlySet<Field> = new Set(['fansCountedOn', 'postsCountedOn']);

function Filed({ filing }: { readonly filing: FilingView }): ReactNode {
  const { filings: texts } = useWords();
  const shown = (field: Field): ReactNode => {
    const value = filing[field];
    if (value === null) return <span className="soft">{texts.notStated}</span>;
    if (field === 'isMain') return filing.isMain === true ? texts.yes : texts.no;
    if (field === 'fans') return texts.asOf(figure(Number(value)), filing.fansCountedOn ?? '—');
    if (field === 'posts') return texts.asOf(figure(Number(value)), filing.postsCountedOn ?? '—');
    return value;
  };
  return (
    <>
      <Facts
        items={GROUPS.flatMap(([, fields]) =>
          fields
            .filter((field) => !WITHIN.has(field))
            .map((field) => [field === 'openedOn' ? texts.openedOn : texts.field[field], shown(field)] as const),
        )}
      />
      {filing.masked ? <p className="soft">{texts.masked}</p> : null}
    </>
  );
}

/** 备案: what is filed of the account, and everything that was changed of it. */
export function FilingPanel({ accountId }: { readonly accountId: string }): ReactNode {
  const { filings: texts } = useWords();
  const read = useFiling(accountId);
  const account = useAccount(accountId).data;
  const may = useMe().data?.actions.includes('account.write') ?? false;
  const [changing, setChanging] = useState<'filing' | 'step' | null>(null);
  const open = (what: 'filing' | 'step'): void => {
    setSaid(null);
    setChanging(what);
  };
  const done = (words: string) => (): void => {
    setChanging(null);
    setSaid(words);
  };
  const [said, setSaid] = useState<string | null>(null);
  return (
    <Reading read={read} what={texts.title} rows={8}>
      {(filing) => (
        <>
          {may && account !== undefined ? (
            <div className="head-action">
              <Button onClick={() => open('filing')}>{texts.change.button}</Button>
              {filing.acts.length === 0 ? null : <Button onClick={() => open('step')}>{texts.step.button}</Button>}
              {said === null ? null : (
                <span className="soft" role="status">
                  {said}
                </span>
              )}
            </div>
          ) : null}
          <Filed filing={filing} />
          {changing === 'step' && account !== undefined ? (
            <Suspense fallback={null}>
              <StepDialog
                account={account}
                acts={filing.acts}
                onClose={() => setChanging(null)}
                onDone={done(texts.step.done)}
              />
            </Suspense>
          ) : null}
          {changing === 'filing' && account !== undefined ? (
            <Suspense fallback={null}>
              <FilingDialog
                account={account}
                filing={filing}
                onClose={() => setChanging(null)}
                onDone={done(texts.change.done)}
              />
            </Suspense>
          ) : null}
          <FindingsOfAccount accountId={accountId} />
          <AccountHistory accountId={accountId} />
        </>
      )}
    </Reading>
  );
}
