import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import type { ImportView } from '../../../api/imports';
import { Failure } from '../../components/failure';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { useApplyImport, useImport } from '../../data/imports';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { ImportMessages } from './importMessages';
import { ImportRows } from './importRows';
import { ImportUndo } from './importUndo';
import { sumOf } from './sumOf';

/** One file: what is wrong with it, what it would do, and doing that. */
export default function ImportPage(): ReactNode {
  const { id = '' } = useParams();
  const { imports: texts } = useWords();
  const read = useImport(id);
  return (
    <Reading read={read} what={texts.title} rows={8}>
      {(imported) => (
        <>
          <PageTitle name={imported.fileName} />
          <p>
            {texts.state[imported.state]} <span className="soft">{texts.hash(imported.sha256)}</span>
          </p>
          <NextStep imported={imported} />
          <ImportUndo imported={imported} />
          {imported.faults + imported.notices > imported.listed ? (
            <p role="note">{texts.capped(figure(imported.listed), figure(imported.faults + imported.notices))}</p>
          ) : null}
          {imported.faults + imported.notices === 0 ? null : <ImportMessages id={id} />}
          <ImportRows id={id} />
        </>
      )}
    </Reading>
  );
}

/** What can be done with it now, or why not. */
function NextStep({ imported }: { readonly imported: ImportView }): ReactNode {
  const { imports: texts, common } = useWords();
  const apply = useApplyImport();
  const { id, state, faults, counts, updates, progress, failure } = imported;
  const differing = sumOf(counts.differs);
  const due = sumOf(counts.new) + (updates ? differing : 0);
  const isOpen = state === 'draft' || state === 'failed';
  return (
    <section aria-live="polite">
      <p>{texts.counts(figure(sumOf(counts.new)), figure(differing), figure(faults))}</p>
      {isOpen && faults > 0 ? <p role="alert">{texts.blocked(figure(faults))}</p> : null}
      {differing > 0 && !updates ? <p className="soft">{texts.left(figure(differing))}</p> : null}
      {isOpen && faults === 0 && due === 0 ? <p>{texts.nothing}</p> : null}
      {state === 'applying' && progress !== null ? (
        <p role="status">
          {texts.progress(
            texts.parts[progress.part],
            figure(progress.done),
            progress.total === null ? '…' : figure(progress.total),
          )}
        </p>
      ) : null}
      {state === 'applied' ? <p role="status">{texts.applied}</p> : null}
      {failure === null ? null : <p role="alert">{state === 'failed' ? texts.failed(failure) : failure}</p>}
      {apply.error === null ? null : (
        <Failure failure={apply.error} title={common.failure.actionTitle(texts.apply)} of="change" />
      )}
      {isOpen && faults === 0 && due > 0 ? (
        <Button type="primary" loading={apply.isPending} onClick={() => apply.mutate(id)}>
          {state === 'failed' ? texts.again : texts.apply}
        </Button>
      ) : null}
    </section>
  );
}
