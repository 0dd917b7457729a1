import type { ReactNode } from 'react';
import type { InterpretationView } from '../../api/policies';
import { useWords } from '../words/words';
import { CopyButton } from './copyButton';
import { OutsideLink } from './links';
import { Panel } from './panel';

/** Articles that explain the policy, to be published beside its repost where one wants to; nothing where there is none. */
export function InterpretationOffers({ offers }: { readonly offers: readonly InterpretationView[] }): ReactNode {
  const { policies: texts } = useWords();
  if (offers.length === 0) return null;
  return (
    <Panel title={texts.offers}>
      <p className="soft">{texts.offersWhy}</p>
      <ul className="plain-list">
        {offers.map(({ policyId, title, url }) => (
          <li key={policyId}>
            <OutsideLink href={url}>{title}</OutsideLink> <CopyButton text={`${title} ${url}`} name={title} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
