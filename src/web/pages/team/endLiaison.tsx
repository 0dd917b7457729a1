import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { LiaisonView } from '../../../api/team';
import ReasonDialog from '../../components/reasonDialog';
import { useEndLiaison } from '../../data/team';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';

/** Ends a duty with its last day and a reason. */
export default function EndLiaison({
  liaison,
  onClose,
  onDone,
}: {
  readonly liaison: LiaisonView;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
}): ReactNode {
  const { team: texts } = useWords();
  const ending = useEndLiaison();
  const [untilOn, setUntilOn] = useState('');
  return (
    <ReasonDialog
      title={texts.endTitle(liaison.name)}
      consequence={texts.endConsequence}
      button={texts.end}
      danger
      pending={ending.isPending}
      failure={ending.error}
      extra={{
        ready: untilOn !== '',
        node: (
          <Field label={texts.until}>
            <Input type="date" value={untilOn} onChange={(event) => setUntilOn(event.target.value)} />
          </Field>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        ending.mutate(
          { id: liaison.id, version: liaison.version, untilOn, reason },
          {
            onSuccess: () => {
              onDone(texts.ended(liaison.name));
              onClose();
            },
          },
        )
      }
    />
  );
}
