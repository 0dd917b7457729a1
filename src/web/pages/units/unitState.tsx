import type { ReactNode } from 'react';
import type { UnitView } from '../../../api/people';
import { Status } from '../../components/status';
import { useWords } from '../../words/words';

/** In use, closed, or merged into another unit. */
export function UnitState({
  unit,
  intoName,
}: {
  readonly unit: UnitView;
  readonly intoName: string | null;
}): ReactNode {
  const {
    units: { page: texts },
  } = useWords();
  if (unit.closed === null) return <Status quiet look="fine" word={texts.open} />;
  return <Status quiet look="closed" word={unit.closed.intoId === null ? texts.closed : texts.merged(intoName)} />;
}
