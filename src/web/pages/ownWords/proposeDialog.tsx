import { useState, type ReactNode } from 'react';
import ReasonDialog from '../../components/reasonDialog';
import { useProposeOwnWords } from '../../data/ownWords';
import { useWords } from '../../words/words';
import { UnitField } from '../duties/unitField';
import { LastDay, useDayAhead } from './lastDay';

/** Why a unit uses words that a check found, for which unit and until when. */
export default function ProposeDialog({
  found,
  unitId: ofUnit,
  onClose,
  onDone,
}: {
  readonly found: { readonly ruleId: string; readonly words: string };
  readonly unitId: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const { propose: texts } = useWords().ownWords;
  const [unitId, setUnitId] = useState(ofUnit);
  const usual = useDayAhead();
  const [lastOn, setLastOn] = useState(usual);
  const proposing = useProposeOwnWords();
  return (
    <ReasonDialog
      title={texts.title(found.words)}
      consequence={texts.consequence}
      button={texts.submit}
      pending={proposing.isPending}
      failure={proposing.error}
      extra={{
        ready: lastOn !== '',
        node: (
          <>
            <UnitField label={texts.unit} unitId={unitId} onPick={setUnitId} />
            <LastDay value={lastOn} onChange={setLastOn} />
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        proposing.mutate(
          { ...found, unitId, reason, lastOn },
          {
            onSuccess: () => {
              onDone();
              onClose();
            },
          },
        )
      }
    />
  );
}
