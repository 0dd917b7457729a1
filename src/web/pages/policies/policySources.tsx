import type { ReactNode } from 'react';
import type { PolicyView } from '../../../api/policies';
import { OutsideLink } from '../../components/links';
import { useWords } from '../../words/words';

/** The sources where a policy stands; one that is no longer listed is said to be so, which is not a withdrawal. */
export function PolicySources({ policy }: { readonly policy: PolicyView }): ReactNode {
  const {
    mandates: { policies: texts },
  } = useWords();
  return (
    <ul className="plain-list">
      {policy.sightings.map((sighting) => (
        <li key={`${sighting.sourceId} ${sighting.url ?? ''}`}>
          <OutsideLink href={sighting.url}>{sighting.sourceTitle}</OutsideLink>
          {sighting.listed ? null : <span className="soft"> {texts.unlisted}</span>}
        </li>
      ))}
    </ul>
  );
}
