import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import ReasonDialog from '../../components/reasonDialog';
import { useAcceptFilings } from '../../data/filingFindings';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';

/** Why the chosen findings may be so, and until when. */
export default function AcceptDialog({
  ids,
  onClose,
  onDone,
}: {
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}): ReactNode {
  const { filingFindings: texts } = useWords();
  const [untilOn, setUntilOn] = useState('');
  const accepting = useAcceptFilings();
  return (
    <ReasonDialog
      title={texts.acceptTitle(figure(ids.length))}
      consequence={texts.acceptConsequence}
      button={texts.accept}
      pending={accepting.isPending}
      failure={accepting.error}
      extra={{
        ready: untilOn !== '',
        node: (
          <label className="field">
            <span>{texts.until}</span>
            <Input type="date" value={untilOn} onChange={(event) => setUntilOn(event.target.value)} />
          </label>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        accepting.mutate(
          { ids, reason, untilOn },
          {
            onSuccess: ({ accepted, left }) => {
              onDone(texts.acceptedSome(figure(accepted), figure(left.length)));
              onClose();
            },
          },
        )
      }
    />
  );
}
