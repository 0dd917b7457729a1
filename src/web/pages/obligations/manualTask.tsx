import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ObligationDetailView } from '../../../api/obligations';
import { CopyButton } from '../../components/copyButton';
import { Failure } from '../../components/failure';
import { InterpretationLines } from '../../components/interpretationOffers';
import { OutsideLink } from '../../components/links';
import { Panel } from '../../components/panel';
import { When } from '../../components/when';
import { useConfirmManual, useTakeManual } from '../../data/changes';
import { useMe } from '../../data/queries';
import { useWords } from '../../words/words';
import { plainText } from './plainText';

function CopyField({
  label,
  text,
  children,
}: {
  readonly label: string;
  readonly text: string;
  readonly children: ReactNode;
}): ReactNode {
  const { common } = useWords();
  if (text === '') return null;
  return (
    <div className="copy-field">
      <div className="copy-head">
        <span className="soft">{label}</span>
        <CopyButton text={text} name={`${common.copy} ${label}`} />
      </div>
      <div>{children}</div>
    </div>
  );
}

/** A person says that the post is out: the account is looked at now. Done is still only what is seen. */
function ConfirmButton({ obligationId }: { readonly obligationId: string }): ReactNode {
  const {
    obligation: { manual },
    common,
  } = useWords();
  const confirm = useConfirmManual();
  const may = useMe().data?.actions.includes('obligation.confirm-manual') ?? false;
  if (!may) return null;
  return (
    <div className="copy-field">
      <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate(obligationId)}>
        {manual.confirm}
      </Button>
      {confirm.isSuccess ? (
        <span className="soft" role="status">
          {' '}
          {manual.confirmed}
        </span>
      ) : null}
      {confirm.error === null ? null : (
        <Failure failure={confirm.error} title={common.failure.actionTitle(manual.confirm)} of="change" />
      )}
    </div>
  );
}

/** Taken, the machine keeps off; given back, it publishes as soon as what hinders it is over. */
function TakeButton({ obligation }: { readonly obligation: ObligationDetailView }): ReactNode {
  const {
    obligation: { manual },
    common,
  } = useWords();
  const take = useTakeManual();
  const may = useMe().data?.actions.includes('obligation.confirm-manual') ?? false;
  const { taken } = obligation;
  return (
    <p>
      {taken === null ? (
        <span className="soft">{manual.notTaken}</span>
      ) : (
        <>
          {manual.takenBy(taken.name)} · <When at={taken.at} />
        </>
      )}{' '}
      {may ? (
        <Button
          loading={take.isPending}
          onClick={() => take.mutate({ obligationId: obligation.id, give: taken !== null })}
        >
          {taken === null ? manual.take : manual.release}
        </Button>
      ) : null}
      {take.error === null ? null : (
        <Failure failure={take.error} title={common.failure.actionTitle(manual.take)} of="change" />
      )}
    </p>
  );
}

/**
 * Everything to publish by hand, each part with its own button. Nothing is to be reported back: the post is seen by
 * itself.
 */
export function ManualTask({ obligation }: { readonly obligation: ObligationDetailView }): ReactNode {
  const {
    obligation: { manual },
    codes,
    common,
  } = useWords();
  const { draft, manualReason } = obligation;
  const text = plainText(draft.text);
  const everything = [draft.title, text, `${manual.sourceName}${common.colon}${draft.sourceName}`, draft.sourceUrl]
    .filter((part) => part !== '')
    .join('\n\n');
  return (
    <Panel
      title={manual.title}
      aside={<CopyButton text={everything} label={manual.everything} />}
      className="manual-task"
    >
      {manualReason === null ? null : (
        <p>
          {manual.why}
          {common.colon}
          <strong>{codes.manualReason[manualReason]}</strong>
        </p>
      )}
      <TakeButton obligation={obligation} />
      <p className="soft">{manual.how}</p>
      <CopyField label={manual.headline} text={draft.title}>
        {draft.title}
      </CopyField>
      <CopyField label={manual.digest} text={draft.digest}>
        {draft.digest}
      </CopyField>
      <CopyField label={manual.text} text={text}>
        <div className="copy-long">{text}</div>
      </CopyField>
      <CopyField label={manual.sourceName} text={draft.sourceName}>
        {draft.sourceName}
      </CopyField>
      <CopyField label={manual.sourceUrl} text={draft.sourceUrl}>
        <OutsideLink href={draft.sourceUrl}>{draft.sourceUrl}</OutsideLink>
      </CopyField>
      <InterpretationLines offers={obligation.interpretations} />
      <ConfirmButton obligationId={obligation.id} />
    </Panel>
  );
}
