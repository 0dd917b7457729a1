import { Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FindingView } from '../../../api/accounts';
import ReasonDialog from '../../components/reasonDialog';
import { useFindingStep } from '../../data/changes';
import { useWords } from '../../words/words';
import { LastDay, useDayAhead } from '../ownWords/lastDay';

/** Why a finding is none, or is one after all; its words can be proposed as words of the unit with it. */
export default function FindingDialog({
  finding,
  step,
  onClose,
}: {
  readonly finding: FindingView;
  readonly step: 'dismiss' | 'take-back';
  readonly onClose: () => void;
}): ReactNode {
  const { accounts, ownWords } = useWords();
  const texts = accounts.findings[step];
  const change = useFindingStep();
  const usual = useDayAhead();
  const [until, setUntil] = useState<string | null>(null);
  const isExcusable = step === 'dismiss' && finding.isExcusable;
  return (
    <ReasonDialog
      title={texts.title}
      consequence={texts.consequence}
      button={texts.button}
      pending={change.isPending}
      failure={change.error}
      {...(isExcusable
        ? {
            extra: {
              ready: until !== '',
              node: (
                <div className="field">
                  <Checkbox checked={until !== null} onChange={() => setUntil(until === null ? usual : null)}>
                    {ownWords.propose.beside}
                  </Checkbox>
                  <div className="soft">{ownWords.propose.besideHint}</div>
                  {until === null ? null : <LastDay value={until} onChange={setUntil} />}
                </div>
              ),
            },
          }
        : {})}
      onClose={onClose}
      onSubmit={(reason) =>
        change.mutate(
          { findingId: finding.id, step, reason, ...(until === null ? {} : { ownWordsUntil: until }) },
          { onSuccess: onClose },
        )
      }
    />
  );
}
