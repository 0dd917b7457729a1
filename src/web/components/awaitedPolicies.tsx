import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { SummaryView } from '../../api/summary';
import { paths } from '../data/paths';
import { figure } from '../time/figure';
import { useFirstWords } from '../words/words';
import { Shape } from './status';
import { Due } from './when';

type Awaiting = SummaryView['policiesAwaiting'];

/**
 * How many policies wait for a person, by when the first is due, and the way to exactly these; nothing where none
 * does.
 */
export function AwaitedPolicies({ awaiting }: { readonly awaiting: Awaiting }): ReactNode {
  const { policies: texts } = useFirstWords();
  if (awaiting === null || awaiting.total === 0) return null;
  const look = awaiting.late > 0 ? 'breached' : 'warned';
  return (
    <p className={`look-${look}`}>
      <Shape look={look} /> {texts.awaited(figure(awaiting.total))}{' '}
      {awaiting.late > 0 ? texts.awaitedLate(figure(awaiting.late)) : null}
      {awaiting.late === 0 && awaiting.dueBy !== null ? (
        <>
          {texts.awaitedDue}
          <Due at={awaiting.dueBy} />
        </>
      ) : null}{' '}
      <Link to={paths.policiesAwaiting}>{texts.awaitedLink}</Link>
    </p>
  );
}

/** The same of rules that were changed, where nobody has said whether they hold for policies already known. */
export function AskingRules({ awaiting }: { readonly awaiting: Awaiting }): ReactNode {
  const { policies: texts } = useFirstWords();
  if (awaiting === null || awaiting.rules === 0) return null;
  return (
    <p className="look-warned">
      <Shape look="warned" /> {texts.asking(figure(awaiting.rules))} <Link to={paths.rules}>{texts.askingLink}</Link>
    </p>
  );
}
