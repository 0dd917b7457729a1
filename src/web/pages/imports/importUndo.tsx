import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import type { ImportKeptView, ImportView } from '../../../api/imports';
import type { Column } from '../../components/dataTable';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { useImportUndo, useUndoImport } from '../../data/imports';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { sumOf } from './sumOf';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

/** Taking an import back: what that would do, doing it, and what it has come to. */
export function ImportUndo({ imported }: { readonly imported: ImportView }): ReactNode {
  const {
    imports: { undo: texts, parts },
  } = useWords();
  const [asked, setAsked] = useState(false);
  const { id, state, undo, progress } = imported;
  if (state === 'undoing')
    return (
      <p role="status">
        {progress === null
          ? texts.underWay
          : texts.parts(parts[progress.part], figure(progress.done), figure(progress.total ?? 0))}
      </p>
    );
  if (state === 'undone' && undo !== null)
    return (
      <section>
        <p role="status">
          {texts.done(figure(sumOf(undo.removed ?? {})), figure(sumOf(undo.restored ?? {})), figure(undo.kept))}{' '}
          <span className="soft">{texts.reason(undo.byName, undo.reason)}</span>
        </p>
        {undo.kept === 0 ? null : <KeptList id={id} title={texts.keptNow} empty={texts.keptNowNone} />}
      </section>
    );
  if (state !== 'applied' && state !== 'failed') return null;
  return asked ? (
    <UndoPlan id={id} onClose={() => setAsked(false)} />
  ) : (
    <p>
      <Button onClick={() => setAsked(true)}>{texts.button}</Button>
    </p>
  );
}

/** What would go, come back and stay; carried out with a reason. */
function UndoPlan({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactNode {
  const {
    imports: { undo: texts },
    common,
  } = useWords();
  const read = useImportUndo(id, { cursor: null });
  const undo = useUndoImport();
  const [isOpen, setOpen] = useState(false);
  const plan = read.data;
  const isNothing = plan !== undefined && sumOf(plan.removes) + sumOf(plan.restores) === 0;
  return (
    <section className="panel" aria-label={texts.title}>
      <h2>{texts.title}</h2>
      <p className="soft">{texts.intro}</p>
      {plan === undefined ? null : (
        <p role="status">
          {texts.plan(figure(sumOf(plan.removes)), figure(sumOf(plan.restores)), figure(plan.keptCount))}
        </p>
      )}
      <KeptList id={id} title={texts.kept} empty={texts.keptNone} />
      <p>
        <Button danger disabled={plan === undefined || isNothing} onClick={() => setOpen(true)}>
          {texts.submit}
        </Button>{' '}
        <Button onClick={onClose}>{common.cancel}</Button>
      </p>
      {isOpen ? (
        <Suspense fallback={null}>
          <ReasonDialog
            title={texts.title}
            consequence={texts.intro}
            button={texts.submit}
            danger
            pending={undo.isPending}
            failure={undo.error}
            onClose={() => setOpen(false)}
            onSubmit={(reason) => undo.mutate({ id, reason }, { onSuccess: onClose })}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

interface KeptListProps {
  readonly id: string;
  readonly title: string;
  readonly empty: string;
}

/** Line by line, each with its reason. */
function KeptList({ id, title, empty }: KeptListProps): ReactNode {
  const {
    imports: { undo: texts, kind: kinds },
  } = useWords();
  const address = useListAddress<never>([], 'kept-');
  const read = useImportUndo(id, { cursor: address.cursor });
  const columns = useMemo<readonly Column<ImportKeptView>[]>(
    () => [
      { key: 'name', title: texts.name, place: 'lead', render: ({ name, kind }) => `${kinds[kind]} ${name}` },
      {
        key: 'what',
        title: texts.what,
        render: ({ field, header }) => (field === '' ? texts.added : header || field),
      },
      { key: 'why', title: texts.why, className: 'cell-text', render: ({ reason }) => texts.reasons[reason] },
    ],
    [texts, kinds],
  );
  return (
    <>
      <h2>{title}</h2>
      <PagedList
        read={read}
        what={title}
        label={title}
        columns={columns}
        keyOf={({ kind, ref, field, reason }) => [kind, ref, field, reason].join(' ')}
        address={address}
        empty={empty}
      />
    </>
  );
}
