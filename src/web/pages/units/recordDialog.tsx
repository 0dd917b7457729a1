import { useState, type ReactNode } from 'react';
import type { UnitDetailView } from '../../../api/people';
import ReasonDialog from '../../components/reasonDialog';
import { useChangeUnitRecord } from '../../data/units';
import { useWords } from '../../words/words';
import { CreditCodeField, NameField } from './unitFields';

/** Another name or credit code, and the reason. */
export default function RecordDialog({
  unit,
  onClose,
  onDone,
}: {
  readonly unit: UnitDetailView;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}): ReactNode {
  const { units: texts } = useWords();
  const change = useChangeUnitRecord();
  const [name, setName] = useState(unit.name);
  const [creditCode, setCreditCode] = useState(unit.creditCode ?? '');
  const isOther = name.trim() !== unit.name || creditCode.trim() !== (unit.creditCode ?? '');
  return (
    <ReasonDialog
      title={texts.record.title(unit.name)}
      consequence={texts.record.consequence}
      button={texts.record.button}
      pending={change.isPending}
      failure={change.error}
      extra={{
        ready: name.trim() !== '' && isOther,
        node: (
          <>
            <NameField value={name} onChange={setName} />
            <CreditCodeField value={creditCode} onChange={setCreditCode} />
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        change.mutate(
          { id: unit.id, name: name.trim(), creditCode, reason },
          { onSuccess: () => onDone(texts.record.done) },
        )
      }
    />
  );
}
