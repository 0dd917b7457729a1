import { lazy, Suspense, type ReactNode } from 'react';
import type { LiaisonView } from '../../../api/team';
import type { LiaisonStart } from './liaisonForm';

const LiaisonForm = lazy(() => import('./liaisonForm'));
const EndLiaison = lazy(() => import('./endLiaison'));

/** What is being done: a form that is open, or a duty that is being ended. */
export type LiaisonAct = { readonly start: LiaisonStart } | { readonly ending: LiaisonView };

export function LiaisonDialogs({
  act,
  onClose,
  onDone,
}: {
  readonly act: LiaisonAct | null;
  readonly onClose: () => void;
  readonly onDone: (sentence: string) => void;
}): ReactNode {
  if (act === null) return null;
  return (
    <Suspense fallback={null}>
      {'start' in act ? (
        <LiaisonForm start={act.start} onClose={onClose} onDone={onDone} />
      ) : (
        <EndLiaison liaison={act.ending} onClose={onClose} onDone={onDone} />
      )}
    </Suspense>
  );
}
