import { Button, Checkbox, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { RetryManualView } from '../../../api/obligations';
import type { ManualReason } from '../../../domain/mandates/mandate';
import { Failure } from '../../components/failure';
import { usePreviewRetry, useRetryManual } from '../../data/changes';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

/** What a retry would do, or why nothing. */
function Outcome({ outcome }: { readonly outcome: RetryManualView }): ReactNode {
  const {
    publishing: {
      manual: { retry: texts },
    },
    codes,
  } = useWords();
  if (outcome.matched === 0) return <p role="status">{texts.nothing}</p>;
  return (
    <div role="status">
      <p>
        <strong>{texts.result(figure(outcome.matched), figure(outcome.retried))}</strong>
      </p>
      {outcome.refused.length === 0 ? null : (
        <>
          <p className="soft">{texts.stay}</p>
          <ul className="plain-list">
            {outcome.refused.map(({ reason, count }) => (
              <li key={reason}>
                {texts.stays(reason === 'taken' ? texts.taken : codes.manualReason[reason], figure(count))}
              </li>
            ))}
          </ul>
        </>
      )}
      {outcome.more ? <p className="soft">{texts.more}</p> : null}
    </div>
  );
}

/**
 * Sends manual tasks back to publishing, many at once: by reason, tried out first. What was tried is what is sent: another
 * choice has to be tried anew.
 */
export default function RetryDialog({
  unit,
  onClose,
  onDone,
}: {
  readonly unit: { readonly id: string; readonly name: string } | null;
  readonly onClose: () => void;
  readonly onDone: (retried: number) => void;
}): ReactNode {
  const {
    publishing: {
      manual: { retry: texts },
    },
    codes,
    common,
  } = useWords();
  const reasons = Object.keys(codes.manualReason) as ManualReason[];
  const [chosen, setChosen] = useState<readonly ManualReason[]>(reasons);
  const preview = usePreviewRetry();
  const retry = useRetryManual();
  const filter = { unitId: unit?.id ?? null, manualReasons: chosen };
  const outcome = preview.data;
  const failure = retry.error ?? preview.error;
  function choose(next: readonly ManualReason[]): void {
    setChosen(next);
    preview.reset();
  }
  return (
    <Modal
      open
      title={texts.title}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {common.cancel}
        </Button>,
        <Button
          key="preview"
          disabled={chosen.length === 0}
          loading={preview.isPending}
          onClick={() => preview.mutate(filter)}
        >
          {texts.preview}
        </Button>,
        <Button
          key="confirm"
          type="primary"
          disabled={outcome === undefined || outcome.retried === 0}
          loading={retry.isPending}
          onClick={() => retry.mutate(filter, { onSuccess: ({ retried }) => onDone(retried) })}
        >
          {texts.confirm(figure(outcome?.retried ?? 0))}
        </Button>,
      ]}
    >
      <p>{texts.intro}</p>
      {unit === null ? null : <p className="soft">{texts.within(unit.name)}</p>}
      <fieldset className="field">
        <legend>{texts.reasons}</legend>
        <Checkbox.Group<ManualReason>
          className="choices-column"
          value={[...chosen]}
          options={reasons.map((reason) => ({ value: reason, label: codes.manualReason[reason] }))}
          onChange={choose}
        />
      </fieldset>
      {outcome === undefined ? null : <Outcome outcome={outcome} />}
      {failure === null ? null : <Failure failure={failure} title={texts.failed} of="change" />}
    </Modal>
  );
}
