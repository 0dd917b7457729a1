import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useWords } from '../../words/words';
import type { OverrideOf, Stop } from './overrideDialog';

const OverrideDialog = lazy(() => import('./overrideDialog'));

/** For who may hand in what a check stops; nothing where nothing does. */
export function OverrideButton({ stops, ...of }: OverrideOf & { readonly stops: readonly Stop[] }): ReactNode {
  const { ownWords: texts } = useWords();
  const [isOpen, setOpen] = useState(false);
  const once = stops.filter(
    (stop, at) =>
      stops.findIndex(
        ({ field, ruleId, words }) => field === stop.field && ruleId === stop.ruleId && words === stop.words,
      ) === at,
  );
  if (once.length === 0) return null;
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {texts.override.button}
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <OverrideDialog {...of} stops={once} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
