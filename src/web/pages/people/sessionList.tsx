import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import type { SessionView } from '../../../api/people';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Reading } from '../../components/reading';
import { Ago, When } from '../../components/when';
import { useEndSession, useSessions } from '../../data/people';
import { useWords } from '../../words/words';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

/** Where somebody is signed in, each with its end; null: oneself, whose sessions end without a reason. */
export function SessionList({ personId }: { readonly personId: string | null }): ReactNode {
  const {
    sessions: { list: texts },
  } = useWords();
  const read = useSessions(personId);
  const ending = useEndSession();
  const [chosen, setChosen] = useState<SessionView | null>(null);
  const columns = useMemo<readonly Column<SessionView>[]>(() => {
    const where = ({ from }: SessionView): string =>
      from === null ? texts.unknown : texts.on(texts.browser[from.browser], texts.system[from.system]);
    return [
      {
        key: 'where',
        title: texts.where,
        place: 'lead',
        render: (session) => (
          <>
            {where(session)} {session.isThis ? <strong>{texts.here}</strong> : null}
            <div className="soft num">{session.from?.address}</div>
          </>
        ),
      },
      { key: 'seen', title: texts.seen, render: ({ lastSeenAt }) => <Ago at={lastSeenAt} /> },
      { key: 'since', title: texts.since, render: ({ createdAt }) => <When at={createdAt} /> },
      {
        key: 'by',
        title: texts.by,
        render: ({ by }) => (by === null ? texts.unknown : texts.byWhat[by]),
      },
      {
        key: 'act',
        title: '',
        align: 'right',
        render: (session) =>
          session.isThis ? null : (
            <Button size="small" aria-label={texts.endTitle(where(session))} onClick={() => setChosen(session)}>
              {texts.end}
            </Button>
          ),
      },
    ];
  }, [texts]);
  return (
    <>
      <p className="soft">{personId === null ? texts.intro : texts.ofIntro}</p>
      <p role="status">{ending.isSuccess ? texts.ended : ''}</p>
      <Reading read={read} what={texts.title} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable label={texts.title} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
      {chosen === null ? null : (
        <Suspense fallback={null}>
          <ReasonDialog
            title={texts.endTitle(chosen.from?.address ?? texts.unknown)}
            consequence=""
            button={texts.end}
            danger
            reasonRequired={personId !== null}
            pending={ending.isPending}
            failure={ending.error}
            onClose={() => setChosen(null)}
            onSubmit={(reason) =>
              ending.mutate({ id: personId, sessionId: chosen.id, reason }, { onSuccess: () => setChosen(null) })
            }
          />
        </Suspense>
      )}
    </>
  );
}
