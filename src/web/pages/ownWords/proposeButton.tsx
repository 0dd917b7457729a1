import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useWords } from '../../words/words';

const ProposeDialog = lazy(() => import('./proposeDialog'));

const PROPOSING = ['own-post.draft', 'submission.write', 'duty.write', 'finding.dismiss'] as const;

/** From words that a check found to the list of words that the unit uses as they are; nothing for who may not. */
export function ProposeButton({
  found,
  unitId,
}: {
  readonly found: { readonly ruleId: string; readonly words: string };
  readonly unitId: string;
}): ReactNode {
  const { propose: texts } = useWords().ownWords;
  const actions = useMe().data?.actions ?? [];
  const [isAsking, setAsking] = useState(false);
  const [isDone, setDone] = useState(false);
  if (!PROPOSING.some((action) => actions.includes(action))) return null;
  if (isDone)
    return (
      <span className="soft" role="status">
        {texts.done} <Link to={paths.ownWords()}>{texts.seen}</Link>
      </span>
    );
  return (
    <>
      <Button size="small" type="link" aria-label={texts.of(found.words)} onClick={() => setAsking(true)}>
        {texts.button}
      </Button>
      {isAsking ? (
        <Suspense fallback={null}>
          <ProposeDialog found={found} unitId={unitId} onClose={() => setAsking(false)} onDone={() => setDone(true)} />
        </Suspense>
      ) : null}
    </>
  );
}
