import { Modal } from 'antd';
import type { ReactNode } from 'react';
import type { UnitDetailView } from '../../../api/people';
import ReasonDialog from '../../components/reasonDialog';
import { useUnitStep } from '../../data/units';
import { useWords } from '../../words/words';
import { holdsSomething, UnitHoldings } from './unitHoldings';

/** Closing a unit, or opening it again, with the reason. What keeps it from being closed is shown instead of a refusal. */
export default function StepDialog({
  unit,
  step,
  onClose,
  onDone,
}: {
  readonly unit: UnitDetailView;
  readonly step: 'close' | 'reopen';
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}): ReactNode {
  const { units } = useWords();
  const texts = units[step];
  const change = useUnitStep();
  // Nothing to press that would be refused: what is left, where it is, and what to do about it.
  if (step === 'close' && holdsSomething(unit))
    return (
      <Modal open title={texts.title(unit.name)} onCancel={onClose} footer={null} destroyOnHidden>
        <p>{units.close.left}</p>
        <UnitHoldings unit={unit} />
      </Modal>
    );
  return (
    <ReasonDialog
      title={texts.title(unit.name)}
      consequence={texts.consequence}
      button={texts.button}
      danger={step === 'close'}
      pending={change.isPending}
      failure={change.error}
      onClose={onClose}
      onSubmit={(reason) => change.mutate({ id: unit.id, step, reason }, { onSuccess: () => onDone(texts.done) })}
    />
  );
}
