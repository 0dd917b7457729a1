import { useMemo, type ReactNode } from 'react';
import type { LedgerView } from '../../../api/alerts';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { When } from '../../components/when';
import { figure } from '../../time/figure';
import { actorWords } from '../../words/actorWords';
import { useWords, wordOf } from '../../words/words';

const HASH_SHOWN = 12;

/** The ledger's lines on this obligation: what happened, by whom, when it occurred and when it was recorded. */
export function HistoryPart({ entries }: { readonly entries: readonly LedgerView[] }): ReactNode {
  const words = useWords();
  const {
    obligation: { history: texts },
    codes,
  } = words;
  const columns = useMemo<readonly Column<LedgerView>[]>(() => {
    const states: Readonly<Record<string, string>> = { ...codes.jobState, ...codes.obligationState };
    const reasons: Readonly<Record<string, string>> = {
      ...codes.remedy,
      ...codes.basis,
      ...codes.manualReason,
      ...codes.obligationEvent,
      ...codes.obligationNotice,
    };
    return [
      { key: 'what', title: texts.what, place: 'lead', render: (entry) => wordOf(codes.ledgerKind, entry.kind) },
      {
        key: 'change',
        title: texts.change,
        render: (entry) => (
          <>
            {entry.from === null || entry.from === entry.to ? null : <>{wordOf(states, entry.from)} → </>}
            {entry.to === null ? null : wordOf(states, entry.to)}
          </>
        ),
      },
      { key: 'reason', title: texts.reason, render: (entry) => wordOf(reasons, entry.reason) },
      {
        key: 'actor',
        title: texts.actor,
        render: (entry) => <span title={entry.actor}>{actorWords(entry.actor, words)}</span>,
      },
      { key: 'time', title: texts.time, align: 'right', render: (entry) => <When at={entry.occurredAt} /> },
      { key: 'seq', title: texts.seq, align: 'right', className: 'num', render: (entry) => figure(entry.seq) },
      {
        key: 'recorded',
        title: texts.recorded,
        align: 'right',
        className: 'cell-spare',
        render: (entry) => <When at={entry.recordedAt} />,
      },
      {
        key: 'hash',
        title: texts.hash,
        className: 'cell-spare',
        render: (entry) => <code title={entry.hash}>{entry.hash.slice(0, HASH_SHOWN)}</code>,
      },
    ];
  }, [texts, codes, words]);
  return (
    <Panel title={texts.title}>
      {entries.length === 0 ? (
        <EmptyNote why={texts.none} />
      ) : (
        <DataTable label={texts.title} columns={columns} items={entries} keyOf={(entry) => String(entry.seq)} />
      )}
    </Panel>
  );
}
