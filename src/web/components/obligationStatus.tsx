import type { ReactNode } from 'react';
import type { ObligationView } from '../../api/obligations';
import { PROGRESS_LOOK } from '../words/status';
import { useWords } from '../words/words';
import { Status } from './status';

/**
 * Where an obligation stands, in the words of the progress bar that counts it; what is under way in its own state. A
 * missed one says so first, wherever it is shown: that it waits for a person or a platform comes after.
 */
export function ObligationStatus({
  obligation,
  now = false,
}: {
  readonly obligation: Pick<ObligationView, 'group' | 'state'>;
  /** Say also what is being done about a missed one. */
  readonly now?: boolean;
}): ReactNode {
  const { codes, obligation: texts } = useWords();
  const { group, state } = obligation;
  const word = group === 'running' || state === 'withdrawn' ? codes.obligationState[state] : codes.progress[group];
  return (
    <>
      <Status look={PROGRESS_LOOK[group]} word={word} />
      {now && group === 'missed' ? <span className="soft"> · {texts.now(codes.obligationState[state])}</span> : null}
    </>
  );
}
