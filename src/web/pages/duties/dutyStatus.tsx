import type { ReactNode } from 'react';
import type { DutyView } from '../../../api/duties';
import { Status } from '../../components/status';
import type { Look } from '../../words/status';
import { useWords } from '../../words/words';

const LOOKS: Readonly<Record<DutyView['state'], Look>> = {
  open: 'pending',
  'extension-asked': 'pending',
  extended: 'pending',
  overdue: 'breached',
  done: 'fine',
  withdrawn: 'closed',
};

/** How a duty stands, with its shape; done after its limit is told apart from done in time. */
export function DutyStatus({ state, isLate }: Pick<DutyView, 'state' | 'isLate'>): ReactNode {
  const { duties: texts, codes } = useWords();
  return state === 'done' && isLate ? (
    <Status look="warned" word={`${codes.dutyState.done}，${texts.late}`} />
  ) : (
    <Status look={LOOKS[state]} word={codes.dutyState[state]} />
  );
}
